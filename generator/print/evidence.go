package print

import (
	"fmt"
	"io"
	"strings"

	"remit/generator/evidence"
	"remit/generator/words"
)

// Evidence is what a site says about the practice of empowering people, to be printed.
type Evidence struct{ *evidence.Report }

// Print writes the evidence in a format: text, markdown or json.
func (e *Evidence) Print(w io.Writer, format string) error {
	switch format {
	case "json":
		return JSON(w, e.data())
	case "markdown":
		return e.print(w, &markdownSheet{})
	}
	return e.print(w, &textSheet{})
}

// print writes what is missing first, then the three questions for each workload, then who answers for what.
func (e *Evidence) print(w io.Writer, s evidenceSheet) error {
	s.head(1, "Evidence, "+e.Report.Day.Words())
	e.missing(s)
	for i := range e.Report.Workloads {
		printWorkload(s, &e.Report.Workloads[i])
	}
	printRoles(s, e.Report.Roles)
	_, err := io.WriteString(w, s.text())
	return err
}

func (e *Evidence) missing(s evidenceSheet) {
	s.head(2, "What is missing")
	if e.Report.Gaps() == 0 {
		s.line("Nothing that can be told from the sources.")
	}
	printGaps(s, "The site", e.Report.Missing)
	for _, l := range e.Report.Workloads {
		printGaps(s, l.Title, l.Missing)
	}
}

func printGaps(s evidenceSheet, workload string, list []evidence.Missing) {
	for _, m := range list {
		what := workload
		if m.Book != nil {
			what = m.Book.Title
		}
		say := m.Say
		if m.Waived != "" {
			say += " (" + m.Waived + ")"
		}
		s.item(m.Span, what, say)
	}
}

func printWorkload(s evidenceSheet, l *evidence.Workload) {
	s.head(2, l.Title+", owned by "+l.Owner)
	s.head(3, evidence.Guidance)
	for _, b := range l.Books {
		s.item(b.Playbook.Title.Span, b.Title, guidance(b))
	}
	if len(l.Books) == 0 {
		s.line("Nothing is written.")
	}
	grants := 0
	s.head(3, evidence.Empowerment)
	for _, b := range l.Books {
		for _, g := range b.Grants {
			s.item(g.Span, g.Action, empowerment(g))
			grants++
		}
	}
	if grants == 0 {
		s.line("Nothing is written.")
	}
	s.head(3, evidence.Escalation)
	for _, b := range l.Books {
		for _, d := range b.Duties {
			s.item(d.Span, b.Title, escalation(d))
		}
	}
	if l.Ladders() == 0 {
		s.line("Nothing is written.")
	}
}

func escalation(d evidence.Duty) string {
	say := words.Capital(d.When) + ", " + d.By + ": " + strings.Join(d.To, ", then ") + "."
	if len(d.Who) > 0 {
		say += " " + strings.Join(d.Who, ", ") + " only."
	}
	return say
}

// guidance says what a playbook is about, and how well it is kept.
func guidance(b *evidence.Book) string {
	var say []string
	add := func(value, words string) {
		if value != "" {
			say = append(say, fmt.Sprintf(words, value))
		}
	}
	add(b.Applies, "Applies %s.")
	add(b.Reviewed, "Reviewed %s.")
	if b.Overdue {
		add(b.Due, "Review overdue since %s.")
	} else {
		add(b.Due, "Next review by %s.")
	}
	add(b.Drilled, "Practised %s.")
	add(b.Until, "Authority until %s.")
	if b.Scenarios > 0 {
		add(words.Count(b.Scenarios, "scenario"), "%s.")
	}
	if b.Steps > 0 {
		add(words.Count(b.Steps, "action"), "Steps for %s.")
	}
	add(b.Proof, "%s.")
	return strings.Join(say, " ")
}

func empowerment(g evidence.Grant) string {
	if g.Nobody {
		return strings.TrimSpace("reserved, nobody here may. " + g.Because)
	}
	say := strings.Join(g.Who, ", ") + ", " + g.Terms()
	if g.Out != "" {
		say += " Not in force: " + g.Out + "."
	}
	return say
}

func printRoles(s evidenceSheet, roles []evidence.Role) {
	s.head(2, "Who answers for what")
	kind := ""
	for _, r := range roles {
		if r.Kind != kind {
			kind = r.Kind
			s.head(3, kind+"s")
		}
		var say []string
		if len(r.Owns) > 0 {
			say = append(say, "owner of "+strings.Join(r.Owns, ", "))
		}
		if r.Contact != "" {
			say = append(say, "reached as "+r.Contact)
		}
		s.item(r.Span, r.Title, strings.Join(say, "; "))
		for _, words := range r.Responsibilities {
			s.sub(words)
		}
	}
}
