package authority

import (
	_ "embed" // the schema
	"encoding/json"
	"slices"

	"remit/generator/playbook"
)

// A Document is a compiled playbook as data for other programs, whole: the [Export] that the browser walks, with the words
// and places that the pages hold beside it. The same keys mean the same in both. [DocumentSchema] describes its form.
type Document struct {
	Version    int               `json:"version"`
	Playbook   string            `json:"playbook"`
	Title      string            `json:"title"`
	Summary    string            `json:"summary,omitempty"`
	Workload   string            `json:"workload"`
	Owner      string            `json:"owner,omitempty"` // the role that owns the workload
	Page       string            `json:"page"`
	Day        string            `json:"day"` // grants that are not valid on this day are in no outcome
	ValidFrom  string            `json:"valid_from,omitempty"`
	ValidUntil string            `json:"valid_until,omitempty"`
	Facts      []DocumentFact    `json:"facts"`
	Nodes      [][]int           `json:"nodes"`
	Actions    []DocumentAction  `json:"actions"`
	Grants     []DocumentGrant   `json:"grants"`
	Duties     []DocumentDuty    `json:"duties"`
	Impossible []DocumentRuling  `json:"impossible"`
	Roles      []DocumentRole    `json:"roles"`
	Contacts   []DocumentContact `json:"contacts"`
}

// A DocumentFact is a column with its question. The options of a choice have their titles in Labels.
type DocumentFact struct {
	ExportFact
	Ask   string `json:"ask,omitempty"`
	Look  string `json:"look,omitempty"`
	Worse string `json:"worse,omitempty"` // higher, lower, later or earlier
}

// A DocumentAction is an action. Nobody here may take a reserved one.
type DocumentAction struct {
	Action     string   `json:"action"`
	Title      string   `json:"title"`
	Steps      string   `json:"steps,omitempty"` // the anchor of a heading of the page
	Undo       string   `json:"undo,omitempty"`
	Reversible *bool    `json:"reversible,omitempty"`
	Stopgap    bool     `json:"stopgap,omitempty"`
	Reserved   bool     `json:"reserved,omitempty"`
	Because    string   `json:"because,omitempty"` // of its prohibition
	Excludes   []string `json:"excludes,omitempty"`
}

// A DocumentGrant is a grant with its terms and its place.
type DocumentGrant struct {
	ExportGrant
	Roles        []string `json:"roles"`
	File         string   `json:"file"`
	Line         int      `json:"line"`
	Limits       *Limits  `json:"limits,omitempty"`
	Tell         []Tell   `json:"tell,omitempty"`
	TogetherWith string   `json:"together_with,omitempty"`
}

// A DocumentDuty is a duty as it was written, with its place; what remains of its ladder stands with each role.
type DocumentDuty struct {
	ExportDuty
	Roles     []string `json:"roles"`
	To        []string `json:"to"`
	Otherwise bool     `json:"otherwise,omitempty"`
	Bring     string   `json:"bring,omitempty"`
	Steps     string   `json:"steps,omitempty"`
	IfSilent  string   `json:"if_silent,omitempty"`
	File      string   `json:"file"`
	Line      int      `json:"line"`
}

// A DocumentRuling is a line of `impossible` with its place.
type DocumentRuling struct {
	ExportRuling
	File string `json:"file"`
	Line int    `json:"line"`
}

// A DocumentRole is what the playbook means for one role.
type DocumentRole struct {
	Title   string `json:"title"`
	Kind    string `json:"kind"`
	Contact string `json:"contact,omitempty"`
	ExportRole
}

// A DocumentContact is a contact that the document names, with the channels that are not private.
type DocumentContact struct {
	Contact  string            `json:"contact"`
	Title    string            `json:"title"`
	Channels []DocumentChannel `json:"channels"`
}

// A DocumentChannel is one way to reach a contact.
type DocumentChannel struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

// documentSchema lies beside the types that it describes, so that nobody changes the one without seeing the other.
//
//go:embed document.schema.json
var documentSchema []byte

// DocumentSchema returns the JSON Schema of a [Document], in draft 2020-12.
func DocumentSchema() []byte { return slices.Clone(documentSchema) }

