package page

import (
	"slices"

	"remit/generator/authority"
	"remit/generator/playbook"
	"remit/generator/words"
)

// An action is all that a page says about an action of a playbook.
type action struct {
	Name, Title string
	Tags        []string
	Steps, Undo string // links on the page of the playbook
	When        string // narrows every grant; "" for no test
	Never       *never
	Reserved    string // why nobody here may; "" when somebody may
	IsReserved  bool
	Rows        []grantRow
	Nobody      []string // roles of the playbook that hold no grant for it
	Excludes    []string
}

// A never is a prohibition in words.
type never struct {
	When, Because string
	Except        []string
}

// A grantRow is one grant: who, when and on which terms.
type grantRow struct {
	ID    string
	Who   []string
	Also  []string // roles that hold it because they include one of those
	When  string
	Never *never
	terms
}

// The terms of a grant are the limits and duties that come with its yes.
type terms struct {
	Limits   []string
	Tells    []tell
	Together string
	End      string // "until 31 March 2027"; "" when it has no end
	Out      string // why it is not in force on the day of the build; "" when it is
	UsedUp   string // what to do when its limit is used up, or nobody knows; "" without such a limit
	Cite     cite
}

// A tell is whom to inform.
type tell struct {
	Who     string
	First   bool
	Within  string
	Minutes int
	writable
}

// actions makes the views of all actions of a playbook.
func (w *writer) actions(b *book, at place) []action {
	var list []action
	for _, a := range b.Actions {
		v := action{Name: a.Name.Value, Title: titled(a), Tags: actionTags(a), Steps: w.anchor(b, at, a.Steps), Undo: w.anchor(b, at, a.Undo)}
		v.IsReserved, v.Reserved = !a.Reserved.IsZero(), words.Sentence(a.Because.Value)
		if a.When.Present() {
			v.When = w.words(b, a.When)
		}
		v.Never = w.never(b, a.Unless, a.Except, a.Because)
		for _, other := range a.Excludes {
			if o := b.Action(other.Value); o != nil {
				v.Excludes = append(v.Excludes, words.Lower(titled(o)))
			}
		}
		var holders []string
		for _, g := range a.Grants {
			row, who := w.grantRow(b, a, g)
			v.Rows = append(v.Rows, row)
			holders = append(holders, who...)
		}
		if !v.IsReserved {
			v.Nobody = w.titlesWithout(b, holders)
		}
		list = append(list, v)
	}
	return list
}

func titled(a *playbook.Action) string {
	if a.Title.Value != "" {
		return a.Title.Value
	}
	return words.Capital(playbook.Words(a.Name.Value))
}

// undoable is the tag of an action that is easily taken back.
const undoable = "can be undone"

func actionTags(a *playbook.Action) []string {
	var tags []string
	if a.Stopgap.Value {
		tags = append(tags, "stopgap")
	}
	switch {
	case a.Reversible.Present() && a.Reversible.Value:
		tags = append(tags, undoable)
	case a.Reversible.Present():
		tags = append(tags, "cannot be undone")
	}
	return tags
}

// anchor leads to a heading of the page of the playbook.
func (w *writer) anchor(b *book, at place, t playbook.Text) string {
	if len(t.Value) < 2 || t.Value[0] != '#' {
		return ""
	}
	name := "#" + proseName(t.Value[1:])
	if at.address == b.Address() {
		return name
	}
	return at.to(b.Address()) + name
}

func (w *writer) words(b *book, c playbook.Condition) string {
	return authority.Words(w.site, b.Playbook, c)
}

func (w *writer) never(b *book, unless playbook.Condition, except []playbook.Text, because playbook.Text) *never {
	if !unless.Present() {
		return nil
	}
	n := &never{When: w.words(b, unless), Because: words.Sentence(because.Value)}
	for _, r := range except {
		n.Except = append(n.Except, w.roleTitle(r.Value))
	}
	return n
}

// whenever is when a grant without a test of its own holds.
const whenever = "whenever this playbook applies"

