package diagnostic

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"remit/generator/source"
)

// Text prints findings for people: the place, the message and the rule, the line with a caret, and what helps. Control
// and direction characters of the source are shown escaped, so that a hostile file cannot rewrite the terminal.
// Colour is used when colour is set.
func Text(w io.Writer, list []Diagnostic, colour bool) error {
	p := painter(colour)
	for _, d := range list {
		if _, err := io.WriteString(w, p.block(d)); err != nil {
			return err
		}
	}
	return nil
}

// painter colours words when it is true.
type painter bool

func (p painter) block(d Diagnostic) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %s [%s]\n", place(d.Span), p.severity(d.Severity), Visible(d.Message), d.Rule)
	b.WriteString(p.excerpt(d.Span))
	p.where(&b, d)
	if d.Witness != nil {
		fmt.Fprintf(&b, "  replay: %s\n", d.Witness.Command())
	}
	for _, r := range d.Related {
		fmt.Fprintf(&b, "  see: %s: %s\n", place(r.Span), Visible(r.Message))
	}
	if d.Help != "" {
		fmt.Fprintf(&b, "  help: %s\n", Visible(d.Help))
	}
	return b.String()
}

// shownRegions is how many regions of a finding are printed.
const shownRegions = 3

// where prints the first regions, and for whom they are when that is not the same for all.
func (p painter) where(b *strings.Builder, d Diagnostic) {
	if len(d.Regions) < 2 {
		if d.Region != "" {
			fmt.Fprintf(b, "  where: %s\n", Visible(d.Region))
		}
		return
	}
	same := !slices.ContainsFunc(d.Regions, func(r Region) bool { return !slices.Equal(r.Roles, d.Regions[0].Roles) })
	for i, r := range d.Regions[:min(len(d.Regions), shownRegions)] {
		head, who := "  where: ", ""
		if i > 0 {
			head = "     or: "
		}
		if !same {
			who = " (" + strings.Join(r.Roles, ", ") + ")"
		}
		fmt.Fprintf(b, "%s%s%s\n", head, Visible(r.Words), Visible(who))
	}
	if more := d.MoreRegions(shownRegions); more != "" {
		fmt.Fprintf(b, "     %s\n", strings.TrimPrefix(more, "; "))
	}
}

func place(s source.Span) string {
	at := s.From()
	return fmt.Sprintf("%s:%d:%d", Visible(s.Path()), at.Line, at.Column)
}

// excerptWidth is how many characters of a long line are shown around the place.
const excerptWidth = 100

func (p painter) excerpt(s source.Span) string {
	if s.IsZero() {
		return ""
	}
	from, to := s.From(), s.To()
	line := []rune(strings.TrimPrefix(s.File.Line(from.Line), "\ufeff"))
	if len(line) == 0 {
		return ""
	}
	last := len(line) + 1
	if to.Line == from.Line {
		last = to.Column
	}
	start, end := clip(len(line), from.Column-1)
	shown, under := "", ""
	for i := start; i < end; i++ {
		cell := cells(line[i])
		shown += cell
		mark := " "
		if i == from.Column-1 || i >= from.Column && i < last-1 {
			mark = "^"
		}
		under += strings.Repeat(mark, len([]rune(cell)))
	}
	if from.Column > len(line) {
		under += "^"
	}
	number := fmt.Sprintf("%5d | ", from.Line)
	return number + shown + "\n      | " + p.paint("1;36", strings.TrimRight(under, " ")) + "\n"
}

// clip chooses which characters of a line of n are shown so that the one at column is among them.
func clip(n, column int) (start, end int) {
	if n <= excerptWidth {
		return 0, n
	}
	start = max(0, min(column-excerptWidth/3, n-excerptWidth))
	return start, start + excerptWidth
}

func cells(r rune) string {
	if r == '\t' {
		return "    "
	}
	return Visible(string(r))
}

// Visible returns s with control characters, direction marks, and other characters that show nothing written as
// escapes such as \u202e.
func Visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			b.WriteString(strings.Trim(fmt.Sprintf("%q", r), "'"))
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' || r == '\u2800':
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Command returns the command line that replays the witness.
func (w *Witness) Command() string {
	var b strings.Builder
	fmt.Fprintf(&b, "remit ask %s", w.Playbook)
	if w.Role != "" {
		fmt.Fprintf(&b, " --role %s", w.Role)
	}
	if w.On != "" {
		fmt.Fprintf(&b, " --on %s", w.On)
	}
	for _, f := range w.Facts {
		fmt.Fprintf(&b, " %s=%s", f.Name, f.Value)
	}
	return b.String()
}

func (p painter) severity(s Severity) string {
	if s == Error {
		return p.paint("1;31", "error")
	}
	return p.paint("1;33", "warning")
}

func (p painter) paint(code, s string) string {
	if !p {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
