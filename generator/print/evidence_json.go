package print

import (
	"strings"

	"remit/generator/evidence"
	"remit/generator/playbook"
	"remit/generator/source"
)

type evidenceData struct {
	Version   int                    `json:"version"`
	On        string                 `json:"on"`
	Missing   []missingData          `json:"missing"`
	Workloads []workloadEvidenceData `json:"workloads"`
	Roles     []roleEvidenceData     `json:"responsibilities"`
}

type missingData struct {
	Workload string `json:"workload,omitempty"`
	Playbook string `json:"playbook,omitempty"`
	Say      string `json:"say"`
	Waived   string `json:"waived,omitempty"`
	evidencePlace
}

type evidencePlace struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

type workloadEvidenceData struct {
	Workload    string         `json:"workload"`
	Title       string         `json:"title"`
	Owner       string         `json:"owner"`
	Thanks      int            `json:"thanks"`
	Guidance    []guidanceData `json:"guidance"`
	Empowerment []grantedData  `json:"empowerment"`
	Escalation  []owedData     `json:"escalation"`
}

type guidanceData struct {
	Playbook  string `json:"playbook"`
	Title     string `json:"title"`
	Applies   string `json:"applies"`
	Reviewed  string `json:"last_reviewed_on,omitempty"`
	Due       string `json:"review_due_on,omitempty"`
	Drilled   string `json:"last_drilled_on,omitempty"`
	Until     string `json:"valid_until,omitempty"`
	Scenarios int    `json:"scenarios"`
	Steps     int    `json:"actions_with_steps"`
	Proof     string `json:"proof,omitempty"`
	evidencePlace
}

type grantedData struct {
	Playbook string      `json:"playbook"`
	Grant    string      `json:"grant,omitempty"`
	Action   string      `json:"action"`
	Roles    []string    `json:"roles"`
	Members  bool        `json:"held_by_team_member"`
	Reserved bool        `json:"reserved,omitempty"`
	Because  string      `json:"because,omitempty"`
	When     string      `json:"when,omitempty"`
	Never    []neverData `json:"never,omitempty"`
	Limits   []string    `json:"limits,omitempty"`
	Tell     []string    `json:"tell,omitempty"`
	Together string      `json:"together_with,omitempty"`
	From     string      `json:"valid_from,omitempty"`
	Until    string      `json:"valid_until,omitempty"`
	Out      string      `json:"not_in_force,omitempty"`
	evidencePlace
}

type neverData struct {
	When    string   `json:"when"`
	Except  []string `json:"except,omitempty"`
	Because string   `json:"because,omitempty"`
}

type owedData struct {
	Playbook string   `json:"playbook"`
	When     string   `json:"when"`
	Within   string   `json:"within"`
	Roles    []string `json:"roles"`
	To       []string `json:"to"`
	evidencePlace
}

type roleEvidenceData struct {
	Role             string   `json:"role"`
	Title            string   `json:"title"`
	Kind             string   `json:"kind"`
	Contact          string   `json:"contact,omitempty"`
	Owns             []string `json:"owns"`
	Responsibilities []string `json:"responsibilities"`
	evidencePlace
}

func (e *Evidence) data() evidenceData {
	r := e.Report
	d := evidenceData{Version: 1, On: r.Day.String(), Missing: orEmpty(missingDatas("", r.Missing)), Workloads: []workloadEvidenceData{}, Roles: []roleEvidenceData{}}
	for i := range r.Workloads {
		d.Missing = append(d.Missing, missingDatas(r.Workloads[i].Name.Value, r.Workloads[i].Missing)...)
		d.Workloads = append(d.Workloads, workloadData(&r.Workloads[i]))
	}
	for _, role := range r.Roles {
		d.Roles = append(d.Roles, roleEvidenceData{
			Role: role.Name.Value, Title: role.Title, Kind: role.Role.Kind.String(), Contact: role.Role.Contact.Value,
			Owns: orEmpty(role.Owns), Responsibilities: orEmpty(role.Responsibilities), evidencePlace: evidenceAt(role.Span),
		})
	}
	return d
}

func missingDatas(workload string, missing []evidence.Missing) []missingData {
	var all []missingData
	for _, m := range missing {
		d := missingData{Workload: workload, Say: m.Say, Waived: m.Waived, evidencePlace: evidenceAt(m.Span)}
		if m.Book != nil {
			d.Playbook = m.Book.ID
		}
		all = append(all, d)
	}
	return all
}

func workloadData(l *evidence.Workload) workloadEvidenceData {
	d := workloadEvidenceData{
		Workload: l.Name.Value, Title: l.Title, Owner: l.Workload.Owner.Value, Thanks: l.Thanks,
		Guidance: []guidanceData{}, Empowerment: []grantedData{}, Escalation: []owedData{},
	}
	for _, b := range l.Books {
		d.Guidance = append(d.Guidance, guidanceOf(b))
		for _, g := range b.Grants {
			d.Empowerment = append(d.Empowerment, grantedOf(b, g))
		}
		for _, o := range b.Duties {
			d.Escalation = append(d.Escalation, owedData{b.ID, o.When, strings.TrimPrefix(o.By, "within "), orEmpty(o.Who), orEmpty(o.To), evidenceAt(o.Span)})
		}
	}
	return d
}

func grantedOf(b *evidence.Book, g evidence.Grant) grantedData {
	d := grantedData{
		Playbook: b.ID, Grant: g.ID, Action: g.Action, Roles: orEmpty(g.Who), Members: g.Members, Reserved: g.Nobody, Because: g.Because,
		When: g.When, Limits: g.Limits, Tell: g.Tell, Together: g.Together, From: writtenDay(g.Valid.From), Until: writtenDay(g.Valid.Until), Out: g.Out, evidencePlace: evidenceAt(g.Span),
	}
	for _, n := range g.Never {
		d.Never = append(d.Never, neverData(n))
	}
	return d
}

func guidanceOf(b *evidence.Book) guidanceData {
	d := guidanceData{
		Playbook: b.ID, Title: b.Title, Applies: b.Applies, Scenarios: b.Scenarios, Steps: b.Steps, Proof: b.Proof,
		evidencePlace: evidenceAt(b.Playbook.Title.Span),
	}
	if b.LastReviewedOn.Present() {
		d.Reviewed = b.LastReviewedOn.Value.String()
		if b.ReviewIn.Present() {
			d.Due = b.LastReviewedOn.Value.Add(b.ReviewIn.Value).String()
		}
	}
	d.Drilled, d.Until = writtenDay(b.LastDrilledOn), writtenDay(b.Validity.Until)
	return d
}

func writtenDay(d playbook.Given[playbook.Date]) string {
	if !d.Present() {
		return ""
	}
	return d.Value.String()
}

func evidenceAt(s source.Span) evidencePlace { return evidencePlace{s.Path(), s.From().Line} }
