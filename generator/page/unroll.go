package page

import (
	"html/template"
	"strings"
)

// unrolled lays out the questions of a role, one inside the other. A question to which several answers lead stands once,
// below the others and with a number, and those answers lead to it. Nothing is laid out when that is more than the page has
// room for.
//
// This is the one piece of a page that no template lays out: it stands up to two hundred times on it, and took the template
// engine as long as all the rest. The walk is sealed, so that no site misses a template here. Every text is escaped.
func (t *tree) unrolled(first *step) template.HTML {
	u := unroller{ways: map[*step]int{}, number: map[*step]int{}, numbers: t.numbers}
	u.count(first)
	if len(u.ways) > t.left {
		return ""
	}
	u.question(first)
	for i := 0; i < len(u.below); i++ {
		u.block(u.below[i])
	}
	u.glance(first)
	t.left, t.numbers = t.left-len(u.ways), u.numbers
	return template.HTML(u.out.String())
}

// An unroller lays out the questions of one role.
type unroller struct {
	out     strings.Builder
	ways    map[*step]int // how many answers lead to a question
	number  map[*step]int // of those that stand below
	numbers int
	below   []*step
}

// count notes how many answers lead to each question.
func (u *unroller) count(s *step) {
	if s.End != nil {
		return
	}
	if u.ways[s]++; u.ways[s] > 1 {
		return
	}
	for _, c := range s.Choices {
		u.count(c.Then)
	}
}

// then lays out what an answer leads to.
func (u *unroller) then(s *step) {
	switch {
	case s.End != nil:
		s.End.write(&u.out)
	case u.ways[s] > 1:
		n := itoa(u.numbered(s))
		put(&u.out, `<p class="on"><a href="#step.`, n, `">`)
		put(&u.out, "Go on with question ", n, "</a></p>")
	default:
		u.question(s)
	}
}

// numbered is the number of a question that stands below.
func (u *unroller) numbered(s *step) int {
	if u.number[s] == 0 {
		u.numbers++
		u.number[s] = u.numbers
		u.below = append(u.below, s)
	}
	return u.number[s]
}

func (u *unroller) block(s *step) {
	n := itoa(u.number[s])
	put(&u.out, `<div class="step" id="step.`, n, `"><p class="nth">`)
	put(&u.out, "", "Question "+n, "</p>\n")
	u.question(s)
	u.out.WriteString("</div>\n")
}

func (u *unroller) question(s *step) {
	b := &u.out
	if s.End != nil {
		s.End.write(b)
		return
	}
	put(b, `<p class="ask">`, s.Fact.Ask, "</p>\n")
	s.Fact.Look.write(b)
	b.WriteByte('\n')
	for _, c := range s.Choices {
		put(b, "<details><summary>", c.Label, "</summary><div>\n")
		u.then(c.Then)
		b.WriteString("</div></details>\n")
	}
	put(b, `<p class="so"><span><b>If you cannot tell:</b> `, s.Safe, "</span></p>\n")
}

// glance draws the same questions as one picture: a tree of lists, which reads in order and needs no room beside it.
func (u *unroller) glance(first *step) {
	if first.End != nil {
		return
	}
	u.out.WriteString(`<details class="glance"><summary>The whole tree at a glance</summary><div>` + "\n")
	u.branch(first)
	for _, s := range u.below {
		n := itoa(u.number[s])
		put(&u.out, `<p class="nth">`, "Question "+n, "</p>\n")
		u.branch(s)
	}
	u.out.WriteString("</div></details>\n")
}

// branch draws a question with its answers, each with what follows.
func (u *unroller) branch(s *step) {
	b := &u.out
	put(b, `<p class="fork">`, s.Fact.Ask, "</p>\n<ul>\n")
	for i := 0; i < len(s.Choices); {
		then, labels := s.Choices[i].Then, ""
		for ; i < len(s.Choices) && s.Choices[i].Then == then; i++ { // neighbours that lead to the same are one branch
			labels = strings.TrimPrefix(labels+" or "+s.Choices[i].Label, " or ")
		}
		put(b, "<li><b>", labels, "</b>\n")
		switch {
		case then.End != nil:
			then.End.write(b)
		case u.ways[then] > 1:
			n := itoa(u.number[then])
			put(b, `<p class="on">Go on with question `, n, "</p>")
		default:
			u.branch(then)
		}
		b.WriteString("</li>\n")
	}
	b.WriteString("</ul>\n")
}

func (e *ending) write(b *strings.Builder) {
	put(b, `<p class="end"><svg class="icon" aria-hidden="true"><use href="#i-`, e.Icon, `"/></svg>`)
	put(b, `<a href="#`, e.Href, `">`)
	put(b, "", e.Title, "</a> ")
	put(b, "", e.Brief, "</p>")
}

func (l look) write(b *strings.Builder) {
	switch {
	case l.Href != "": // an address that webURL has passed
		put(b, `<p class="look">Look: <a href="`, l.Href, `">`)
		for i, part := range l.Parts() {
			if i > 0 {
				b.WriteString("<wbr>")
			}
			put(b, "", part, "")
		}
		b.WriteString("</a></p>")
	case l.Text != "":
		put(b, `<p class="look">Look: `, l.Text, "</p>")
	}
}

// put writes a text, escaped, between two pieces of markup.
func put(b *strings.Builder, before, text, after string) {
	b.WriteString(before)
	b.WriteString(template.HTMLEscapeString(text))
	b.WriteString(after)
}
