package prose

// Heading returns the heading that an anchor names, without the number sign.
func (d *Document) Heading(anchor string) (Heading, bool) {
	if i, ok := d.names[anchor]; ok && i >= 0 {
		return d.Headings[i], true
	}
	return Heading{}, false
}

// HTML is Render with only Resolve set.
func (d *Document) HTML(resolve func(Link) (address string, ok bool)) string {
	return d.Render(Options{Resolve: resolve})
}
