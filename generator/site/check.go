package site

import (
	"context"
	"fmt"
	"io"
	"math/big"
	"time"

	"remit/generator/check"
	"remit/generator/diagnostic"
	"remit/generator/page"
	"remit/generator/playbook"
	"remit/generator/words"
)

// CheckOptions choose what is checked.
type CheckOptions struct {
	On            string // a date; empty for today
	Due           string // a length of time ahead, such as "30 days", in which to say what falls due; empty for none
	Baseline      string // a file of findings that are known and not reported again; empty for none
	WriteBaseline string // a file to write what is found into, as a baseline; empty for none
	AllowShrink   bool   // playbooks that were there before are meant to go
}

// A Report is what a check found.
type Report struct {
	Summary     diagnostic.Summary
	findings    []diagnostic.Diagnostic
	waived      int
	known       int  // findings that the baseline lists
	oldBaseline bool // it is of the version before
	gone        int  // what the baseline lists and is found no more
	unproved    int  // playbooks that could not be analysed
	study       *study
	day         playbook.Date
	reached     string  // how long it takes to reach somebody with authority
	agenda      *agenda // nil unless it was asked for
}

// Check finds every mistake of the site and proves what its playbooks answer.
func (s *Site) Check(o CheckOptions) (*Report, error) {
	st, err := s.study(o.On, time.Now(), func(l *playbook.Library) ([]diagnostic.Diagnostic, error) {
		return s.before(context.Background(), l, s.target(BuildOptions{}), o.AllowShrink)
	})
	if err != nil {
		return nil, err
	}
	if _, err := s.finish(st, page.Input{Built: time.Now().UTC().Truncate(time.Second)}, false); err != nil {
		return nil, err
	}
	r := st.report()
	if o.Due != "" {
		if r.agenda, err = st.agenda(o.Due); err != nil {
			return nil, err
		}
	}
	if o.WriteBaseline != "" {
		return r, r.writeBaseline(o.WriteBaseline)
	}
	return r, r.leaveOut(o.Baseline)
}

func (st *study) report() *Report {
	r := &Report{findings: st.findings, waived: st.waived, day: st.day, study: st}
	r.count()
	r.Summary.Playbooks = len(st.library.Playbooks)
	r.unproved = len(st.unanalysed())
	for _, d := range st.findings {
		if d.Rule == "undecided" {
			r.unproved++
		}
	}
	r.reach(st)
	r.Summary.Situations, r.Summary.Answered, r.Summary.Explicit = "0", "0", "0"
	if sum := st.result.Sum; sum.Situations != nil {
		r.Summary.Situations, r.Summary.Answered, r.Summary.Explicit = sum.Situations.String(), sum.Answered.String(), sum.Explicit.String()
		r.Summary.AnsweredOn, r.Summary.ExplicitOn = written(sum.AnsweredFrom), written(sum.ExplicitFrom)
		r.Summary.Otherwise, r.Summary.Impossible = sum.Otherwise().String(), sum.Impossible.String()
	}
	return r
}

// reach sums up how long it takes to reach somebody with authority.
func (r *Report) reach(st *study) {
	wait := st.result.Wait
	if !wait.Asked || st.library.Site == nil {
		return
	}
	zone := st.library.Site.TimeZone.Value
	r.reached = wait.Words(zone)
	if wait.Alone {
		r.Summary.Uncovered = instant(wait.First, zone)
	} else {
		r.Summary.Wait = &diagnostic.Wait{Minutes: int(wait.Wait.Minutes), At: instant(wait.Wait.At, zone)}
	}
}

// instant writes a time with the distance of the site's clock from UTC.
func instant(at int64, zone *time.Location) string {
	return time.Unix(at, 0).In(zone).Format(time.RFC3339)
}

// written is a date as it is written; nothing for none.
func written(day playbook.Date) string {
	if day == (playbook.Date{}) {
		return ""
	}
	return day.String()
}

func (r *Report) count() { r.Summary.Errors, r.Summary.Warnings = diagnostic.Count(r.findings) }

