package prose

import (
	"slices"
	"strconv"
	"strings"
)

// A hole is a place in the compiled body where something depends on the page.
type hole struct {
	at   int // offset in the body, before which the hole lies
	kind holeKind
	n    int // which heading, link, footnote or name
	k    int // which mention of the footnote
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
	noteBack      // the ways back to the text
	anchorHere    // a name of the author's
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
	case anchorHere:
		r.anchor(r.d.given[h.n])
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

// skipHeading leaves the words of a heading out, but not the names that links lead to, nor its own links and pictures:
// those stand below it.
func (r *renderer) skipHeading(open hole) int {
	if anchor := r.d.Headings[open.n].Anchor; anchor != "" {
		r.anchor(given{name: anchor})
	}
	count := 0
	for _, h := range r.d.holes {
		switch {
		case h.at < open.at:
		case h.kind == anchorHere:
			r.anchor(r.d.given[h.n])
		case h.kind == linkOpen || h.kind == imageHere && !r.within(h):
			r.below(count, r.d.links[h.n])
			count++
		case h.kind == headingClose && h.n == open.n:
			if count > 0 {
				r.out.WriteString("</p>")
			}
			return h.at + 1 // its own hole lies before this offset, and is passed over
		}
	}
	return open.at
}

// within reports whether a picture stands inside a link.
func (r *renderer) within(picture hole) bool {
	l := r.d.links[picture.n]
	return slices.ContainsFunc(r.d.links, func(o titled) bool { return !o.Image && o.Offset <= l.Offset && l.End < o.End })
}

// below writes a link or a picture of a heading that is left out.
func (r *renderer) below(count int, l titled) {
	if count == 0 {
		r.out.WriteString("<p>")
	} else {
		r.out.WriteString(" · ")
	}
	if l.Image {
		r.image(l)
		return
	}
	r.linkOpen(l)
	words := l.Text
	if words == "" {
		words = l.Destination
	}
	r.escaped(words)
	r.linkClose(l)
}

// anchor writes a place that links lead to.
func (r *renderer) anchor(a given) {
	if !a.taken {
		r.out.WriteString("<span")
		r.attribute("id", r.o.Prefix+a.name)
		r.out.WriteString("></span>")
	}
}

func (r *renderer) linkOpen(l titled) {
	r.inLink = true
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
	r.open, r.inLink = false, false
	for _, address := range r.far {
		r.out.WriteString(" (")
		r.farLink(address, "picture")
		r.out.WriteByte(')')
	}
	r.far = nil
}

func (r *renderer) image(l titled) {
	address, ok := r.address(l)
	if !ok {
		r.noImage(l)
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

// noImage writes what stands for a picture that cannot be shown. The address of one on another host stays a link: no
// page asks another host for anything, but its reader may.
func (r *renderer) noImage(l titled) {
	address, ok := farAddress(l.Link)
	if !ok {
		r.escaped(l.Text)
		r.beside(l)
		return
	}
	words := l.Text
	if words == "" {
		words = l.Destination
	}
	if l.title != "" {
		words += " (" + l.title + ")"
	}
	if r.inLink {
		r.escaped(words)
		r.far = append(r.far, address)
		return
	}
	r.farLink(address, words)
}

// Far reports whether a link is a picture on another host, which no page shows.
func (l Link) Far() bool {
	_, far := farAddress(l)
	return far
}

// farAddress returns the address of a picture on another host, ready to be written.
func farAddress(l Link) (string, bool) {
	address, ok := safeAddress(l.Destination, true)
	scheme, _, far := strings.Cut(address, ":")
	return address, ok && l.Image && far && safeScheme(scheme, true)
}

func (r *renderer) farLink(address, words string) {
	r.out.WriteString("<a")
	r.attribute("href", address)
	r.out.WriteByte('>')
	r.escaped(words)
	r.out.WriteString("</a>")
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
			r.attribute("id", r.o.Prefix+mention(n, h.k))
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
		r.back(h.n, n)
	}
}

// back writes a way back to each mention of a footnote.
func (r *renderer) back(note int, n string) {
	marks := r.d.notes[note].marks
	for k := range marks {
		r.out.WriteString(" <a")
		r.attribute("href", "#"+r.o.Prefix+mention(n, k))
		if marks == 1 {
			r.attribute("aria-label", "Back to the text")
			r.out.WriteString(">↩</a>")
			continue
		}
		r.attribute("aria-label", "Back to mention "+strconv.Itoa(k+1)+" in the text")
		r.out.WriteString(`>↩<sup>` + strconv.Itoa(k+1) + "</sup></a>")
	}
}

// mention is the name of a mention of a footnote.
func mention(note string, k int) string {
	if k == 0 {
		return "fnref:" + note
	}
	return "fnref:" + note + ":" + strconv.Itoa(k+1)
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
