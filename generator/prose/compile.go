package prose

import (
	"slices"
)

// writer compiles a syntax tree into a document.
type writer struct {
	output
	state *state

	anchors anchors
	section int // how many headings were passed
	depth   int // of emphasis around the words
	inLink  bool
	tables  map[string]int // how often each name of a table was given
	noteOf  map[int]*noted // by the parser's number
	defined map[string]bool
	drawn   bool     // a diagram was noted
	queue   []*noted // in the order of ours
	unseen  []*noted // all in the order of the file, less those that were looked at in the end
	current *noted   // the footnote being written
}

func compile(source *source) (d *Document) {
	if len(source.text) > Largest {
		return asItIs(source, "the text is longer than 1 MB")
	}
	// The parser is not ours, and no file may stop a whole site: whatever makes it panic is shown as plain text.
	defer func() {
		if fault := recover(); fault != nil {
			d = asItIs(source, "the text is not to be read as Markdown")
			d.fault = fault
		}
	}()
	tree, s := parse(source.text)
	w := &writer{output: output{Document: &Document{}, source: source}, state: s}
	w.body = make([]byte, 0, len(source.text)+len(source.text)/4+64)
	w.gatherNotes()
	w.blocks(tree)
	w.footnotes()
	w.body = slices.Clip(w.body)
	for _, p := range s.unclosed {
		w.raw(p.start, p.end)
	}
	slices.SortStableFunc(w.Links, func(a, b Link) int { return a.Offset - b.Offset })
	slices.SortStableFunc(w.RawHTML, func(a, b Range) int { return a.Offset - b.Offset })
	w.settleNames()
	w.handOverForeign()
	for _, e := range s.excesses {
		w.Excesses = append(w.Excesses, Excess{w.offset(e.Offset), e.What, e.Help})
	}
	return w.Document
}

// asItIs returns a document that shows its source letter by letter.
func asItIs(source *source, what string) *Document {
	body := appendEscaped([]byte(`<pre class="raw" tabindex="0">`), source.text)
	return &Document{body: append(body, "</pre>\n"...), Excesses: []Excess{{source.start, what, "split it into several pages"}}}
}
