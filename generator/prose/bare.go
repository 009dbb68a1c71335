package prose

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// bare finds web and mail addresses that stand in the text without brackets, by the rules of GitHub, with one addition
// for the addresses of a workplace: a host may be a single word or a number, as in http://grafana:3000/.
//
// It replaces goldmark's own parser, which knows no such host and whose patterns cost more than all the rest.
type bare struct{}

// Trigger names the characters after which an address may begin; the space stands for the beginning of a line too.
func (bare) Trigger() []byte { return []byte{' ', '*', '_', '~', '('} }

// Parse implements [parser.InlineParser].
func (b bare) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := pc.(*state)
	if !s.web && !s.mail {
		return nil
	}
	line, segment := block.PeekLine()
	if segment.Padding > 0 {
		return nil
	}
	skip := 0
	switch line[0] {
	case ' ', '\t', '*', '_', '~', '(':
		skip = 1
	}
	kind, size, protocol := s.address(line[skip:])
	if size == 0 || pc.IsInLinkLabel() {
		return nil
	}
	if kind == ast.AutoLinkEmail && isLogin(s.source, segment.Start+skip, line[skip+size:]) {
		return nil
	}
	if skip > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+skip))
	}
	block.Advance(skip + size)
	start := segment.Start + skip
	link := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, start+size)))
	if protocol != "" {
		link.Protocol = []byte(protocol)
	}
	s.places[link] = place{start, start + size}
	return link
}

// address returns the kind and length of the address at the beginning of the line, and the protocol that it leaves out.
func (s *state) address(line []byte) (kind ast.AutoLinkType, size int, protocol string) {
	if s.web && len(line) > len("www.") {
		switch line[0] {
		case 'h', 'H':
			size = webAddress(line)
		case 'w':
			if bytes.HasPrefix(line, []byte("www.")) {
				size, protocol = addressAfter(line, len("www.")), "http"
			}
		}
	}
	if size > 0 || !s.mail {
		return ast.AutoLinkURL, size, protocol
	}
	return ast.AutoLinkEmail, mailAddress(line), ""
}

// webAddress returns the length of the address with a scheme at the beginning of the line, or 0.
func webAddress(line []byte) int {
	for _, scheme := range []string{"https://", "http://"} {
		if len(line) > len(scheme) && bytes.EqualFold(line[:len(scheme)], []byte(scheme)) {
			return addressAfter(line, len(scheme))
		}
	}
	return 0
}

// addressAfter returns the length of the address whose host begins at the given place, or 0 without a host.
func addressAfter(line []byte, host int) int {
	if host >= len(line) || !letterOrDigit(line[host]) && line[host] < 0x80 {
		return 0
	}
	end := host
	for end < len(line) {
		r, size := utf8.DecodeRune(line[end:])
		if endsAddress(r) {
			break
		}
		end += size
	}
	if end == host {
		return 0
	}
	return max(withoutTail(line[:end]), host+1)
}

// withoutTail returns the length of an address without the punctuation that belongs to the sentence around it: closing
// parentheses that it does not open, an entity at its end, full stops and the like.
func withoutTail(address []byte) int {
	end := len(address)
	surplus := bytes.Count(address, []byte(")")) - bytes.Count(address, []byte("("))
	for end > 0 {
		switch address[end-1] {
		case '?', '!', '.', ',', ':', '*', '_', '~', '"', '\'':
			end--
		case ')':
			if surplus <= 0 {
				return end
			}
			surplus--
			end--
		case ';':
			name := end - 1
			for name > 0 && letterOrDigit(address[name-1]) {
				name--
			}
			if name == end-1 || name == 0 || address[name-1] != '&' {
				return end
			}
			end = name - 1
		default:
			return end
		}
	}
	return end
}

const (
	longestLocal  = 64
	longestDomain = 255
)

// mailAddress returns the length of the mail address at the beginning of the line, or 0.
func mailAddress(line []byte) int {
	at := 0
	for at < len(line) && at <= longestLocal && (letterOrDigit(line[at]) || line[at] == '.' || line[at] == '-' || line[at] == '_' || line[at] == '+') {
		at++
	}
	if at == 0 || at >= len(line) || line[at] != '@' {
		return 0
	}
	end, dot := at+1, false
	for end < len(line) && end-at <= longestDomain {
		c := line[end]
		if c == '.' && end+1 < len(line) && letterOrDigit(line[end+1]) && line[end-1] != '@' {
			dot = true
		} else if !letterOrDigit(c) && c != '-' && c != '_' {
			break
		}
		end++
	}
	if last := line[end-1]; !dot || last == '-' || last == '_' {
		return 0
	}
	return end
}

// isLogin reports whether what looks like a mail address is a user at a machine: git@host.example:group/name.git, or behind
// the name of a program that takes one.
func isLogin(source []byte, at int, rest []byte) bool {
	if len(rest) > 1 && (rest[0] == ':' || rest[0] == '/') && rest[1] > ' ' {
		return true
	}
	before := bytes.TrimRight(source[max(0, at-80):at], " \n`*_~(")
	word := before[bytes.LastIndexAny(before, " \t\n`*_~(")+1:]
	switch string(bytes.ToLower(word)) {
	case "ssh", "scp", "sftp", "rsync", "mosh", "ssh-copy-id":
		return true
	}
	return false
}

func letterOrDigit(c byte) bool { return letter(c) || '0' <= c && c <= '9' }

func letter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// angles keeps the addresses in angle brackets that may be written, and notes their places. <service:name> is no link
// but a placeholder, and stays with its brackets.
type angles struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (a angles) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, segment := block.PeekLine()
	node := a.InlineParser.Parse(parent, block, pc)
	link, ok := node.(*ast.AutoLink)
	if !ok {
		return nil
	}
	s := pc.(*state)
	if link.AutoLinkType == ast.AutoLinkURL {
		if _, ok := safeAddress(string(link.URL(s.source)), false); !ok {
			return nil
		}
	}
	_, after := block.Position()
	s.places[node] = place{segment.Start, after.Start}
	return node
}
