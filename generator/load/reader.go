package load

import (
	"slices"

	"remit/generator/diagnostic"
	"remit/generator/frontmatter"
	"remit/generator/limit"
	"remit/generator/source"
)

// A reader reads one file: what package frontmatter finds in it, and the nouns that this package makes of that.
type reader struct{ *frontmatter.Reader }

func newReader(file *source.File, raised limit.Raised) *reader {
	return &reader{frontmatter.NewReader(file, raised)}
}

// failing reports whether a finding leaves the meaning of a playbook in doubt.
func failing(found []diagnostic.Diagnostic) bool {
	return slices.ContainsFunc(found, func(d diagnostic.Diagnostic) bool { return d.Severity == diagnostic.Error })
}
