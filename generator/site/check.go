package site

import (
	"context"
	"fmt"
	"time"

	"remit/generator/check"
	"remit/generator/diagnostic"
	"remit/generator/page"
	"remit/generator/playbook"
	"remit/generator/print"
)

// CheckOptions choose what is checked.
type CheckOptions struct {
	On            string // a date; empty for today
	Due           string // a length of time ahead, such as "30 days", in which to say what falls due; empty for none
	Baseline      string // a file of findings that are known and not reported again; empty for none
	WriteBaseline string // a file to write what is found into, as a baseline; empty for none
	AllowShrink   bool   // playbooks that were there before are meant to go
}

// A Report is what a check found, with what a baseline needs.
type Report struct {
	print.CheckResult
	study *study
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
		if r.Due, err = st.due(o.Due); err != nil {
			return nil, err
		}
	}
	if o.WriteBaseline != "" {
		return r, r.writeBaseline(o.WriteBaseline)
	}
	return r, r.leaveOut(o.Baseline)
}

func (st *study) report() *Report {
	r := &Report{print.CheckResult{Findings: st.findings, Waived: st.waived, Version: version, Renamed: check.Renamed(st.library.Playbooks, st.result.Findings)}, st}
	r.Count()
	r.Summary.Playbooks = len(st.library.Playbooks)
	r.Unproved = len(st.unanalysed())
	for _, d := range st.findings {
		if d.Rule == "undecided" {
			r.Unproved++
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
	r.Reached = wait.Words(zone)
	if wait.Alone {
		r.Summary.Uncovered = instant(wait.First, zone)
	} else {
		r.Summary.Wait = &print.Wait{Minutes: int(wait.Wait.Minutes), At: instant(wait.Wait.At, zone)}
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
