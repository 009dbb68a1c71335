package load

import (
	"remit/generator/frontmatter"
	"remit/generator/limit"
	"remit/generator/source"
)

// A reader reads one file: what package frontmatter finds in it, and the nouns that this package makes of that.
type reader struct{ *frontmatter.Reader }

func newReader(file *source.File, raised limit.Raised) *reader {
	return &reader{frontmatter.NewReader(file, raised)}
}
