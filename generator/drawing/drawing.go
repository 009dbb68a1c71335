// Package drawing makes SVG pictures harmless.
//
//	clean, losses, err := drawing.Clean(text)
//	// publish clean; text itself is never published
//
// An SVG file is a document that can run scripts, load what it likes and show any page inside itself. So nothing of it is
// trusted: the file is read as strict XML, and a new file is written that holds only the elements and attributes that
// draw (see allowed.go). There is no script in it, no event handler, no animation, no foreignObject, no style sheet, no
// address but those of its own parts (#name) and of pictures that it carries in itself (data:image/png;base64,…).
//
// A style attribute becomes the attributes that mean the same. What cannot be kept and might be missed is a [Loss], which
// the author should hear of. What is no XML, has entities, or is beyond a limit is an [*Error] with its place.
//
// Package drawing knows no site and no page. It works with bytes and their offsets.
package drawing

import "fmt"

// The limits of a drawing. A drawing that exceeds one is refused.
const (
	Largest  = 4 << 20 // bytes of the file
	Deepest  = 100     // elements inside each other
	Most     = 50_000  // elements
	MostUses = 200_000 // elements drawn, each counted as often as it is used by others
)

// A Loss is a kind of thing that a drawing had and its clean copy has not.
type Loss struct {
	Offset int    // of the first of them
	What   string // in words: "a script"
	Count  int
}

// An Error says why a drawing is refused.
type Error struct {
	Offset, Line int
	Message      string
	Help         string
	Limit        bool // it exceeds one of the limits of this package
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Message) }

// Clean returns a copy of a drawing that holds nothing but shapes and words, and what was left out, in the order of the
// file. The error, if any, is an [*Error]. The same bytes always give the same copy, and a copy is its own copy.
func Clean(svg []byte) (clean []byte, losses []Loss, err error) {
	c := &cleaner{text: svg, names: map[string]*node{}, lost: map[string]int{}}
	root, err := c.read()
	if err != nil {
		return nil, nil, err
	}
	if err := c.measure(root); err != nil {
		return nil, nil, err
	}
	root.attributes = append([]attribute{{"xmlns", svgSpace}}, root.attributes...)
	out := make([]byte, 0, len(svg))
	return append(root.write(out), '\n'), c.losses, nil
}
