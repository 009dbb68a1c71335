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
	st, err := s.study(o.On, time.Now())
	if err != nil {
		return nil, err
	}
	if st.library.Site == nil || errorsIn(st.findings, "site.yaml") {
		return nil, &UsageError{"site.yaml has mistakes, so nothing can be said", "remit check shows them"}
	}
	return &print.Evidence{Report: st.evidence()}, nil
}

// evidence gathers what the site says about the practice. The site.yaml of the study must have been read.
func (st *study) evidence() *evidence.Report {
	lines := map[string]string{}
	for id, p := range st.result.Proofs {
		lines[id] = p.String()
		if wait := st.result.Reach[id].Words(st.library.Site.TimeZone.Value); lines[id] != "" && wait != "" {
			lines[id] += "; " + wait
		}
	}
	return evidence.Gather(evidence.Input{
		Library: st.library, Day: st.day, Findings: st.result.Findings,
		Words: func(p *playbook.Playbook, c playbook.Condition) string {
			return authority.Words(st.library.Site, p, c)
		},
		Limits: authority.LimitWords,
		Proved: func(p *playbook.Playbook) string { return lines[p.ID] },
	})
}
