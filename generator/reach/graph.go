package reach

import (
	"slices"
	"strconv"

	"remit/generator/authority"
)

// A graph is whom a role calls in one situation, and whom they call. The reader is node 0.
type graph []node

// A node is one role.
type node struct {
	may     bool     // it has authority at every minute
	with    []string // else: while one of these contacts of partners is open
	ladders [][]rung
}

// A rung is a contact of a ladder.
type rung struct {
	contact string
	leads   []int // to nodes
}

// A sight is what matters of the outcome of a role.
type sight struct {
	node
	holds bool // some grant is in force for it
	asks  bool // its answer is that somebody else may
	calls [][]string
}

// situations reads one model.
type situations struct {
	*Prover
	m      *authority.Model
	grants []authority.GrantRef
	used   int // the index of a grant that is used up, for everybody; -1 for none
	known  map[string]map[string]int
	sights map[string][]sight
}

func (p *Prover) situations(m *authority.Model) *situations {
	return &situations{p, m, m.Grants(), -1, map[string]map[string]int{}, map[string][]sight{}}
}

// sight reduces an outcome of a role to what matters here.
func (s *situations) sight(role string, o authority.Outcome) sight {
	v := sight{holds: len(o.Grants) > 0, asks: o.Verdict == authority.AskHolder}
	v.may = s.m.Decides(role)
	for _, g := range o.Grants {
		if g == s.used || !s.grants[g].Action.Resolving() {
			continue
		}
		if partner := s.grants[g].Grant.TogetherWith; !partner.Present() {
			v.may = true
		} else if r := s.site.Role(partner.Value); r != nil && !slices.Contains(v.with, r.Contact.Value) {
			v.with = append(v.with, r.Contact.Value)
		}
	}
	if v.may {
		v.with = nil
		return v
	}
	for _, d := range o.Duties {
		if ladder := s.m.Remaining(role, d); !slices.ContainsFunc(v.calls, func(l []string) bool { return slices.Equal(l, ladder) }) {
			v.calls = append(v.calls, ladder)
		}
	}
	return v
}

// see numbers what is seen of a role.
func (s *situations) see(role string, o authority.Outcome) int {
	v := s.sight(role, o)
	key := v.key()
	if s.known[role] == nil {
		s.known[role] = map[string]int{}
	}
	id, known := s.known[role][key]
	if !known {
		id = len(s.sights[role])
		s.known[role][key] = id
		s.sights[role] = append(s.sights[role], v)
	}
	return id
}

func (v *sight) key() string {
	key := strconv.FormatBool(v.may) + strconv.FormatBool(v.holds) + strconv.FormatBool(v.asks)
	for _, c := range v.with {
		key += "&" + c
	}
	for _, ladder := range v.calls {
		key += "/"
		for _, c := range ladder {
			key += c + ">"
		}
	}
	return key
}

// graph follows the calls of a reader in a situation, of which view tells what any other role sees.
func (s *situations) graph(name string, reader sight, view func(role string) sight) (g graph, names []string) {
	b := builder{situations: s, view: view, names: []string{name}, sights: []sight{reader}}
	for i := 0; i < len(b.names); i++ {
		n := node{may: b.sights[i].may, with: b.sights[i].with}
		if v := b.sights[i]; !n.may {
			n.ladders = b.ladders(b.names[i], &v)
		}
		b.graph = append(b.graph, n)
	}
	return b.graph, b.names
}

// A builder puts a graph together, breadth first.
type builder struct {
	*situations
	view   func(role string) sight
	graph  graph
	names  []string // of the nodes, those that are still to be made included
	sights []sight
}

// anybody is the name of the node that stands for whoever has authority at every minute: who that is makes no difference.
const anybody = ""

// ladders are what a role calls: its ladders, and each contact of a role that holds where that is its answer.
func (b *builder) ladders(name string, v *sight) [][]rung {
	calls := v.calls
	if v.asks {
		for _, contact := range b.holders(name) {
			calls = append(calls, []string{contact})
		}
	}
	var ladders [][]rung
	for _, ladder := range calls {
		ladders = append(ladders, b.rungs(ladder))
	}
	return ladders
}

