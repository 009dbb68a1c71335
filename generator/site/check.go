package site

import (
	"fmt"
	"io"
	"math/big"
	"time"

	"remit/generator/check"
	"remit/generator/diagnostic"
)

// CheckOptions choose what is checked.
type CheckOptions struct {
	On string // a date; empty for today
}

// A Report is what a check found.
type Report struct {
	Summary  diagnostic.Summary
	findings []diagnostic.Diagnostic
}

// Check finds every mistake of the site and proves what its playbooks answer.
func (s *Site) Check(o CheckOptions) (*Report, error) {
	st, err := s.study(o.On, time.Now())
	if err != nil {
		return nil, err
	}
	return st.report(), nil
}

func (st *study) report() *Report {
	r := &Report{findings: st.findings}
	r.Summary.Errors, r.Summary.Warnings = diagnostic.Count(st.findings)
	r.Summary.Playbooks = len(st.library.Playbooks)
	r.Summary.Situations, r.Summary.Answered, r.Summary.Explicit = "0", "0", "0"
	if sum := st.result.Sum; sum.Situations != nil {
		r.Summary.Situations, r.Summary.Answered, r.Summary.Explicit = sum.Situations.String(), sum.Answered.String(), sum.Explicit.String()
	}
	return r
}

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
	_, err := fmt.Fprintln(w, r.proofLine())
	return err
}

func (r *Report) proofLine() string {
	s := r.Summary
	line := fmt.Sprintf("%s, %s; %s, %s situations at risk, ",
		count(s.Errors, "error"), count(s.Warnings, "warning"), count(s.Playbooks, "playbook"), s.Situations)
	if s.Answered != s.Situations {
		return line + s.Answered + " answered"
	}
	return line + "all answered, " + share(s.Explicit, s.Situations) + " by an explicit rule"
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
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
