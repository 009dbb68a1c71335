package frontmatter

import "bytes"

// A placing tells where the words of a scalar stand in a text.
type placing struct {
	first int   // where the words begin, inside quotes
	end   int   // behind the scalar, quotes included
	at    []int // where each byte of the value stands; nil: one after the other from first
}

// A walk goes through the text of a scalar and its value side by side.
type walk struct {
	text  []byte
	value string
	s     int // in text
	i     int // in value
	at    []int
	lost  bool // the two do not go together: no place is known for a byte
}

// placePlain places a scalar without quotes.
func placePlain(text []byte, start int, value string) placing {
	if bytes.HasPrefix(text[start:], []byte(value)) {
		return placing{first: start, end: start + len(value)}
	}
	w := &walk{text: text, value: value, s: start, at: make([]int, 0, len(value))}
	for w.i < len(value) && w.s < len(text) && !w.lost {
		if blank(text[w.s]) && w.fold() {
			continue
		}
		w.emit(1, true)
		w.s++
	}
	return w.done(start, w.s)
}

// placeQuoted places a scalar in single or double quotes.
func placeQuoted(text []byte, start int, value string, mark byte) placing {
	first := start + 1
	rest := text[min(first, len(text)):]
	if bytes.HasPrefix(rest, []byte(value)) && len(rest) > len(value) && rest[len(value)] == mark &&
		!bytes.ContainsAny([]byte(value), "\\\n'\"") {
		return placing{first: first, end: first + len(value) + 1}
	}
	w := &walk{text: text, value: value, s: first, at: make([]int, 0, len(value))}
	for w.s < len(text) {
		c := text[w.s]
		switch {
		case c == mark && mark == '\'' && w.s+1 < len(text) && text[w.s+1] == '\'':
			w.emit(1, true)
			w.s += 2
		case c == mark:
			return w.done(first, w.s+1)
		case c == '\\' && mark == '"':
			w.escape()
		case blank(c) && w.fold():
		default:
			w.emit(1, true)
			w.s++
		}
	}
	return w.done(first, w.s)
}

// fold steps over white space that holds a line break: a single break stands for a space, further ones for themselves.
// Without a break it stays where it is and reports false.
func (w *walk) fold() bool {
	i, breaks := w.s, 0
	for ; i < len(w.text) && blank(w.text[i]); i++ {
		if w.text[i] == '\n' {
			breaks++
		}
	}
	if breaks == 0 {
		return false
	}
	w.emit(max(1, breaks-1), false)
	w.s = i
	return true
}

// escape steps over one escape of a text in double quotes.
func (w *walk) escape() {
	if w.s+1 >= len(w.text) {
		w.s++
		return
	}
	switch c := w.text[w.s+1]; c {
	case '\n', '\r': // a break that stands for nothing, with the blanks of the next line
		w.s++
		for w.s < len(w.text) && blank(w.text[w.s]) {
			w.s++
		}
		return
	case 'x', 'u', 'U':
		w.rune(2 + map[byte]int{'x': 2, 'u': 4, 'U': 8}[c])
	default:
		w.rune(2)
	}
}

// rune notes one character of the value that is written in width bytes.
func (w *walk) rune(width int) {
	n := 1
	for w.i+n < len(w.value) && w.value[w.i+n]&0xC0 == 0x80 {
		n++
	}
	w.emit(n, false)
	w.s = min(w.s+width, len(w.text))
}

// placeBlock places a literal (|) or folded (>) block.
func placeBlock(text []byte, start int, value string) placing {
	header := bytes.IndexByte(text[start:], '\n')
	if header < 0 {
		return placing{first: start, end: len(text), at: (&walk{value: value}).done(start, start).at}
	}
	body := start + header + 1
	indent := blockIndent(text[body:])
	w := &walk{text: text, value: value, s: body, at: make([]int, 0, len(value))}
	end := body
	for w.i < len(value) && w.s < len(text) && !w.lost {
		for n := 0; n < indent && w.s < len(text) && text[w.s] == ' '; n++ {
			w.s++
		}
		for w.s < len(text) && text[w.s] != '\n' && text[w.s] != '\r' && !w.lost {
			w.emit(1, true)
			w.s++
			end = w.s
		}
		w.breaks(indent)
	}
	return w.done(body, end)
}

// emit notes that the next n bytes of the value come from the place where the walk is, which is n or more bytes long.
func (w *walk) emit(n int, same bool) {
	for k := range n {
		if w.i >= len(w.value) || same && (w.s+k >= len(w.text) || w.text[w.s+k] != w.value[w.i]) {
			w.lost = true
			return
		}
		place := w.s
		if same {
			place += k
		}
		w.at = append(w.at, place)
		w.i++
	}
}

// done returns the placing; when the two did not go together, every byte is placed at the scalar's start.
func (w *walk) done(first, end int) placing {
	if w.lost || w.i != len(w.value) {
		w.at = make([]int, len(w.value))
		for i := range w.at {
			w.at[i] = first
		}
	}
	return placing{first: first, end: end, at: w.at}
}

// breaks steps over the end of a line of a block and the empty lines behind it.
func (w *walk) breaks(indent int) {
	from, count := w.s, 0
	for w.s < len(w.text) {
		i := w.s
		if count > 0 {
			for n := 0; n < indent && i < len(w.text) && w.text[i] == ' '; n++ {
				i++
			}
		}
		if i < len(w.text) && w.text[i] == '\r' {
			i++
		}
		if i >= len(w.text) || w.text[i] != '\n' {
			break
		}
		w.s = i + 1
		count++
	}
	if w.i < len(w.value) && w.value[w.i] == ' ' && count == 1 {
		w.at, w.i = append(w.at, from), w.i+1
	}
	for ; count > 0 && w.i < len(w.value) && w.value[w.i] == '\n'; count-- {
		w.at, w.i = append(w.at, from), w.i+1
	}
}

// blockIndent returns how far a block is indented: as far as its first line that is not empty. Where the header states
// another indentation the two do not go together, and every byte is placed at the scalar's start.
func blockIndent(body []byte) int {
	for len(body) > 0 {
		line, rest, _ := bytes.Cut(body, []byte("\n"))
		if trimmed := bytes.TrimLeft(line, " "); len(bytes.TrimSpace(trimmed)) > 0 {
			return len(line) - len(trimmed)
		}
		body = rest
	}
	return 0
}
