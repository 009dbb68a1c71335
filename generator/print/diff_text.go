package print

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/words"
)

// text writes a difference for a terminal.
func (d *Difference) text(colour bool) string {
	t := &diffText{d: d, colour: colour}
	if d.Changed() {
		t.line("Authority, from %s to %s", d.Then, d.Now)
		if slices.ContainsFunc(d.all(), func(c authority.Change) bool { return c.Where != "" }) {
			t.line("A command to replay can be run in both, unless it says in which.")
		}
		t.line("")
	}
	if len(d.Site) > 0 {
		t.book(&BookDifference{ID: "site.yaml", Changes: d.Site})
	}
	for i := range d.Books {
		if len(d.Books[i].Changes) > 0 {
			t.book(&d.Books[i])
		}
	}
	if notices := d.notices(); notices != nil {
		t.line("Noted, and no change in authority")
		for _, n := range notices {
			t.line("  %s", n)
		}
		t.line("")
	}
	t.line("%s", d.summary())
	return t.b.String()
}

type diffText struct {
	d      *Difference
	colour bool
	b      strings.Builder
}

func (t *diffText) book(b *BookDifference) {
	head := b.ID
	if b.Was != "" {
		head += " (was " + b.Was + ")"
	}
	t.line("%s", head)
	for _, e := range entries(b.Changes) {
		t.entry(b, e)
	}
	if b.More {
		t.line("  and more regions than are told apart")
	}
	t.line("")
}

func (t *diffText) entry(b *BookDifference, e entry) {
	kind := headOf(e.Kind)
	if t.colour {
		kind = "\x1b[1;" + colourOf(e.Kind) + "m" + kind + "\x1b[0m"
	}
	t.b.WriteString("  " + kind)
	t.line(": %s", phrase(e.Change, plain))
	regions, more := e.shown()
	who := ""
	for _, c := range regions {
		if w := whose(c, plain); w != who {
			t.line("    %s", w)
			who = w
		}
		t.region(b, c)
	}
	if more > 0 {
		t.line("    and in %s more", words.Count(more, "region"))
	}
}

func plain(s string) string { return s }

// colourOf is red for what lets people do more, yellow for what must be read, cyan for the rest.
func colourOf(k authority.Kind) string {
	switch k {
	case authority.Widened, authority.Moved, authority.Uncompared:
		return "31"
	case authority.Opened, authority.Relimited, authority.Added:
		return "33"
	}
	return "36"
}

func (t *diffText) region(b *BookDifference, c authority.Change) {
	t.line("      where   %s", c.Where)
	t.line("      before  %s", seenWords(c.Then, c.Action))
	t.line("      now     %s", seenWords(c.Now, c.Action))
	for _, r := range t.d.replays(b, c) {
		t.line("      replay  %s%s", r.command, r.where(" (in %s)"))
	}
}

// line writes a line; nothing that somebody wrote can move the cursor.
func (t *diffText) line(format string, args ...any) {
	t.b.WriteString(diagnostic.Visible(fmt.Sprintf(format, args...)) + "\n")
}