// holders returns the contacts of the listed roles that hold a grant here, but for one role.
func (b *builder) holders(name string) []string {
	var contacts []string
	for _, r := range b.m.Playbook.Roles {
		c := b.site.Role(r.Value).Contact
		if r.Value != name && c.Present() && !slices.Contains(contacts, c.Value) && b.everHolds(r.Value) && b.view(r.Value).holds {
			contacts = append(contacts, c.Value)
		}
	}
	return contacts
}

// rungs ends a ladder where somebody surely answers who has authority.
func (b *builder) rungs(ladder []string) []rung {
	var rungs []rung
	for _, contact := range ladder {
		r, sure := rung{contact: contact}, slices.ContainsFunc(b.behind[contact], b.may)
		if sure {
			r.leads = []int{b.node(anybody)}
		}
		for _, role := range b.behind[contact] {
			if !sure {
				r.leads = append(r.leads, b.node(role))
			}
		}
		if rungs = append(rungs, r); sure && b.always(contact) {
			break
		}
	}
	return rungs
}

// may reports whether a role has authority at every minute.
func (b *builder) may(role string) bool {
	return b.m.Decides(role) || b.reads(role) && b.view(role).may
}

// reads reports whether the outcome of a role is looked at: behind a contact where somebody decides it makes no difference.
func (b *builder) reads(role string) bool {
	return !slices.ContainsFunc(b.behind[b.site.Role(role).Contact.Value], b.m.Decides)
}

func (b *builder) node(role string) int {
	i := slices.Index(b.names, role)
	if i < 0 {
		i = len(b.names)
		b.names = append(b.names, role)
		v := sight{node: node{may: true}}
		if role != anybody {
			v = b.view(role)
		}
		b.sights = append(b.sights, v)
	}
	return i
}

// context returns the roles on whose outcomes the calls of a role depend, the role itself first.
func (s *situations) context(name string) []string {
	list := []string{name}
	add := func(role string) {
		if !slices.Contains(list, role) {
			list = append(list, role)
		}
	}
	for i := 0; i < len(list); i++ {
		if s.m.Decides(list[i]) {
			continue
		}
		s.m.Some(list[i], func(o authority.Outcome) bool {
			if o.Verdict == authority.NotAtRisk {
				return false
			}
			v := s.sight(list[i], o)
			if v.asks {
				s.eachHolder(add)
			}
			for _, ladder := range v.calls {
				s.eachBehind(ladder, add)
			}
			return false
		})
	}
	return list
}

// eachHolder calls do for each listed role that holds a grant in some situation, and for those that share its contact: who
// calls it may hear them instead.
func (s *situations) eachHolder(do func(role string)) {
	for _, r := range s.m.Playbook.Roles {
		if s.everHolds(r.Value) {
			do(r.Value)
			s.eachBehind([]string{s.site.Role(r.Value).Contact.Value}, do)
		}
	}
}

// everHolds reports whether a role holds a grant in some situation; of one that never does the outcome is not looked at.
func (s *situations) everHolds(role string) bool {
	return s.m.Some(role, func(o authority.Outcome) bool { return len(o.Grants) > 0 })
}

// eachBehind calls do for each role behind a ladder that does not decide, up to where somebody who does surely answers.
func (s *situations) eachBehind(ladder []string, do func(role string)) {
	for _, contact := range ladder {
		decides := slices.ContainsFunc(s.behind[contact], s.m.Decides)
		if decides && s.always(contact) {
			return
		}
		for _, role := range s.behind[contact] {
			if !decides {
				do(role)
			}
		}
	}
}

// key tells graphs apart.
func (g graph) key() string {
	var key []byte
	for _, n := range g {
		key = append(key, ';')
		if n.may {
			key = append(key, '!')
		}
		for _, c := range n.with {
			key = append(append(key, '&'), c...)
		}
		for _, ladder := range n.ladders {
			key = append(key, '/')
			for _, r := range ladder {
				key = append(append(key, r.contact...), '>')
				for _, i := range r.leads {
					key = append(strconv.AppendInt(key, int64(i), 10), ',')
				}
			}
		}
	}
	return string(key)
}
