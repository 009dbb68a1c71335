package prose

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Other generators read more than Markdown. What they would have made of it is not made here, but nothing of it may be
// lost without a word: its words stay readable, and a Foreign tells the author what to write instead.

// A Foreign is a piece of another dialect, or a reference to something that is not there.
type Foreign struct {
	Range
	What string // what becomes of it: "`{{< note >}}` is a shortcode, which nothing runs here: it is shown as written"
	Help string // what to write instead
}

// longestQuote is how much of a foreign piece a message repeats.
const longestQuote = 40

// foreign hands over what was noted, in the order of the file.
func (w *writer) handOverForeign() {
	for _, s := range w.state.foreign {
		s.Offset, s.End = w.offset(s.Offset), w.offset(s.End)
		w.ForeignSyntax = append(w.ForeignSyntax, s)
	}
	slices.SortStableFunc(w.ForeignSyntax, func(a, b Foreign) int { return a.Offset - b.Offset })
}

// shortcode notes the tags of Hugo, Jekyll and GitBook. What belongs to templates of alerts, {{ $labels.pod }}, is meant
// to be read, and what ends a shortcode has been noted where it begins.
func (s *state) shortcode(line []byte, start int) {
	end := ""
	switch string(line[:min(3, len(line))]) {
	case "{{<":
		end = ">}}"
	case "{{%":
		end = "%}}"
	default:
		if !bytes.HasPrefix(line, []byte("{%")) {
			return
		}
		end = "%}"
	}
	size := bytes.Index(line, []byte(end))
	if size < 0 {
		size = len(bytes.TrimRight(line, "\n"))
	} else {
		size += len(end)
	}
	words := bytes.TrimLeft(line[:size], "{<% -")
	if bytes.HasPrefix(words, []byte("/")) || bytes.HasPrefix(words, []byte("end")) {
		return
	}
	help := "write what it would have shown"
	if name, _, _ := bytes.Cut(words, []byte(" ")); isAside(string(name)) || string(name) == "hint" || string(name) == "notice" {
		help = "for a note write a quote that begins with > [!NOTE] or > [!WARNING]"
	}
	s.noteForeign(start, start+size, quoted(line[:size])+" is for another generator: nothing runs it here, and it is shown as written", help)
}

// unresolved notes a link or a footnote whose bracket has just been closed at the given place, and that is none because
// what it refers to is not there.
func (s *state) unresolved(block text.Reader, closing int) {
	line, _ := block.PeekLine()
	rest := line[1:]
	first := max(0, closing-longestTag)
	open := first + bytes.LastIndexByte(s.source[first:closing], '[')
	if open < first || bytes.IndexByte(s.source[open:closing], '\n') >= 0 && bytes.Contains(s.source[open:closing], []byte("\n\n")) {
		return
	}
	words := s.source[open+1 : closing]
	pattern := open > 0 && strings.IndexByte("])(\\/^$|`", s.source[open-1]) >= 0 // of a search: (a|[^b])
	glued := pattern || open > 0 && letterOrDigit(s.source[open-1])               // an index: a[i][j]
	switch {
	case bytes.HasPrefix(words, []byte("^")):
		if !pattern && isNoteName(words[1:]) && (len(rest) == 0 || strings.IndexByte("+*?{]|)$/:(", rest[0]) < 0) {
			s.noteForeign(open, closing+1, quoted(s.source[open:closing+1])+" leads to no footnote of this page, and is shown as written", "add a line that begins with ["+string(words)+"]:")
		}
	case glued || util.IsBlank(words):
	case bytes.HasPrefix(rest, []byte("[")):
		s.undefined(open, closing, words, rest)
	case bytes.HasPrefix(rest, []byte("(")):
		if end := bytes.IndexByte(rest, ')'); end > 0 && misshapen().Match(rest[1:end]) {
			s.noteForeign(open, closing+2+end, quoted(s.source[open:closing+2+end])+" is no link, since its address has a space: it is shown as written", "write the space as %20")
		}
	}
}

// misshapen matches an address that a space keeps from being one.
var misshapen = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:https?://[^"'()<>]* [^"'()<>]*|[^"'()<>]* [^"'()<>]*\.(?:md|markdown|png|jpe?g|gif|svg|webp|pdf|html?)(?:#[^\s]*)?|[^\s"'()<>]+ =[0-9x%*]+)$`)
})

func isNoteName(name []byte) bool {
	return len(name) > 0 && !bytes.ContainsAny(name, " \t\n[]") && (len(name) != 3 || name[1] != '-')
}

// undefined notes [words][label] whose label nothing defines.
func (s *state) undefined(open, closing int, words, rest []byte) {
	end := bytes.IndexByte(rest, ']')
	if end < 0 || bytes.IndexByte(rest[:end], '\n') >= 0 {
		return
	}
	label := rest[1:end]
	if util.IsBlank(label) {
		label = words
	}
	if _, known := s.Reference(util.ToLinkReference(label)); known {
		return
	}
	name := strings.Join(strings.Fields(string(label)), " ")
	s.noteForeign(open, closing+1+end+1, quoted(s.source[open:closing+1+end+1])+" refers to ["+shortened(name)+"], which nothing on this page defines: it is shown as written",
		"add a line ["+shortened(name)+"]: and the address, or write [words](address)")
}

// attributesAfter notes the {…} that MkDocs, kramdown and Pandoc read behind a link.
func (s *state) attributesAfter(block text.Reader) {
	line, segment := block.PeekLine()
	if m := attributeList().Find(line); m != nil {
		s.noteForeign(segment.Start, segment.Start+len(m), quoted(m)+" is for another generator, and is shown as written", "take it out")
	}
}

