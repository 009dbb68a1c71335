package site

import (
	"time"

	"remit/generator/authority"
	"remit/generator/evidence"
	"remit/generator/playbook"
	"remit/generator/print"
)

// EvidenceOptions choose for which day evidence is gathered.
type EvidenceOptions struct {
	On string // a date; empty for today
}

// Evidence gathers what the site says: the same that a build on that day shows as evidence.html. The error is a
// [*UsageError] when site.yaml has mistakes.
func (s *Site) Evidence(o EvidenceOptions) (*print.Evidence, error) {
	an, err := s.analyse(o.On, time.Now())
	if err != nil {
		return nil, err
	}
	if an.library.Site == nil || errorsIn(an.findings, "site.yaml") {
		return nil, &UsageError{"site.yaml has mistakes, so nothing can be said", "remit check shows them"}
	}
	return &print.Evidence{Report: an.evidence()}, nil
}

// evidence gathers what the site says about the practice. The site.yaml of the analysis must have been read.
func (an *analysis) evidence() *evidence.Report {
	lines := map[string]string{}
	for id, p := range an.result.Proofs {
		lines[id] = p.String()
		if wait := an.result.Reach[id].Words(an.library.Site.TimeZone.Value); lines[id] != "" && wait != "" {
			lines[id] += "; " + wait
		}
	}
	return evidence.Gather(evidence.Input{
		Library: an.library, Day: an.day, Findings: an.result.Findings,
		Words: func(p *playbook.Playbook, c playbook.Condition) string {
			return authority.Words(an.library.Site, p, c)
		},
		Limits: authority.LimitWords,
		Proved: func(p *playbook.Playbook) string { return lines[p.ID] },
	})
}