// Failed reports whether there are errors; with strict, whether there is any finding.
func (r *Report) Failed(strict bool) bool {
	return r.Summary.Errors > 0 || strict && r.Summary.Warnings > 0
}

// Print writes the findings in a format: text, json, github or sarif. Text ends with the proof line.
func (r *Report) Print(w io.Writer, format string, colour bool) error {
	switch format {
	case "json":
		return diagnostic.JSON(w, r.Summary, r.findings)
	case "github":
		return diagnostic.GitHub(w, r.findings)
	case "sarif":
		return diagnostic.SARIF(w, version, r.findings)
	}
	if err := diagnostic.Text(w, r.findings, colour); err != nil {
		return err
	}
	for _, note := range check.Renamed(r.study.library.Playbooks, r.study.result.Findings) {
		if _, err := fmt.Fprintln(w, note); err != nil {
			return err
		}
	}
	if r.agenda != nil {
		if err := r.agenda.print(w, r.day); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, r.proofLine())
	return err
}

func (r *Report) proofLine() string {
	s := r.Summary
	situations := s.Situations + " situations"
	if s.Situations == "1" {
		situations = "1 situation"
	}
	line := fmt.Sprintf("%s, %s%s; %s, %s at risk, ",
		words.Count(s.Errors, "error"), words.Count(s.Warnings, "warning"), r.unreported(), words.Count(s.Playbooks, "playbook"), situations)
	switch {
	case r.unproved > 0:
		return line + s.Answered + " answered" + asOf(s.AnsweredOn) + "; " + words.Count(r.unproved, "playbook") + " not analysed"
	case s.Answered != s.Situations:
		return line + s.Answered + " answered" + asOf(s.AnsweredOn)
	case s.Situations == "0":
		return line + "none to answer"
	}
	return line + "all answered, " + share(s.Explicit, s.Situations) + " by an explicit rule" + asOf(s.ExplicitOn) + figures(s).rest() + r.reachedWords()
}

func (r *Report) reachedWords() string {
	if r.reached == "" {
		return ""
	}
	return "; " + r.reached
}

// asOf names the day from which a count is as low as it says, when that is not the day of the check.
func asOf(day string) string {
	if day == "" {
		return ""
	}
	return " as of " + day
}

// rest says what `otherwise` answers and what `impossible` takes out: both can hide a gap.
func (s figures) rest() string {
	words := ""
	if s.Otherwise != "0" && s.Otherwise != "" {
		words = ", the rest by \"otherwise\""
	}
	if s.Impossible == "0" || s.Impossible == "" {
		return words
	}
	return words + "; \"impossible\" takes out " + s.Impossible + " more"
}

// figures are the counts of a proof, as text.
type figures diagnostic.Summary

// unreported says what was found and is not shown.
func (r *Report) unreported() string {
	words := ""
	for _, part := range []struct {
		n    int
		what string
	}{{r.waived, " waived"}, {r.known, " in the baseline" + r.ageOfBaseline()}, {r.gone, " of the baseline found no more"}} {
		if part.n > 0 {
			words += fmt.Sprintf(", %d%s", part.n, part.what)
		}
	}
	return words
}

func (r *Report) ageOfBaseline() string {
	if !r.oldBaseline {
		return ""
	}
	return " (of version 1, which the next release does not read: write it again)"
}

// share returns a part of a whole in per cent, rounded down, so that 100 % means all.
func share(part, whole string) string {
	p, _ := new(big.Int).SetString(part, 10)
	w, _ := new(big.Int).SetString(whole, 10)
	if p == nil || w == nil || w.Sign() == 0 {
		return "100 %"
	}
	p.Mul(p, big.NewInt(100))
	return p.Quo(p, w).String() + " %"
}

// Explain returns the page of a rule; for no rule, the list of all.
func Explain(rule string) (string, error) {
	if rule == "" {
		list := ""
		for _, r := range check.Rules() {
			list += fmt.Sprintf("%-20s %s\n", r.Name, r.Severity)
		}
		return list, nil
	}
	text, err := check.Explain(rule)
	if err != nil {
		return "", &UsageError{err.Error(), "remit explain lists all rules"}
	}
	return text, nil
}