var attributeList = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\{:? ?(?:[.#][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']+))(?: +(?:[.#][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']+)))* ?\}`)
})

// reference notes that something refers to a definition.
func (s *state) reference(node ast.Node) {
	var r *ast.ReferenceLink
	switch n := node.(type) {
	case *ast.Link:
		r = n.Reference
	case *ast.Image:
		r = n.Reference
	}
	if r == nil {
		return
	}
	if s.used == nil {
		s.used = map[string]bool{}
	}
	s.used[util.ToLinkReference(r.Value)] = true
}

// definition notes an address that is shown nowhere, because nothing refers to its name or because the name is taken.
// [//]: # (words) and the like are how comments are written.
func (w *writer) definition(n *ast.LinkReferenceDefinition) {
	name := util.ToLinkReference(n.Label)
	if w.defined == nil {
		w.defined = map[string]bool{}
	}
	again := w.defined[name]
	w.defined[name] = true
	lines := n.Lines()
	if lines.Len() == 0 || string(n.Destination) == "#" || len(n.Destination) == 0 || !again && w.state.used[name] {
		return
	}
	start, end := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	label := "[" + shortened(string(n.Label)) + "]"
	if again {
		w.state.noteForeign(start, end, label+" is defined twice on this page: this address is not used", "leave one of them, or give this one another name")
		return
	}
	w.state.noteForeign(start, end, "nothing refers to "+label+", so its address is not on the page", "write [words]"+label+" where it belongs, or take the line out")
}

func shortened(s string) string { return strings.Trim(quoted([]byte(s)), "`") }

// paragraphForeign notes what is for another generator when it stands alone in its paragraph or begins it.
func (w *writer) paragraphForeign(n ast.Node) {
	lines := n.Lines()
	if lines == nil || lines.Len() == 0 {
		return
	}
	for i := range lines.Len() {
		segment := lines.At(i)
		start := skipSpace(w.source.text[:segment.Stop], segment.Start)
		line := bytes.TrimSpace(w.source.text[start:segment.Stop])
		if len(line) == 0 || bytes.IndexByte([]byte("[{-:!?"), line[0]) < 0 && !bytes.Contains(line, []byte("[[")) {
			continue
		}
		if what, help := lineForeign(line, lines.Len() == 1); what != "" {
			w.state.noteForeign(start, start+len(line), what, help)
		}
	}
}

// noteForeign notes a stretch of the source.
func (s *state) noteForeign(start, end int, what, help string) {
	end = start + len(bytes.TrimRight(s.source[start:end], " \t\n"))
	s.foreign = append(s.foreign, Foreign{Range: Range{Offset: start, End: end, Text: string(s.source[start:end])}, What: what, Help: help})
}

// lineForeign says what a line of text is for another generator.
func lineForeign(line []byte, alone bool) (what, help string) {
	const shown = ", and is shown as written"
	switch lower := strings.ToLower(string(line)); {
	case alone && isContents(line):
		return quoted(line) + " is a list of contents of another generator" + shown, "take it out"
	case strings.HasPrefix(lower, "--8<--"):
		return quoted(line) + " takes in another file elsewhere, but not here: it is shown as written", "link to the page, or copy the text"
	case strings.HasPrefix(lower, ":::"):
		return quoted(line) + " begins a block of another generator" + shown, "for a note write a quote that begins with > [!NOTE] or > [!WARNING]"
	case strings.HasPrefix(lower, "!!!") && isAside(firstWord(lower[3:])), strings.HasPrefix(lower, "???") && isAside(firstWord(strings.TrimPrefix(lower[3:], "+"))):
		return quoted(line) + " begins a note of another generator" + shown, "write a quote that begins with > [!NOTE] or > [!WARNING]"
	case strings.HasPrefix(lower, "{:") && attributeList().MatchString(lower):
		return quoted(line) + " is for another generator" + shown, "take it out"
	case foreignAlert().MatchString(lower):
		return quoted(line) + " begins an alert of another program: here it is a quote", "write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION] alone on the first line of the quote"
	case wikiLink().MatchString(lower):
		return quoted(line) + " is a link of a wiki" + shown, "write [words](page.md)"
	}
	return "", ""
}

// quoted returns a piece of the source as a message shows it.
func quoted(words []byte) string {
	s := strings.ToValidUTF8(strings.Join(strings.Fields(string(words)), " "), replacement)
	if len(s) > longestQuote {
		end := longestQuote
		for !utf8.RuneStart(s[end]) {
			end--
		}
		s = s[:end] + "…"
	}
	return "`" + strings.ReplaceAll(s, "`", "'") + "`"
}

// isContents reports whether a paragraph stands for a list of contents.
func isContents(words []byte) bool {
	switch len(words) {
	case len("[toc]"), len("{:toc}"), len("[[toc]]"), len("[[_toc_]]"):
		return in("[toc] {:toc} [[toc]] [[_toc_]]", strings.ToLower(string(words)))
	}
	return false
}

func in(list, word string) bool { return strings.Contains(" "+list+" ", " "+word+" ") }

// foreignAlert matches [!info] Title, which only some programs show as an alert.
var foreignAlert = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\[![a-z]+\][+-]?(?: |$)`) })

func firstWord(s string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	return word
}

// wikiLink matches [[a page]] on a line; [[ -f file ]] is of a shell.
var wikiLink = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|\s)!?\[\[[^\s\]\[][^\]\[]*\]\](?:[\s.,;:)]|$)`)
})
