package prose

import "strconv"

// A hole is a place in the compiled body where something depends on the page.
type hole struct {
	at   int // offset in the body, before which the hole lies
	kind holeKind
	n    int // which heading, link or footnote
}

type holeKind uint8

const (
	headingOpen holeKind = iota + 1
	headingClose
	linkOpen
	linkClose
	imageHere
	noteMark      // the number in the text, leading to the footnote
	noteMarkAgain // the same at a later mention, to which no way leads back
	noteMarkBare  // the same inside a link, where no link can be
	noteItem      // the beginning of the footnote
	noteBack      // the way back to the text
)

// fill writes what belongs in a hole and returns the offset in the body where copying goes on.
func (r *renderer) fill(h hole) int {
	switch h.kind {
	case headingOpen:
		if h.n == r.skipped {
			return r.skipHeading(h)
		}
		r.heading(h.n, "<")
	case headingClose:
		r.heading(h.n, "</")
	case linkOpen:
		r.linkOpen(r.d.links[h.n])
	case linkClose:
		r.linkClose(r.d.links[h.n])
	case imageHere:
		r.image(r.d.links[h.n])
	default:
		r.note(h)
	}
	return h.at
}

func (r *renderer) heading(n int, bracket string) {
	h := r.d.Headings[n]
	b := &r.out
	b.WriteString(bracket)
	b.WriteByte('h')
	b.WriteByte('0' + byte(min(h.Level+r.shift, 6)))
	if bracket == "<" && h.Anchor != "" {
		r.attribute("id", r.o.Prefix+h.Anchor)
	}
	b.WriteByte('>')
}

// skipHeading leaves the words of a heading out, but not the name that links lead to.
func (r *renderer) skipHeading(open hole) int {
	if anchor := r.d.Headings[open.n].Anchor; anchor != "" {
		r.out.WriteString("<span")
		r.attribute("id", r.o.Prefix+anchor)
		r.out.WriteString("></span>")
	}
	for _, h := range r.d.holes {
		if h.kind == headingClose && h.n == open.n {
			return h.at + 1 // its own hole lies before this offset, and is passed over
		}
	}
	return open.at
}

func (r *renderer) linkOpen(l titled) {
	address, ok := r.address(l)
	if !ok {
		return
	}
	r.open = true
	r.out.WriteString(`<a`)
	r.attribute("href", address)
	if l.title != "" {
		r.attribute("title", l.title)
	}
	r.out.WriteByte('>')
}

// linkClose ends a link. The words of a tooltip stay, also where there is no link to hold them.
func (r *renderer) linkClose(l titled) {
	if r.open {
		r.out.WriteString("</a>")
	} else {
		r.beside(l)
	}
	r.open = false
}

func (r *renderer) image(l titled) {
	address, ok := r.address(l)
	if !ok {
		r.escaped(l.Text)
		r.beside(l)
		return
	}
	r.out.WriteString("<img")
	r.attribute("src", address)
	r.attribute("alt", l.Text)
	if l.title != "" {
		r.attribute("title", l.title)
	}
	r.out.WriteString(` loading="lazy">`)
}

// beside writes what a link or an image that is not there would have held besides its words.
func (r *renderer) beside(l titled) {
	if l.title != "" {
		r.escaped(" (" + l.title + ")")
	}
	if r.o.Beside == nil {
		return
	}
	if words := r.o.Beside(l.Link); words != "" {
		r.out.WriteString(` <span class="address">(`)
		r.escaped(words)
		r.out.WriteString(")</span>")
	}
}

// address asks where a link goes and lets nothing dangerous through.
func (r *renderer) address(l titled) (string, bool) {
	address, ok := r.o.Resolve(l.Link)
	if !ok {
		return "", false
	}
	return safeAddress(address, l.Image)
}

func (r *renderer) note(h hole) {
	n := strconv.Itoa(h.n + 1)
	b := &r.out
	switch h.kind {
	case noteMark, noteMarkAgain:
		b.WriteString(`<sup class="footnote"><a`)
		r.attribute("href", "#"+r.o.Prefix+"fn:"+n)
		if h.kind == noteMark {
			r.attribute("id", r.o.Prefix+"fnref:"+n)
		}
		r.attribute("aria-label", "Footnote "+n)
		b.WriteString(">" + n + "</a></sup>")
	case noteMarkBare:
		b.WriteString(`<sup class="footnote">` + n + "</sup>")
	case noteItem:
		b.WriteString("<li")
		r.attribute("id", r.o.Prefix+"fn:"+n)
		b.WriteByte('>')
	case noteBack:
		b.WriteString(" <a")
		r.attribute("href", "#"+r.o.Prefix+"fnref:"+n)
		r.attribute("aria-label", "Back to the text")
		b.WriteString(">↩</a>")
	}
}

func (r *renderer) attribute(name, value string) {
	r.out.WriteByte(' ')
	r.out.WriteString(name)
	r.out.WriteString(`="`)
	r.escaped(value)
	r.out.WriteByte('"')
}

func (r *renderer) escaped(s string) {
	var small [256]byte
	r.out.Write(appendEscaped(small[:0], s))
}
