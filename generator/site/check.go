package site

import (
	"context"
	"fmt"
	"time"

	"remit/generator/check"
	"remit/generator/page"
)

// CheckOptions choose what is checked.
type CheckOptions struct {
	On            string // a date; empty for today
	Due           string // a length of time ahead, such as "30 days", in which to say what falls due; empty for none
	Baseline      string // a file of findings that are known and not reported again; empty for none
	WriteBaseline string // a file to write what is found into, as a baseline; empty for none
	AllowShrink   bool   // playbooks that were there before are meant to go
	Output        string // the folder that build writes: without git, what was published there is what was there before
}

// Check finds every mistake of the site and proves what its playbooks answer.
func (s *Site) Check(o CheckOptions) (*Report, error) {
	an, err := s.analyse(o.On, time.Now(), s.sinceLast(context.Background(), s.target(o.Output), o.AllowShrink))
	if err != nil {
		return nil, err
	}
	if _, err := s.finish(an, page.Input{Built: time.Now().UTC().Truncate(time.Second)}, false); err != nil {
		return nil, err
	}
	r := an.report()
	if o.Due != "" {
		if r.Due, err = an.due(o.Due); err != nil {
			return nil, err
		}
	}
	if o.WriteBaseline != "" {
		return r, r.writeBaseline(o.WriteBaseline)
	}
	return r, r.leaveOut(o.Baseline)
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