// Document returns an export of the model with the words and places that belong to it.
func (m *Model) Document(e Export) Document {
	p := m.Playbook
	d := Document{
		Version: e.Version, Playbook: p.ID, Title: p.Title.Value, Summary: p.Summary.Value, Workload: p.Workload.Value,
		Page: p.Address(), Day: m.Day.String(), ValidFrom: writtenDate(p.From), ValidUntil: writtenDate(p.Until),
		Facts: []DocumentFact{}, Nodes: e.Nodes, Actions: []DocumentAction{}, Grants: []DocumentGrant{}, Duties: []DocumentDuty{},
		Impossible: []DocumentRuling{}, Roles: []DocumentRole{}, Contacts: []DocumentContact{},
	}
	if w := m.Site.Workload(p.Workload.Value); w != nil {
		d.Owner = w.Owner.Value
	}
	for i, f := range e.Facts {
		own := m.columns[i].fact
		d.Facts = append(d.Facts, DocumentFact{f, own.Ask.Value, own.Look.Value, worseWord(own)})
	}
	for _, a := range p.Actions {
		d.Actions = append(d.Actions, documentAction(a))
	}
	for i, g := range e.Grants {
		u := m.usedGrant(m.grants[i])
		d.Grants = append(d.Grants, DocumentGrant{g, m.grants[i].names, u.File, u.Line, u.Limits, u.Tell, u.TogetherWith})
	}
	for i, x := range e.Duties {
		d.Duties = append(d.Duties, documentDuty(m.duties[i], x))
	}
	for i, r := range e.Impossible {
		at := p.Impossible[i].Span
		d.Impossible = append(d.Impossible, DocumentRuling{r, at.Path(), at.From().Line})
	}
	for _, r := range e.Roles {
		d.Roles = append(d.Roles, m.documentRole(r))
	}
	d.Contacts = m.documentContacts(d)
	return d
}

func documentAction(a *playbook.Action) DocumentAction {
	d := DocumentAction{
		Action: a.Name.Value, Title: a.Title.Value, Steps: a.Steps.Value, Undo: a.Undo.Value, Stopgap: a.Stopgap.Value,
		Reserved: !a.Reserved.IsZero(), Because: a.Because.Value,
	}
	if a.Reversible.Present() {
		d.Reversible = &a.Reversible.Value
	}
	for _, x := range a.Excludes {
		d.Excludes = append(d.Excludes, x.Value)
	}
	return d
}

func documentDuty(x duty, e ExportDuty) DocumentDuty {
	d := x.duty
	return DocumentDuty{
		ExportDuty: e, Roles: x.names, To: playbook.Values(d.To), Otherwise: d.Otherwise, Bring: d.Bring.Value,
		Steps: d.Steps.Value, IfSilent: d.IfSilent.Value, File: d.Span.Path(), Line: d.Span.From().Line,
	}
}

func (m *Model) documentRole(e ExportRole) DocumentRole {
	if e.Ladders == nil {
		e.Ladders = [][]string{}
	}
	d := DocumentRole{Title: m.RoleTitle(e.Role), ExportRole: e}
	if r := m.Site.Role(e.Role); r != nil {
		d.Kind, d.Contact = r.Kind.String(), r.Contact.Value
	}
	return d
}

// documentContacts lists the contacts that ladders, notices and roles name, in the order of site.yaml.
func (m *Model) documentContacts(d Document) []DocumentContact {
	named := map[string]bool{}
	for _, x := range d.Duties {
		for _, to := range x.To {
			named[to] = true
		}
	}
	for _, g := range d.Grants {
		for _, t := range g.Tell {
			named[t.Contact] = true
		}
	}
	for _, r := range d.Roles {
		named[r.Contact] = true
	}
	if owner := m.Site.Role(d.Owner); owner != nil {
		named[owner.Contact.Value] = true
	}
	list := []DocumentContact{}
	for _, c := range m.Site.Contacts {
		if !named[c.Name.Value] {
			continue
		}
		x := DocumentContact{c.Name.Value, c.Title.Value, []DocumentChannel{}}
		for _, ch := range c.Channels {
			if !ch.Private {
				x.Channels = append(x.Channels, DocumentChannel{ch.Kind, ch.Value.Value})
			}
		}
		list = append(list, x)
	}
	return list
}

func worseWord(f *playbook.Fact) string {
	switch {
	case f.Worse == playbook.WorseUnsaid:
		return ""
	case f.Worse == playbook.WorseLower && f.Kind == playbook.Choice:
		return "earlier"
	case f.Worse == playbook.WorseLower:
		return "lower"
	case f.Kind == playbook.Choice:
		return "later"
	}
	return "higher"
}

func writtenDate(d playbook.Given[playbook.Date]) string {
	if !d.Present() {
		return ""
	}
	return d.Value.String()
}

// Bytes writes a document down, with a newline.
func (d Document) Bytes() []byte {
	text, err := json.Marshal(d)
	if err != nil {
		panic(err) // a Document is plain data
	}
	return append(text, '\n')
}
