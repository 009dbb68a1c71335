package adopt

import (
	"strings"

	"remit/generator/prose"
)

// outline finds the part that each heading and passage belongs to.
func (r *runbook) outline() {
	r.lines = []int{0}
	for i, c := range r.text {
		if c == '\n' {
			r.lines = append(r.lines, i+1)
		}
	}
	r.top = r.topHeading()
	var above [7]part // by level: the part of the last heading of that level or one above it
	for i, h := range r.doc.Headings {
		p := unnamed
		if i != r.top {
			p = partOf(h.Text)
			if p == unnamed {
				p = above[h.Level-1]
			}
		}
		for level := h.Level; level < len(above); level++ {
			above[level] = p
		}
		r.parts = append(r.parts, p)
	}
	at := -1
	for _, p := range prose.Passages(r.text, 0) {
		for at+1 < len(r.doc.Headings) && r.doc.Headings[at+1].Offset < p.Offset {
			at++
		}
		here := passage{Passage: p, heading: at}
		if p.Kind != prose.Code {
			here.Text = tidy(p.Text)
		}
		if at >= 0 {
			here.part = r.parts[at]
		}
		r.all = append(r.all, here)
	}
}

// recognise reads the runbook.
func (r *runbook) recognise() {
	r.taken, r.known = names{}, map[string]bool{}
	for _, f := range r.site.Facts {
		r.taken[f] = true // a playbook may not redefine a shared fact
	}
	r.readTitle()
	r.tags = value(r.old, "tags")
	r.readAlerts()
	r.readFacts()
	r.readActions()
	r.readDuty()
}

// readTitle takes the title of the old front matter, that of the text, or the name of the file.
func (r *runbook) readTitle() {
	at := r.top
	switch own := value(r.old, "title"); {
	case len(own) == 1:
		r.title = said{own[0], "its front matter", -1}
	case at >= 0 && tidy(r.doc.Headings[at].Text) != "":
		r.title = said{tidy(r.doc.Headings[at].Text), "", r.doc.Headings[at].Offset}
	default:
		words := slug(apart(strings.TrimSuffix(r.source.Name, ".md")), " ")
		if words == "" {
			words = strings.ReplaceAll(r.source.ID, "-", " ")
		}
		r.title = said{strings.ToUpper(words[:1]) + words[1:], "the name of the file", -1}
	}
}

// summary returns the first paragraph that says what the runbook is about.
func (r *runbook) summary() (said, bool) {
	for _, p := range r.all {
		if p.Kind == prose.Paragraph && p.part <= impact && len(strings.Fields(p.Text)) > 3 {
			first, _, more := strings.Cut(p.Text, ". ")
			if more {
				first += "."
			}
			return said{shorten(first, 160), "", p.Offset}, true
		}
	}
	return said{}, false
}

// topHeading returns the index of the heading that names the whole text, or -1.
func (r *runbook) topHeading() int {
	for i, h := range r.doc.Headings {
		if h.Level == 1 {
			return i
		}
	}
	if len(r.doc.Headings) > 0 && partOf(r.doc.Headings[0].Text) == unnamed && !acts(r.doc.Headings[0].Text) {
		return 0
	}
	return -1
}
