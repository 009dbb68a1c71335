package print

import (
	"remit/generator/diagnostic"
	"remit/generator/scenario"
)

type testData struct {
	Version   int            `json:"version"`
	Passed    int            `json:"passed"`
	Failed    int            `json:"failed"`
	Coverage  coverageData   `json:"coverage"`
	Playbooks []trialData    `json:"playbooks"`
	Untested  []untestedData `json:"untested"`
}

type untestedData struct {
	Playbook string `json:"playbook"`
	File     string `json:"file"`
	Reason   string `json:"reason"`
}

type coverageData struct {
	Grants     countData `json:"grants"`
	Duties     countData `json:"duties"`
	Boundaries countData `json:"boundaries"`
}

type countData struct {
	Covered int `json:"covered"`
	All     int `json:"all"`
}

type trialData struct {
	Playbook   string         `json:"playbook"`
	File       string         `json:"file"`
	Scenarios  []scenarioData `json:"scenarios"`
	Coverage   coverageData   `json:"coverage"`
	NotCovered []gapData      `json:"not_covered"`
	Uncounted  bool           `json:"boundaries_uncounted,omitempty"` // there was too much to look at
}

type scenarioData struct {
	Name   string `json:"name"`
	Role   string `json:"role"`
	Passed bool   `json:"passed"`
	placeData
	On     string     `json:"on,omitempty"` // the day on which it holds, when it is another one
	Misses []missData `json:"misses"`
	Replay string     `json:"replay"`
}

type placeData struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

type missData struct {
	Key string `json:"key,omitempty"`
	placeData
	Message  string      `json:"message"`
	Expected []string    `json:"expected"`
	Got      []string    `json:"got"`
	Perhaps  []string    `json:"perhaps"`
	See      []placeData `json:"see,omitempty"`
}

type gapData struct {
	Kind string `json:"kind"`
	placeData
	Name string `json:"name"`
}

func (r *TestResult) data() testData {
	d := testData{Version: 1, Passed: r.Passed, Failed: r.Failed, Coverage: coverageOf(r.Coverage), Playbooks: []trialData{}, Untested: []untestedData{}}
	for _, t := range r.Trials {
		d.Playbooks = append(d.Playbooks, r.trialData(t))
	}
	for _, u := range r.Untested {
		d.Untested = append(d.Untested, untestedData{u.Playbook.ID, u.Playbook.File.Path, u.Reason})
	}
	return d
}

func (r *TestResult) trialData(t scenario.Trial) trialData {
	d := trialData{t.Playbook.ID, t.Playbook.File.Path, []scenarioData{}, coverageOf(t.Coverage), []gapData{}, t.Uncounted}
	for _, p := range t.Played {
		s := scenarioData{
			Name: p.Scenario.Name.Value, Role: p.Scenario.Role.Value, Passed: p.Passed(), Misses: []missData{},
			placeData: placeOf(diagnostic.Related{Span: p.Scenario.Name.Span}), Replay: r.replay(p).Command(),
		}
		if heldOn(p) != "" {
			s.On = p.Day.String()
		}
		for _, m := range p.Misses {
			miss := missData{m.Key, placeOf(m.Related), m.Message, orEmpty(m.Want), orEmpty(m.Got), orEmpty(m.Perhaps), nil}
			for _, why := range m.Why {
				miss.See = append(miss.See, placeOf(why))
			}
			s.Misses = append(s.Misses, miss)
		}
		d.Scenarios = append(d.Scenarios, s)
	}
	for _, g := range t.Gaps {
		d.NotCovered = append(d.NotCovered, gapData{g.Kind, placeOf(g.Related), g.Message})
	}
	return d
}

func placeOf(r diagnostic.Related) placeData {
	from := r.Span.From()
	return placeData{r.Span.Path(), from.Line, from.Column}
}

func coverageOf(c scenario.Coverage) coverageData {
	return coverageData{countData(c.Grants), countData(c.Duties), countData(c.Boundaries)}
}
