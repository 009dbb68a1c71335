package prose

import (
	east "github.com/yuin/goldmark/extension/ast"
)

// Footnotes are numbered in the order in which the text first mentions them, and stand at its end. Those that nothing
// mentions follow: a reader must not miss them because of a slip in a name.

// noted is a footnote on its way to the end of the text.
type noted struct {
	*east.Footnote
	number int
}

// gatherNotes makes a list of the footnotes that the parser found.
func (w *writer) gatherNotes() {
	w.noteOf = map[int]*noted{}
	for _, footnote := range w.state.notes {
		note := &noted{Footnote: footnote, number: -1}
		w.unseen = append(w.unseen, note)
		if footnote.Index >= 0 {
			w.noteOf[footnote.Index] = note
		}
	}
}

// noteMark writes the number that stands for a footnote.
func (w *writer) noteMark(n *east.FootnoteLink) {
	note := w.noteOf[n.Index]
	if note == nil {
		return
	}
	if note.number < 0 {
		w.enqueue(note)
	}
	use := &w.notes[note.number]
	switch {
	case w.inLink:
		w.hole(noteMarkBare, note.number)
	case use.marks >= mostBacks:
		w.hole(noteMarkAgain, note.number)
	default:
		w.holes = append(w.holes, hole{at: len(w.body), kind: noteMark, n: note.number, k: use.marks})
		use.marks++
	}
}

// mostBacks is to how many mentions of a footnote ways lead back.
const mostBacks = 20

// enqueue gives a footnote the next number.
func (w *writer) enqueue(note *noted) {
	note.number = len(w.queue)
	w.queue = append(w.queue, note)
	w.notes = append(w.notes, noteUse{section: w.section})
}

// back is where the ways back to the text go; how many there are is known in the end.
func (w *writer) back() { w.hole(noteBack, w.current.number) }
