package adopt

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// fences are the lines that open and close the front matter of other programs.
var fences = map[string]string{"---": "---", "---yaml": "---", "---toml": "---", "---json": "---", "+++": "+++", ";;;": ";;;"}

// keyLine is a first line that front matter may have. A text between two rules has none.
var keyLine = regexp.MustCompile(`^["']?[\w.-]+["']?\s*[:=]|^[{\[]`)

// object is front matter in JSON.
var object = regexp.MustCompile(`^\s*(?:\{|;;;|---json)`)

// cutFrontMatter takes the front matter off a runbook, its fences included. A rule that opens the text is no front matter.
func cutFrontMatter(text []byte) (matter, rest []byte) {
	at := len(text) - len(bytes.TrimLeft(text, " \t\r\n"))
	first := line(text, at)
	word := string(bytes.TrimSpace(first))
	if word == "{" {
		return cutObject(text, at)
	}
	end, ok := fences[word]
	if !ok {
		return nil, text
	}
	seen := false
	for i := at + len(first); i < len(text); i += len(line(text, i)) {
		here := string(bytes.TrimSpace(line(text, i)))
		switch {
		case here == end && seen:
			return text[:i+len(line(text, i))], text[i+len(line(text, i)):]
		case here == end:
			return nil, text
		case here == "" || strings.HasPrefix(here, "#"):
		case !seen && !keyLine.MatchString(here):
			return nil, text
		default:
			seen = true
		}
	}
	return nil, text
}

// cutObject cuts front matter in JSON, which ends with a brace at the first column.
func cutObject(text []byte, at int) (matter, rest []byte) {
	for i := at; i < len(text); i += len(line(text, i)) {
		if bytes.HasPrefix(line(text, i), []byte("}")) {
			return text[:i+len(line(text, i))], text[i+len(line(text, i)):]
		}
	}
	return nil, text
}

// line returns the line that begins at an offset, with its end.
func line(text []byte, at int) []byte {
	if eol := bytes.IndexByte(text[at:], '\n'); eol >= 0 {
		return text[at : at+eol+1]
	}
	return text[at:]
}

// plain reports a character that front matter may not hold, not even in a comment.
func plain(matter []byte) error {
	text := strings.ReplaceAll(string(matter), "\r\n", "\n")
	for i, c := range text {
		if c != '\n' && c != '\t' && (unicode.IsControl(c) || c == 0xFEFF || c == 0x2028 || c == 0x2029) {
			return fmt.Errorf("line %d of its front matter holds the invisible character U+%04X: delete it", lineOf([]byte(text), i), c)
		}
	}
	return nil
}

// value returns what the old front matter says under a key: one text, or the entries of a list. It reads the forms that
// YAML, TOML and JSON share, and nothing that spans lines but a list of dashes.
func value(matter []byte, key string) (list []string) {
	lines := strings.Split(strings.ReplaceAll(string(matter), "\r\n", "\n"), "\n")
	indent := "" // what is indented belongs to another key, but in JSON
	if object.Match(matter) {
		indent = `\s*`
	}
	begin := regexp.MustCompile(`^` + indent + `["']?` + key + `["']?\s*[:=]\s*(.*?),?\s*$`)
	for i, l := range lines {
		m := begin.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		if m[1] != "" {
			return entries(m[1])
		}
		for _, l := range lines[i+1:] {
			item, ok := strings.CutPrefix(strings.TrimSpace(l), "- ")
			if !ok {
				break
			}
			list = append(list, entries(item)...)
		}
		return list
	}
	return nil
}

// entries reads a text or a list in brackets. What it cannot read for certain it leaves out.
func entries(s string) (list []string) {
	if inside, ok := strings.CutPrefix(s, "["); ok {
		inside, ok = strings.CutSuffix(inside, "]")
		for part := range strings.SplitSeq(inside, ",") {
			if part = strings.TrimSpace(part); ok && part != "" {
				list = append(list, entries(part)...)
			}
		}
		return list
	}
	if s[0] == '"' || s[0] == '\'' {
		end := strings.IndexByte(s[1:], s[0])
		if end < 0 || strings.ContainsRune(s[:end+1], '\\') {
			return nil
		}
		s = s[1 : end+1]
	} else {
		s, _, _ = strings.Cut(s, " #")
	}
	if s = tidy(s); s == "" || strings.ContainsAny(s[:1], "{[|>&*!") {
		return nil
	}
	return []string{s}
}

func lineOf(text []byte, at int) int { return 1 + bytes.Count(text[:at], []byte("\n")) }
