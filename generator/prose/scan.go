package prose

import "bytes"

// tagLength returns the length of the tag at the beginning of s, 0 when there is none, -1 when s ends before the tag.
func tagLength(s []byte) int {
	s = s[:min(len(s), longestTag)]
	i := 1
	closing := i < len(s) && s[i] == '/'
	if closing {
		i++
	}
	if i >= len(s) || !letter(s[i]) {
		return 0
	}
	for i < len(s) && (letterOrDigit(s[i]) || s[i] == '-') {
		i++
	}
	for {
		gap := i
		i = skipSpace(s, i)
		switch {
		case i >= len(s):
			return -1
		case s[i] == '>':
			return i + 1
		case closing:
			return 0
		case s[i] == '/':
			if i+1 < len(s) && s[i+1] == '>' {
				return i + 2
			}
			return 0
		case gap == i || !letter(s[i]) && s[i] != '_' && s[i] != ':':
			return 0
		}
		if i = attributeEnd(s, i); i <= 0 {
			return i
		}
	}
}

// attributeEnd returns the end of the attribute whose name begins at i, 0 when it is none, -1 when s ends before.
func attributeEnd(s []byte, i int) int {
	for i < len(s) && (letterOrDigit(s[i]) || bytes.IndexByte([]byte("_:.-"), s[i]) >= 0) {
		i++
	}
	value := skipSpace(s, i)
	if value >= len(s) || s[value] != '=' {
		return i
	}
	value = skipSpace(s, value+1)
	if value >= len(s) {
		return -1
	}
	if quote := s[value]; quote == '"' || quote == '\'' {
		end := bytes.IndexByte(s[value+1:], quote)
		if end < 0 {
			return -1
		}
		return value + 1 + end + 1
	}
	end := value
	for end < len(s) && s[end] > ' ' && bytes.IndexByte([]byte("\"'=<>`"), s[end]) < 0 {
		end++
	}
	if end == value {
		return 0
	}
	return end
}

func skipSpace(s []byte, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r') {
		i++
	}
	return i
}

// withoutComments returns raw HTML without its comments. A comment that does not end stays.
func withoutComments(raw []byte) []byte {
	var kept []byte
	for {
		begin := bytes.Index(raw, []byte("<!--"))
		if begin < 0 {
			return append(kept, raw...)
		}
		size := commentLength(raw[begin:])
		if size == 0 {
			return append(kept, raw...)
		}
		kept = append(kept, raw[:begin]...)
		raw = raw[begin+size:]
	}
}

// commentLength returns the length of the comment at the beginning of s, or 0 when none begins or it does not end.
func commentLength(s []byte) int {
	if !bytes.HasPrefix(s, []byte("<!--")) {
		return 0
	}
	for _, short := range []string{"<!-->", "<!--->"} {
		if bytes.HasPrefix(s, []byte(short)) {
			return len(short)
		}
	}
	const open, end = len("<!--"), "-->"
	if at := bytes.Index(s[open:], []byte(end)); at >= 0 {
		return open + at + len(end)
	}
	return 0
}

// isBreak reports whether a tag is <br>, in any of its spellings.
func isBreak(tag []byte) bool {
	name := bytes.Trim(tag, "<>/ \t\r\n")
	return len(name) == 2 && name[0]|0x20 == 'b' && name[1]|0x20 == 'r'
}