// grantRow makes the view of a grant, and returns the roles of the playbook that hold it.
func (w *writer) grantRow(b *book, a *playbook.Action, g *playbook.Grant) (grantRow, []string) {
	names := playbook.Values(g.Roles)
	if g.All {
		names = playbook.Values(b.Roles)
	}
	row := grantRow{ID: a.ID(g), When: whenever, Never: w.never(b, g.Unless, g.Except, g.Because), terms: w.terms(b, g)}
	if g.When.Present() {
		row.When = "when " + w.words(b, g.When)
	}
	for _, name := range names {
		row.Who = append(row.Who, w.roleTitle(name))
	}
	holders := slices.Clone(names)
	for _, r := range b.Roles {
		if !slices.Contains(names, r.Value) && overlap(w.site.Holds(r.Value), names) {
			row.Also = append(row.Also, w.roleTitle(r.Value))
			holders = append(holders, r.Value)
		}
	}
	return row, holders
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func (w *writer) titlesWithout(b *book, holders []string) []string {
	var titles []string
	for _, r := range b.Roles {
		if !slices.Contains(holders, r.Value) {
			titles = append(titles, w.roleTitle(r.Value))
		}
	}
	return titles
}

func (w *writer) terms(b *book, g *playbook.Grant) terms {
	t := terms{Limits: authority.LimitWords(g.Limits), Cite: w.cite(g.Span.Path(), g.Span.From().Line), Out: w.outOfForce(b, g)}
	if g.Limits.Counted() {
		t.UsedUp = w.usedUp(b, "", nil)
	}
	for _, one := range g.Tell {
		t.Tells = append(t.Tells, w.tell(one))
	}
	if g.TogetherWith.Present() {
		t.Together = w.roleTitle(g.TogetherWith.Value)
	}
	if end, ends := lastDay(b.Validity, g.Validity); ends {
		t.End = "until " + end.Words()
	}
	return t
}

func (w *writer) tell(t *playbook.Tell) tell {
	c := w.contact(t.Contact.Value)
	return tell{c.Title, t.First.Value, deadlineOf(t.Within), minutes(t.Within.Value), c.writable}
}

// usedUp says what to do once a limit is used up. "" is any role.
func (w *writer) usedUp(b *book, role string, owed []string) string {
	return "If that is used up, or you cannot find out: do not; call " + w.lastResort(b, role, owed) + "."
}

// lastResort is whom to call once a limit is used up.
func (w *writer) lastResort(b *book, role string, owed []string) string {
	if to := w.lastLadder(b, role, owed); len(to) > 0 {
		return w.contact(to[0]).Title
	}
	return w.ownerOf(b).Title
}

// lastLadder is whom a role calls once a limit is used up: who is owed a call, else whom a duty of last resort names that
// the role owes in every situation; nobody means the owner. A role calls nobody who is itself.
func (w *writer) lastLadder(b *book, role string, owed []string) []string {
	for _, d := range b.Duties {
		if len(owed) == 0 && w.alwaysBacks(b, d, role) {
			owed = w.remaining(role, playbook.Values(d.To))
		}
	}
	return owed
}

// alwaysBacks reports whether a duty is an `otherwise` of a role, whatever the situation; for "", of every role that the
// playbook lists. One with a condition of its own may not hold where the limit is used up.
func (w *writer) alwaysBacks(b *book, d *playbook.Duty, role string) bool {
	if !d.Otherwise || d.When.Present() {
		return false
	}
	roles := []string{role}
	if role == "" {
		roles = playbook.Values(b.Roles)
	}
	by := owedBy(b, d)
	return !slices.ContainsFunc(roles, func(name string) bool { return !overlap(by, w.site.Holds(name)) })
}

func deadlineOf(d playbook.Given[playbook.Duration]) string {
	if !d.Present() {
		return ""
	}
	return words.Within(d.Value.String())
}

// lastDay is the earliest of the ends of several validities.
func lastDay(all ...playbook.Validity) (day playbook.Date, ends bool) {
	for _, v := range all {
		if v.Until.Present() && (!ends || v.Until.Value.Before(day)) {
			day, ends = v.Until.Value, true
		}
	}
	return day, ends
}

// firstDay is the day on which the last of several validities begins.
func firstDay(all ...playbook.Validity) (day playbook.Date, begins bool) {
	for _, v := range all {
		if v.From.Present() && (!begins || day.Before(v.From.Value)) {
			day, begins = v.From.Value, true
		}
	}
	return day, begins
}

// outOfForce says why a grant gave no yes on the day of the build.
func (w *writer) outOfForce(b *book, g *playbook.Grant) string {
	for _, v := range []playbook.Validity{b.Validity, g.Validity} {
		switch {
		case v.Covers(w.today):
		case v.From.Present() && w.today.Before(v.From.Value):
			return "Not yet: begins on " + v.From.Value.Words()
		default:
			return "Lapsed: ended on " + v.Until.Value.Words()
		}
	}
	return ""
}
