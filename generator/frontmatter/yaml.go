package frontmatter

import (
	"bytes"
	"errors"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"remit/generator/limit"
)

// A stop is the place where YAML gives up.
type stop struct {
	at, context   int // in the file; context is where the thing began, -1 for none
	message, what string
}

// Parse returns the tree of text, which stands in the file at base; nil for a text without a value.
func (r *Reader) Parse(text []byte, base int) (*Node, *stop) {
	if n := quick(text, base); n != nil {
		return n, nil
	}
	return r.parseFully(text, base)
}

// parseFully is parse by the YAML library.
func (r *Reader) parseFully(text []byte, base int) (*Node, *stop) {
	var root yaml.Node
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, nil
	}
	err := yaml.Load(text, &root, yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(limit.MaxDepth))))
	b := newBuilder(r, text, base)
	if err != nil {
		return b.stopped(err)
	}
	if len(root.Content) == 0 {
		return nil, nil
	}
	before := len(r.Found)
	n := b.node(root.Content[0])
	if b.loose > 0 {
		r.Found = r.Found[:before] // all of it is read again, piece by piece
		return nil, &stop{at: b.loose, context: -1, message: looseLine}
	}
	return n, nil
}

// looseLine is why we stop at a line that belongs to a value above it but is not indented below its key. The library does
// not mind; so a quote that is never closed would swallow the keys up to the next quote.
const looseLine = "loose line"

// stopped turns an error of the YAML library into a stop. A text of nothing but comments is no mistake.
func (b *builder) stopped(err error) (*Node, *stop) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		return nil, &stop{at: b.base, context: -1, message: err.Error()}
	}
	if load.Mark.Line == 0 && bytes.Contains([]byte(load.Message), []byte("no documents")) {
		return nil, nil
	}
	s := &stop{at: b.offset(load.Mark.Line, load.Mark.Column), context: -1, message: load.Message, what: load.ContextMsg}
	if load.ContextMark.Line > 0 {
		s.context = b.offset(load.ContextMark.Line, load.ContextMark.Column)
	}
	return nil, s
}
