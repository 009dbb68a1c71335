package prose

import "bytes"

// A Section is what stands between one heading and the next, as plain words for the search: one line for each block, its
// blocks of code apart. Nothing that a page shows is missing, pictures and footnotes included; a footnote belongs to the
// section that first mentions it.
type Section struct {
	Heading, Anchor string
	Level           int
	Text            string
	Code            []string
}

// Sections returns the document heading by heading. The first section has no heading: it is what stands before any.
func (d *Document) Sections() []Section {
	s := sections{d: d, all: make([]Section, len(d.Headings)+1), text: make([][]byte, len(d.Headings)+1)}
	for i, h := range d.Headings {
		s.all[i+1] = Section{Heading: h.Text, Anchor: h.Anchor, Level: h.Level}
	}
	at := 0
	for _, h := range d.holes {
		s.words(d.body[at:h.at])
		s.hole(h)
		at = h.at
	}
	s.words(d.body[at:])
	for i := range s.all {
		s.all[i].Text = inLines(s.text[i])
	}
	return s.all
}

// sections collects words from a compiled body. The body is our own HTML: every < of it begins a tag, every > ends one.
type sections struct {
	d         *Document
	all       []Section
	text      [][]byte
	now       int
	inHeading bool
	code      []byte // of the block being read, nil outside of one
}

func (s *sections) hole(h hole) {
	switch h.kind {
	case headingOpen:
		s.now, s.inHeading = h.n+1, true
	case headingClose:
		s.inHeading = false
	case imageHere:
		s.add([]byte(" " + s.d.links[h.n].Text + " "))
		s.title(h.n)
	case linkClose:
		s.title(h.n)
	case noteItem:
		s.now = s.d.notes[h.n].section
		s.add([]byte("\n"))
	}
}

// title takes in the words of a tooltip, also in a heading, whose text is without them.
func (s *sections) title(link int) {
	if words := s.d.links[link].title; words != "" {
		s.text[s.now] = append(s.text[s.now], " "+words+" "...)
	}
}

// words takes in a piece of the body.
func (s *sections) words(html []byte) {
	for len(html) > 0 {
		begin := bytes.IndexByte(html, '<')
		if begin < 0 {
			begin = len(html)
		}
		s.addHTML(html[:begin])
		html = html[begin:]
		if end := bytes.IndexByte(html, '>'); end >= 0 {
			s.tag(html[1:end])
			html = html[end+1:]
		}
	}
}

func (s *sections) tag(tag []byte) {
	name, _, _ := bytes.Cut(tag, []byte(" "))
	switch string(name) {
	case "em", "/em", "strong", "/strong", "del", "/del", "code", "/code":
	case "td", "th":
		s.add([]byte(" "))
	case "pre":
		s.code = []byte{}
	case "/pre":
		s.all[s.now].Code = append(s.all[s.now].Code, string(bytes.TrimRight(s.code, "\n")))
		s.code = nil
	case "/td", "/th":
	default:
		s.add([]byte("\n"))
	}
}

// addHTML takes in a piece without tags. Its line ends are only layout.
func (s *sections) addHTML(html []byte) {
	switch {
	case s.code != nil:
		s.code = appendPlain(s.code, html)
	case !s.inHeading:
		text := s.text[s.now]
		begin := len(text)
		text = appendPlain(text, html)
		for i := begin; i < len(text); i++ {
			if text[i] == '\n' {
				text[i] = ' '
			}
		}
		s.text[s.now] = text
	}
}

// add takes in plain words.
func (s *sections) add(words []byte) {
	if !s.inHeading {
		s.text[s.now] = append(s.text[s.now], words...)
	}
}

// inLines returns words with one space between them, or one line end if there was any.
func inLines(text []byte) string {
	kept := text[:0]
	var gap byte
	for _, c := range text {
		switch {
		case c == '\n':
			gap = c
		case c == ' ' || c == '\t':
			if gap == 0 {
				gap = ' '
			}
		default:
			if gap != 0 && len(kept) > 0 {
				kept = append(kept, gap)
			}
			kept, gap = append(kept, c), 0
		}
	}
	return string(kept)
}
