package drawing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
)

// read returns the root of the clean drawing.
func (c *cleaner) read() (root *node, err error) {
	if len(c.text) > Largest {
		return nil, c.beyond(0, "a drawing may have at most 4 MB")
	}
	decoder := xml.NewDecoder(bytes.NewReader(c.text))
	for {
		offset := decoder.InputOffset()
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, c.noXML(decoder.InputOffset(), err)
		}
		if root, err = c.token(decoder, token, offset, root); err != nil {
			return nil, err
		}
	}
	if root == nil {
		return nil, c.fail(0, "save it as SVG again", "there is no drawing in this file")
	}
	return root, nil
}

// token takes in one piece of the file.
func (c *cleaner) token(decoder *xml.Decoder, token xml.Token, offset int64, root *node) (*node, error) {
	switch t := token.(type) {
	case xml.StartElement:
		return c.start(decoder, t, offset, root)
	case xml.EndElement:
		c.open = c.open[:len(c.open)-1]
	case xml.CharData:
		if above := c.above(); above != nil && in(" text tspan textPath title desc ", above.name) {
			above.children = append(above.children, &node{words: string(t)})
		}
	case xml.ProcInst:
		if strings.EqualFold(t.Target, "xml-stylesheet") {
			c.lose("a style sheet", int(offset))
		}
	case xml.Directive:
		if bytes.ContainsAny(t, "[") || !bytes.HasPrefix(bytes.ToUpper(t), []byte("DOCTYPE")) {
			return nil, c.fail(offset, "save it as plain SVG, without entities", "a drawing may define no entities")
		}
	}
	return root, nil
}

func (c *cleaner) start(decoder *xml.Decoder, t xml.StartElement, offset int64, root *node) (*node, error) {
	c.elements++
	name := t.Name.Local
	foreign := t.Name.Space != "" && t.Name.Space != svgSpace
	switch {
	case root == nil && (name != "svg" || foreign):
		return nil, c.fail(offset, "save it as SVG again", "the file does not begin with <svg>")
	case root != nil && len(c.open) == 0:
		return nil, c.fail(offset, "leave one <svg>", "there is more than one drawing in this file")
	case c.elements > Most:
		return nil, c.beyond(offset, "a drawing may have at most 50,000 elements")
	case len(c.open) >= Deepest:
		return nil, c.beyond(offset, "elements may stand at most 100 deep inside each other")
	case name == "a" && !foreign:
		c.lose("a link", int(offset))
		c.open = append(c.open, nil)
		return root, nil
	case foreign || !in(elements, name):
		if !foreign && !in(unseen, name) || executable(name) {
			c.lose(named(name), int(offset))
		}
		return root, c.skip(decoder)
	}
	n, err := c.element(name, t.Attr, offset)
	if err != nil {
		return nil, err
	}
	if above := c.above(); above != nil {
		above.children = append(above.children, n)
	}
	c.open = append(c.open, n)
	if root == nil {
		root = n
	}
	return root, nil
}

// above returns the element that what comes next belongs to, nil outside of the drawing.
func (c *cleaner) above() *node {
	for i := len(c.open) - 1; i >= 0; i-- {
		if c.open[i] != nil {
			return c.open[i]
		}
	}
	return nil
}

// skip reads an element to its end, with all that is in it.
func (c *cleaner) skip(decoder *xml.Decoder) error {
	for depth := len(c.open) + 1; depth > len(c.open); {
		offset := decoder.InputOffset()
		token, err := decoder.Token()
		if err != nil {
			return c.noXML(decoder.InputOffset(), err)
		}
		switch token.(type) {
		case xml.StartElement:
			c.elements++
			depth++
		case xml.EndElement:
			depth--
		}
		if c.elements > Most || depth > Deepest+1 {
			return c.beyond(offset, "a drawing may have at most 50,000 elements, 100 deep inside each other")
		}
	}
	return nil
}

func (c *cleaner) noXML(offset int64, err error) *Error {
	message := err.Error()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		message = syntax.Msg
	}
	if strings.Contains(message, "CharsetReader") {
		return c.fail(0, "save it in UTF-8", "the drawing is not in UTF-8")
	}
	return c.fail(offset, "save it as plain SVG, in UTF-8", "this is not XML as an SVG file must be: "+message)
}

// executable reports whether browsers obey an element of any namespace.
func executable(name string) bool {
	return in(" script iframe object embed foreignobject ", strings.ToLower(name))
}
