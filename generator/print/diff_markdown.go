package print

import (
	"fmt"
	"strings"

	"remit/generator/words"
)

// markdown writes a difference for a comment on a change. All that people wrote stands in code, so that it neither
// formats nor calls anybody.
func (d *Difference) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "### Authority, from %s to %s\n\n%s\n", code(d.Then), code(d.Now), words.Capital(d.summary()))
	if len(d.Site) > 0 {
		d.markdownBook(&b, &BookDifference{ID: "site.yaml", Changes: d.Site})
	}
	for i := range d.Books {
		if len(d.Books[i].Changes) > 0 {
			d.markdownBook(&b, &d.Books[i])
		}
	}
	if notices := d.notices(); notices != nil {
		b.WriteString("\n#### Noted, and no change in authority\n\n")
		for _, n := range notices {
			fmt.Fprintf(&b, "- %s\n", code(n))
		}
	}
	return b.String()
}

func (d *Difference) markdownBook(b *strings.Builder, book *BookDifference) {
	fmt.Fprintf(b, "\n#### %s\n\n", code(book.ID))
	for _, e := range entries(book.Changes) {
		fmt.Fprintf(b, "- **%s**: %s\n", headOf(e.Kind), phrase(e.Change, code))
		regions, more := e.shown()
		for _, c := range regions {
			fmt.Fprintf(b, "  - %s\n", strings.TrimPrefix(whose(c, code)+", where "+code(c.Where), ", "))
			fmt.Fprintf(b, "    - before: %s\n    - now: %s\n", code(seenWords(c.Then, c.Action)), code(seenWords(c.Now, c.Action)))
			for _, r := range d.replays(book, c) {
				fmt.Fprintf(b, "    - replay%s: %s\n", r.where(" in "+code("%s")), code(r.command))
			}
		}
		if more > 0 {
			fmt.Fprintf(b, "  - and in %s more\n", words.Count(more, "region"))
		}
	}
	if book.More {
		b.WriteString("- and more regions than are told apart\n")
	}
}

// code puts words in a code span that nothing in them can leave.
func code(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	fence := "`"
	for strings.Contains(words, fence) {
		fence += "`"
	}
	if strings.HasPrefix(words, "`") || strings.HasSuffix(words, "`") {
		words = " " + words + " "
	}
	return fence + words + fence
}
