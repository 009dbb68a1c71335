package site

import (
	"time"

	"remit/generator/check"
	"remit/generator/playbook"
	"remit/generator/print"
)

// A Report is what a check found, with what a baseline needs.
type Report struct {
	print.CheckResult
	analysis *analysis
}

func (an *analysis) report() *Report {
	r := &Report{print.CheckResult{Findings: an.findings, Waived: an.waived, Version: version, Renamed: check.Renamed(an.library.Playbooks, an.result.Findings)}, an}
	r.Count()
	r.Summary.Playbooks = len(an.library.Playbooks)
	r.Unproved = len(an.unanalysed())
	for _, d := range an.findings {
		if d.Rule == "undecided" {
			r.Unproved++
		}
	}
	r.reach(an)
	for _, p := range an.library.Playbooks {
		if p.From.Present() && an.day.Before(p.From.Value) {
			r.Summary.Later = append(r.Summary.Later, print.Later{Playbook: p.ID, From: p.From.Value.String()})
		}
	}
	r.Summary.Situations, r.Summary.Answered, r.Summary.Explicit = "0", "0", "0"
	if sum := an.result.Sum; sum.Situations != nil {
		r.Summary.Situations, r.Summary.Answered, r.Summary.Explicit = sum.Situations.String(), sum.Answered.String(), sum.Explicit.String()
		r.Summary.AnsweredOn, r.Summary.ExplicitOn = written(sum.AnsweredFrom), written(sum.ExplicitFrom)
		r.Summary.Otherwise, r.Summary.Impossible = sum.Otherwise().String(), sum.Impossible.String()
	}
	return r
}

// reach sums up how long it takes to reach somebody with authority.
func (r *Report) reach(an *analysis) {
	wait := an.result.Wait
	if !wait.Asked || an.library.Site == nil {
		return
	}
	zone := an.library.Site.TimeZone.Value
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
