package drawing

import (
	"bytes"
	"strings"
)

// node is one element of the clean drawing, or words when it has no name.
type node struct {
	name, words string
	attributes  []attribute
	children    []*node
	refersTo    []string // parts of the drawing that are drawn with it, too
	offset      int
	cost        int // how many elements are drawn with it; 0: not known yet, -1: being counted
}

type attribute struct{ name, value string }

// cleaner reads one drawing.
type cleaner struct {
	text     []byte
	names    map[string]*node
	losses   []Loss
	lost     map[string]int
	open     []*node // nil for an element whose children go to the one above
	elements int
}

func (c *cleaner) beyond(offset int64, message string) *Error {
	e := c.fail(offset, "draw less in one picture, or save it as PNG or WebP", message)
	e.Limit = true
	return e
}

func (c *cleaner) fail(offset int64, help, message string) *Error {
	at := min(max(int(offset), 0), len(c.text))
	return &Error{Offset: at, Line: 1 + bytes.Count(c.text[:at], []byte("\n")), Message: message, Help: help}
}

// named says in words what an element is.
func named(element string) string {
	switch strings.ToLower(element) {
	case "script":
		return "a script"
	case "style":
		return "a style sheet"
	case "foreignobject", "iframe", "object", "embed":
		return "a piece of a page (foreignObject)"
	case "animate", "animatemotion", "animatetransform", "animatecolor", "set", "mpath":
		return "an animation"
	}
	return "<" + element[:min(len(element), 40)] + ">"
}

// lose notes that something is left out.
func (c *cleaner) lose(what string, offset int) {
	i, known := c.lost[what]
	if !known {
		i = len(c.losses)
		c.lost[what] = i
		c.losses = append(c.losses, Loss{Offset: offset, What: what})
	}
	c.losses[i].Count++
}
