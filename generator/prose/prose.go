package prose

import (
	"bytes"
	"strings"
)

// A Heading is one heading of the document. Anchor is the name that links use, "" for a heading without a letter or digit.
type Heading struct {
	Level        int
	Text, Anchor string
	Offset       int // of its first character
}

// A Link is a link or an image, from its first bracket to its last. Destination is what the author means, without
// backslashes and entities; a mail address has its mailto:. Text is the words of the link, or what stands for the image.
type Link struct {
	Destination, Text string
	Image             bool
	Offset, End       int
}

// A Range is a stretch of the file and what is written there.
type Range struct {
	Offset, End int
	Text        string
}

// A Document is a Markdown text that was read.
type Document struct {
	Headings      []Heading // in the order of the text; without words it is no heading
	Links         []Link    // in the order of the text; those that are shown
	Anchors       []Anchor  // the other names that links may lead to, in the order of the text
	ForeignSyntax []Foreign // what other generators would have read, in the order of the text
	RawHTML       []Range   // tags and blocks of HTML, shown as text; comments, <br> and what is only a name are not among them
	Excesses      []Excess  // what nests too deep or is too crowded, and is shown as written; the first of each kind

	body  []byte
	holes []hole
	links []titled
	notes []noteUse // of each footnote in turn
	given []given
	names map[string]int // every name that links may lead to; the index of its heading, or -1
	title int            // index of the heading that gives the title, or -1
	ones  int            // the number of headings of level 1
	fault any            // what the parser panicked with; tests allow none
}

// An Excess is where a limit of this package is passed.
type Excess struct {
	Offset int
	What   string // "lists, quotes and notes stand more than 100 deep inside each other"
	Help   string // how to stay within it
}

// titled is a link with the title (the words of its tooltip) that the author gave it.
type titled struct {
	Link
	title string
}

// Largest is how many bytes of Markdown Parse reads as Markdown. A syntax tree can take some hundred times its text, so
// what is longer is shown as it is written.
const Largest = 1 << 20

// Parse reads Markdown. It never fails. The text is the whole file and start the byte offset where the Markdown begins.
// The text must not change while Parse runs; the document keeps no part of it.
func Parse(text []byte, start int) *Document {
	start = min(max(start, 0), len(text))
	if start == 0 && bytes.HasPrefix(text, []byte("\ufeff")) {
		start = len("\ufeff")
	}
	d := compile(newSource(text, start))
	d.title = d.titleHeading()
	for _, h := range d.Headings {
		if h.Level == 1 {
			d.ones++
		}
	}
	return d
}

// titleHeading returns the index of the first heading of level 1, else of the first heading, else -1.
func (d *Document) titleHeading() int {
	for i, h := range d.Headings {
		if h.Level == 1 {
			return i
		}
	}
	return min(len(d.Headings), 1) - 1
}

// A noteUse says where a footnote is mentioned.
type noteUse struct {
	section int // that first mentions it
	marks   int // how many mentions one can come back to
}

// Title returns the text of the first heading of level 1, else of the first heading, else "".
func (d *Document) Title() string {
	if d.title < 0 {
		return ""
	}
	return d.Headings[d.title].Text
}

// Has reports whether a link may lead to a name of this document: that of a heading, or another that its author gave.
func (d *Document) Has(anchor string) bool {
	_, ok := d.names[anchor]
	return ok
}

// Options say how a document is written as HTML. The zero Options write all of it, every safe address as it stands.
type Options struct {
	// Resolve maps a link or an image to the address to write; ok=false writes its text without a link. Whatever it
	// returns, an address that is not safe is not written.
	Resolve func(Link) (address string, ok bool)
	// Beside returns what stands in brackets behind the words of a link or an image that is not written, such as its
	// address; "" for nothing.
	Beside func(Link) string
	// WithoutTitle leaves out the heading that gives the [Document.Title], for a page that prints the title itself. Its
	// anchor stays. A title that is no heading of level 1 is left out only when the document begins with it.
	WithoutTitle bool
	// Prefix is put before every name (id) and before links to footnotes, for a page that holds many documents. Links to
	// headings are the business of Resolve. Letters, digits, hyphens and colons are safe.
	Prefix string
}

// Render renders safe HTML. It writes no heading of level 1, since that belongs to the page: when one would remain, all
// headings go one level down.
func (d *Document) Render(o Options) string {
	r := renderer{d: d, o: o, skipped: -1}
	if o.Resolve == nil {
		r.o.Resolve = func(l Link) (string, bool) { return l.Destination, true }
	}
	ones := d.ones
	if o.WithoutTitle && d.title >= 0 && (d.Headings[d.title].Level == 1 || d.beginsWith(d.title)) {
		r.skipped = d.title
		if d.Headings[d.title].Level == 1 {
			ones--
		}
	}
	r.shift = min(ones, 1)
	b := &r.out
	b.Grow(len(d.body) + len(d.body)/8 + 64)
	at := 0
	for _, h := range d.holes {
		if h.at < at {
			continue // inside the title that is left out
		}
		b.Write(d.body[at:h.at])
		at = r.fill(h)
	}
	b.Write(d.body[at:])
	return b.String()
}

func (d *Document) beginsWith(heading int) bool {
	return heading == 0 && len(d.holes) > 0 && d.holes[0] == hole{kind: headingOpen}
}

// renderer fills the holes of one document for one page.
type renderer struct {
	d       *Document
	o       Options
	out     strings.Builder
	shift   int
	skipped int      // the heading to leave out, or -1
	open    bool     // a link was opened and waits for its end
	inLink  bool     // the words of a link are being written, with or without an address
	far     []string // addresses of pictures on other hosts in that link
}
