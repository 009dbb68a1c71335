package print

import (
	"fmt"
	"io"
	"math/big"

	"remit/generator/diagnostic"
	"remit/generator/words"
)

// A CheckResult is what a check found.
type CheckResult struct {
	Summary     Summary
	Findings    []diagnostic.Diagnostic
	Waived      int      // findings that the playbooks waive for themselves
	Known       int      // findings that the baseline lists
	OldBaseline bool     // it is of the version before
	Gone        int      // what the baseline lists and is found no more
	Unproved    int      // playbooks that could not be analysed
	Renamed     []string // what is to be said of rules that have a new name
	Reached     string   // how long it takes to reach somebody with authority
	Due         *DueList // nil unless it was asked for
	Version     string   // of remit
}

// A Summary counts what was looked at. Situations are exact numbers, as text, since they can be astronomic. What is
// answered, and by an explicit rule, is the least of all periods between the dates of grants, with the day from which it
// is so low where that is not the day of the check.
type Summary struct {
	Errors     int     `json:"errors"`
	Warnings   int     `json:"warnings"`
	Playbooks  int     `json:"playbooks"`
	Situations string  `json:"situations"`
	Answered   string  `json:"answered"`
	Explicit   string  `json:"explicit"`
	AnsweredOn string  `json:"answered_on,omitempty"`
	ExplicitOn string  `json:"explicit_on,omitempty"`
	Otherwise  string  `json:"otherwise,omitempty"`  // answered, but only by an `otherwise`
	Impossible string  `json:"impossible,omitempty"` // at risk, but taken out by `impossible`
	Wait       *Wait   `json:"wait,omitempty"`       // the longest, of the minutes at which everybody is covered
	Uncovered  string  `json:"uncovered,omitempty"`  // the first minute at which somebody is not
	Later      []Later `json:"later,omitempty"`      // playbooks that grant nothing on the day of the check
}

// A Later is a playbook that is proved for the day on which it begins, since it grants nothing before.
type Later struct {
	Playbook string `json:"playbook"`
	From     string `json:"from"`
}

// A Wait is the longest time that a listed role waits for somebody who may act or decide, and the first time at which it
// takes that long.
type Wait struct {
	Minutes int    `json:"minutes"`
	At      string `json:"at"`
}

// Count counts the errors and warnings among the findings.
func (r *CheckResult) Count() { r.Summary.Errors, r.Summary.Warnings = diagnostic.Count(r.Findings) }

// Failed reports whether there are errors; with strict, whether there is any finding.
func (r *CheckResult) Failed(strict bool) bool {
	return r.Summary.Errors > 0 || strict && r.Summary.Warnings > 0
}

// Print writes the findings in a format: text, json, github or sarif. Text ends with the proof line.
func (r *CheckResult) Print(w io.Writer, format string, colour bool) error {
	switch format {
	case "json":
		return findingsJSON(w, r.Summary, r.Findings)
	case "github":
		return gitHub(w, r.Findings)
	case "sarif":
		return sarif(w, r.Version, r.Findings)
	}
	if err := diagnostic.Text(w, r.Findings, colour); err != nil {
		return err
	}
	for _, note := range r.Renamed {
		if _, err := fmt.Fprintln(w, note); err != nil {
			return err
		}
	}
	if r.Due != nil {
		if err := r.Due.print(w); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, r.proofLine())
	return err
}

func (r *CheckResult) proofLine() string {
	s := r.Summary
	situations := s.Situations + " situations"
	if s.Situations == "1" {
		situations = "1 situation"
	}
	line := fmt.Sprintf("%s, %s%s; %s, %s at risk, ",
		words.Count(s.Errors, "error"), words.Count(s.Warnings, "warning"), r.unreported(), words.Count(s.Playbooks, "playbook"), situations)
	switch {
	case r.Unproved > 0:
		return line + s.Answered + " answered" + asOf(s.AnsweredOn) + "; " + words.Count(r.Unproved, "playbook") + " not analysed"
	case s.Answered != s.Situations:
		return line + s.Answered + " answered" + asOf(s.AnsweredOn)
	case s.Situations == "0":
		return line + "none to answer"
	}
	return line + "all answered, " + share(s.Explicit, s.Situations) + " by an explicit rule" + asOf(s.ExplicitOn) + s.rest() + r.reachedWords() + s.laterWords()
}

func (r *CheckResult) reachedWords() string {
	if r.Reached == "" {
		return ""
	}
	return "; " + r.Reached
}

// laterWords names the playbooks whose answers, though proved, do not hold yet.
func (s Summary) laterWords() string {
	text := ""
	for i, l := range s.Later {
		if i == 5 {
			return text + fmt.Sprintf("; and %d more begin later", len(s.Later)-i)
		}
		text += "; " + l.Playbook + " grants nothing before " + l.From
	}
	return text
}

// asOf names the day from which a count is as low as it says, when that is not the day of the check.
func asOf(day string) string {
	if day == "" {
		return ""
	}
	return " as of " + day
}

// rest says what `otherwise` answers and what `impossible` takes out: both can hide a gap.
func (s Summary) rest() string {
	words := ""
	if s.Otherwise != "0" && s.Otherwise != "" {
		words = ", the rest by \"otherwise\""
	}
	if s.Impossible == "0" || s.Impossible == "" {
		return words
	}
	return words + "; \"impossible\" takes out " + s.Impossible + " more"
}

// unreported says what was found and is not shown.
func (r *CheckResult) unreported() string {
	words := ""
	for _, part := range []struct {
		n    int
		what string
	}{{r.Waived, " waived"}, {r.Known, " in the baseline" + r.ageOfBaseline()}, {r.Gone, " of the baseline found no more"}} {
		if part.n > 0 {
			words += fmt.Sprintf(", %d%s", part.n, part.what)
		}
	}
	return words
}

func (r *CheckResult) ageOfBaseline() string {
	if !r.OldBaseline {
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
