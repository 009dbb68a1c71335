package authority

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/decision"
	"remit/generator/playbook"
	"remit/generator/words"
)

// A Permission is the answer to "may I do this?", in one word.
type Permission string

// The permissions. Yes holds in every completion, No and Refused likewise; Open is the answer while some completions
// grant the action and others do not; Misread is that of readings that cannot all be right.
const (
	Yes     Permission = "yes"
	No      Permission = "no"
	Refused Permission = "forbidden"
	Open    Permission = "unsettled"
	Misread Permission = "impossible"
)

// A Permit is what `remit ask --action` says: whether one action is the role's to take, on which terms, and what is owed
// beside it. Settled means that neither the answer nor the terms of a yes depend on anything that is not known; duties,
// which are no matter of the action, may still be possible ones.
type Permit struct {
	Version        int         `json:"version"`
	Playbook       string      `json:"playbook"`
	Role           string      `json:"role"`
	Action         string      `json:"action"`
	Facts          Facts       `json:"facts"`
	Settled        bool        `json:"settled"`
	Answer         Permission  `json:"answer"`
	Because        string      `json:"because,omitempty"` // why it is forbidden
	Situation      Verdict     `json:"situation"`         // the answer to "what may I do?"
	Safe           Verdict     `json:"safe"`              // what to do with this action, if nothing more is learnt
	Decides        bool        `json:"decides"`
	Grants         []UsedGrant `json:"grants"`          // of a yes
	PossibleGrants []UsedGrant `json:"possible_grants"` // of what is unsettled
	Duties         []Owed      `json:"duties"`
	PossibleDuties []Owed      `json:"possible_duties"`
	Fallback       []Owed      `json:"fallback,omitempty"` // whom to call when a limit of the action is used up
	Holders        []Holder    `json:"holders"`
	Calls          []Call      `json:"call,omitempty"` // whom to call where no duty says it, or no holder answers
	RuledOutBy     []Ruling    `json:"ruled_out_by,omitempty"`
	Would          *Would      `json:"would,omitempty"`
	Asking
}

// AskAction answers for one action and asks only what that depends on. The answer over all completions is a yes when each
// of them grants the action to the role, as in [Model.Ask].
func (m *Model) AskAction(name, action string, s *Situation) (Permit, error) {
	if m.Site.Role(name) == nil {
		return Permit{}, m.noSuchRole(name)
	}
	x := m.Playbook.Action(action)
	if x == nil {
		return Permit{}, m.noSuchAction(action)
	}
	r := m.role(name)
	a := m.verdict(name, s)
	p := m.permit(x, a)
	if p.Answer == Misread {
		return p, m.decided()
	}
	root := m.termsOf(r, x)
	ends := 0
	m.forest.Reach(root, s.box, func(leaf int) {
		if leaf != impossibleLeaf {
			ends++
		}
	})
	if p.Settled = ends < 2; !p.Settled {
		p.Asking = m.ask(root, s)
	}
	if p.Calls = a.Calls; p.Answer == No || p.Answer == Refused {
		m.handOver(&p, r, x, s)
	}
	if len(p.Grants)+len(p.PossibleGrants) == 0 {
		p.Would = m.would(r, x, s, sureHolders(a))
	}
	return p, m.decided()
}

// handOver names everybody who may take an action that is not the role's, where somebody surely may, and whom to call
// where no duty says it.
func (m *Model) handOver(p *Permit, r *role, x *playbook.Action, s *Situation) {
	if len(p.Holders) > 0 {
		p.Holders = m.holdersOf(r, s, x, true)
	}
	switch {
	case len(p.Duties)+len(p.PossibleDuties) > 0 || p.Situation == NotAtRisk:
		p.Calls = nil
	case len(p.Holders) > 0:
		p.Calls = m.deciders(r.name)
	default:
		p.Calls = m.Calls(r.name)
	}
}

// permit takes from the whole answer what concerns the action, and all that is owed.
func (m *Model) permit(x *playbook.Action, a Answer) Permit {
	p := Permit{
		Version: 1, Playbook: a.Playbook, Role: a.Role, Action: x.Name.Value, Facts: a.Facts, Settled: true, Situation: a.Answer,
		Decides: a.Decides, Grants: []UsedGrant{}, PossibleGrants: []UsedGrant{}, Duties: a.Duties, PossibleDuties: a.PossibleDuties,
		Holders: []Holder{}, RuledOutBy: a.RuledOutBy, Asking: settledAsking(),
	}
	named := func(may May) bool { return may.Action == x.Name.Value }
	if i := slices.IndexFunc(a.May, named); i >= 0 {
		p.Grants = a.May[i].Grants
	}
	if i := slices.IndexFunc(a.Might, named); i >= 0 {
		p.PossibleGrants = a.Might[i].Grants
	}
	if slices.ContainsFunc(slices.Concat(p.Grants, p.PossibleGrants), UsedGrant.Counted) {
		p.Fallback = a.Fallback
	}
	for _, h := range a.Holders {
		if h.Action == x.Name.Value {
			p.Holders = append(p.Holders, h)
		}
	}
	for _, f := range a.Forbidden {
		if f.Action == x.Name.Value {
			p.Answer, p.Because = Refused, f.Because
		}
	}
	switch {
	case a.Answer == Impossible:
		p.Answer = Misread
	case len(p.Grants) > 0:
		p.Answer = Yes
	case len(p.PossibleGrants) > 0:
		p.Answer = Open
	case p.Answer != Refused:
		p.Answer = No
	}
	p.Safe = safe(len(p.Grants) > 0, len(p.Duties)+len(p.PossibleDuties) > 0)
	return p
}

// termsOf returns the diagram of what a role may do with one action: a leaf for each set of terms that a reader can tell
// apart, one for where nothing is granted.
func (m *Model) termsOf(r *role, x *playbook.Action) decision.Node {
	if known, ok := r.terms[x]; ok {
		return known
	}
	const notGranted = impossibleLeaf + 1
	classes := map[string]int{}
	root := m.forest.Map(r.root, func(leaf int) int {
		terms := m.terms(x, r.outcomes[leaf])
		switch {
		case leaf == impossibleLeaf:
			return impossibleLeaf
		case terms == "":
			return notGranted
		case classes[terms] == 0:
			classes[terms] = notGranted + 1 + len(classes)
		}
		return classes[terms]
	})
	r.terms[x] = root
	return root
}

// terms writes down the distinct terms on which an outcome grants an action, and until when; "" for no grant.
func (m *Model) terms(x *playbook.Action, o Outcome) string {
	var all []string
	for _, i := range o.Grants {
		if g := m.grants[i]; g.action == x {
			all = append(all, fmt.Sprintf("%q until %v", TermsOf(g.grant), m.until(g).Value))
		}
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "\n")
}

func (m *Model) noSuchAction(name string) error {
	var names []string
	for _, a := range m.Playbook.Actions {
		names = append(names, a.Name.Value)
	}
	hint := "it has no actions"
	if names != nil {
		hint = "its actions are " + list(names)
	}
	if near := words.Nearest(name, names); near != "" {
		hint = fmt.Sprintf("did you mean %q? %s", near, hint)
	}
	return &ReadingError{"", fmt.Sprintf("playbook %q has no action %q", m.Playbook.ID, name), hint}
}
