package drawing

import (
	"encoding/xml"
	"strings"
)

// element returns the clean copy of one element, without its children.
func (c *cleaner) element(name string, all []xml.Attr, offset int64) (*node, error) {
	n := &node{name: name, offset: int(offset)}
	seen := map[xml.Name]bool{}
	style := ""
	for _, a := range all {
		if seen[a.Name] {
			return nil, c.fail(offset, "leave one of them", "<"+name+"> has an attribute twice: "+a.Name.Local)
		}
		seen[a.Name] = true
		switch full := attributeName(a.Name); {
		case full == "style":
			style = a.Value
		case full == "href":
			c.reference(n, a.Value)
		case in(free, full):
			n.put(full, a.Value)
			if full == "id" {
				c.name(n, a.Value)
			}
		case in(attributes, full) || in(properties, full):
			if !n.set(full, a.Value) {
				c.lose("an address or a formula in an attribute", n.offset)
			}
		case strings.HasPrefix(strings.ToLower(a.Name.Local), "on"):
			c.lose("a script", n.offset)
		}
	}
	c.style(n, style)
	return n, nil
}

// attributeName returns the name under which the lists know an attribute, "" when it belongs to another program.
func attributeName(name xml.Name) string {
	switch {
	case name.Space == "":
		return name.Local
	case name.Space == xmlSpace || name.Space == "xml":
		return "xml:" + name.Local
	case name.Space == xlinkSpace && name.Local == "href":
		return "href"
	}
	return ""
}

// name enters an element under its id. Of two with one id the first counts, as in a browser.
func (c *cleaner) name(n *node, id string) {
	if c.names[id] == nil {
		c.names[id] = n
	}
}

// reference keeps what leads to another part of the drawing, or is a picture that is carried in it.
func (c *cleaner) reference(n *node, value string) {
	value = strings.TrimSpace(value)
	if m := forms().inner.FindStringSubmatch(value); m != nil && in(" use linearGradient radialGradient pattern textPath filter ", n.name) {
		n.refersTo = append(n.refersTo, m[1])
		n.put("href", value)
		return
	}
	if n.name == "image" && forms().picture.MatchString(value) {
		n.put("href", strings.Join(strings.Fields(value), ""))
		return
	}
	c.lose("an address", n.offset)
}

// style turns the declarations of a style into attributes, which mean the same.
func (c *cleaner) style(n *node, style string) {
	for declaration := range strings.SplitSeq(style, ";") {
		property, value, ok := strings.Cut(declaration, ":")
		property = strings.ToLower(strings.TrimSpace(property))
		value = strings.TrimSpace(value)
		if !ok || property == "" || value == "" {
			continue
		}
		value = strings.TrimSpace(strings.TrimSuffix(value, "!important"))
		if (!in(properties, property) || !n.set(property, value)) && !dispensable(property) {
			c.lose("a style ("+property[:min(len(property), 40)]+")", n.offset)
		}
	}
}

// dispensable reports whether a drawing looks much the same without a property.
func dispensable(property string) bool {
	return strings.HasPrefix(property, "-") || in(" cursor pointer-events user-select line-height solid-color solid-opacity white-space"+
		" enable-background isolation mix-blend-mode text-indent text-align text-transform block-progression shape-padding"+
		" font-feature-settings font-variant-ligatures font-variant-caps font-variant-numeric font-variant-alternates"+
		" font-variant-position font-variant-east-asian font-variation-settings text-decoration-line text-decoration-style"+
		" text-decoration-color text-orientation inline-size shape-margin stop-color-rgb color-rendering background"+
		" background-color color-scheme max-width width height ", property)
}

// set gives the element an attribute, unless its value could do more than draw.
func (n *node) set(name, value string) bool {
	part, ok := plain(value)
	if !ok {
		return false
	}
	if part != "" {
		n.refersTo = append(n.refersTo, part)
	}
	n.put(name, value)
	return true
}

// put gives the element an attribute; one that it has already is replaced.
func (n *node) put(name, value string) {
	for i := range n.attributes {
		if n.attributes[i].name == name {
			n.attributes[i].value = value
			return
		}
	}
	n.attributes = append(n.attributes, attribute{name, value})
}

// measure refuses a drawing whose parts use each other so often that a browser would draw for minutes, or in a circle.
func (c *cleaner) measure(n *node) error {
	n.cost = -1
	cost := 1
	add := func(part *node) error {
		switch {
		case part.cost < 0:
			return c.fail(int64(n.offset), "take it out of the part that it uses", "a part of the drawing is used inside itself")
		case part.cost == 0:
			if err := c.measure(part); err != nil {
				return err
			}
		}
		if cost += part.cost; cost > MostUses {
			return c.beyond(int64(n.offset), "parts of the drawing are used in each other more than 200,000 times")
		}
		return nil
	}
	for _, child := range n.children {
		if child.name == "" {
			continue
		}
		if err := add(child); err != nil {
			return err
		}
	}
	for _, id := range n.refersTo {
		if part := c.names[id]; part != nil {
			if err := add(part); err != nil {
				return err
			}
		}
	}
	n.cost = cost
	return nil
}

// write appends the element as XML.
func (n *node) write(out []byte) []byte {
	if n.name == "" {
		return escape(out, n.words)
	}
	out = append(append(out, '<'), n.name...)
	for _, a := range n.attributes {
		out = append(append(append(out, ' '), a.name...), `="`...)
		out = append(escape(out, a.value), '"')
	}
	if len(n.children) == 0 {
		return append(out, "/>"...)
	}
	out = append(out, '>')
	for _, child := range n.children {
		out = child.write(out)
	}
	return append(append(append(out, "</"...), n.name...), '>')
}

// escape appends words so that no reader of XML or HTML takes them for more.
func escape(out []byte, words string) []byte {
	for _, r := range words {
		switch r {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '>':
			out = append(out, "&gt;"...)
		case '"':
			out = append(out, "&quot;"...)
		case '\n', '\r', '\t':
			out = append(out, "&#"...)
			out = append(out, map[rune]string{'\n': "10", '\r': "13", '\t': "9"}[r]...)
			out = append(out, ';')
		default:
			out = append(out, string(r)...)
		}
	}
	return out
}
