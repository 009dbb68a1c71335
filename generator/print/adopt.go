package print

import (
	"fmt"
	"io"
	"strings"

	"remit/generator/adopt"
)

// An Adopted is what was written for one runbook.
type Adopted struct {
	Source, Path string // Path is relative to the site, if it lies in it
	Draft        *adopt.Draft
	Copied       []string // pictures and other files of the runbook that went with it
	Mend         []string // links that lead nowhere from the new place
}

// Print writes what was recognised, what must be mended by hand, and what is still to decide.
func (a Adopted) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s -> %s\n", a.Source, a.Path)
	fmt.Fprintf(&b, "  recognised: %s\n", strings.Join(a.Draft.Recognised, ", "))
	if len(a.Copied) > 0 {
		fmt.Fprintf(&b, "  copied: %s\n", strings.Join(a.Copied, ", "))
	}
	for _, m := range a.Mend {
		fmt.Fprintf(&b, "  to mend: %s\n", m)
	}
	b.WriteString("  still unsaid:\n")
	for _, u := range a.Draft.Unsaid {
		fmt.Fprintf(&b, "    %s\n", u)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
