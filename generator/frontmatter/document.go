package frontmatter

// Document returns the tree of the YAML that stands in the file from start to end. It is an empty mapping when nothing
// is written there. Where YAML gives up, the rest is still read, piece by piece.
func (r *Reader) Document(start, end int) *Node {
	text := r.Clean(start, end)
	if values, last := countValues(text, r.Caps.Most("values")); last >= 0 {
		r.Report("too_large", r.File.Span(start+last, start+last+1), r.Caps.Help("values", values),
			"this file has about %d values; at most %d are read", values, r.Caps.Most("values"))
		return &Node{Kind: MappingNode, Start: start, End: start, Broken: true}
	}
	n, stopped := r.Parse(text, start)
	switch {
	case stopped == nil && n == nil:
		return &Node{Kind: MappingNode, Start: start, End: start}
	case stopped != nil:
		n = recovery{r}.recover(text, start, stopped)
	}
	if !r.Lenient {
		r.refuseGlued(n)
	}
	return n
}

// countValues counts the characters at which a value can begin, and returns the place of the first that is too many; -1
// for none.
func countValues(text []byte, most int) (values, last int) {
	last = -1
	for i, c := range text {
		switch c {
		case ',', ':', '\n', '[', '{', '?':
			if values++; values == most+1 {
				last = i
			}
		}
	}
	return values, last
}
