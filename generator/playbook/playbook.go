package playbook

import (
	"strings"

	"remit/generator/source"
)

// A Playbook is one Markdown file about one class of situation.
type Playbook struct {
	ID   string // the path below content/playbooks without .md: "payments/checkout-errors"
	File *source.File
	Span source.Span // the front matter, fences included

	Title, Summary Text
	Workload       Text
	Roles          []Text // whom the playbook addresses; grants and duties name only these

	LastReviewedOn, LastDrilledOn Given[Date]
	ReviewIn                      Given[Duration]
	Validity
	Tags, Aliases, Alerts []Text

	Facts      []*Fact
	Conditions []*Named
	Triggers   []*Named
	Always     source.Span // of `triggers: always`; zero when triggers are conditions
	Impossible []*Impossible
	Actions    []*Action
	Duties     []*Duty
	Scenarios  []*Scenario
	Waivers    []*Waiver

	Body Body

	// Failed says that the file has mistakes which leave its meaning in doubt: nothing may be
	// asked of it, and only what could be read is filled in.
	Failed bool
}

// Address is the site path of the playbook's page: "playbooks/payments/checkout-errors.html".
func (p *Playbook) Address() string { return "playbooks/" + p.ID + ".html" }

// Fact returns the fact that the playbook itself defines under name, or nil.
func (p *Playbook) Fact(name string) *Fact { return find(p.Facts, name) }

// Named returns the condition or trigger of that name, or nil.
func (p *Playbook) Named(name string) *Named {
	if n := find(p.Conditions, name); n != nil {
		return n
	}
	return find(p.Triggers, name)
}

// Action returns the action of that name, or nil.
func (p *Playbook) Action(name string) *Action { return find(p.Actions, name) }

// Lists reports whether the playbook addresses the role.
func (p *Playbook) Lists(role string) bool { return Has(p.Roles, role) }

// A Validity is the days on which authority holds: from the start of From to the end of Until, in the site's time
// zone. A date that was not written is no bound.
type Validity struct{ From, Until Given[Date] }

// Covers reports whether day lies inside the validity.
func (v Validity) Covers(day Date) bool {
	return !(v.From.Present() && day.Before(v.From.Value)) && !(v.Until.Present() && v.Until.Value.Before(day))
}

// Bounded reports whether the validity has a beginning or an end.
func (v Validity) Bounded() bool { return v.From.Present() || v.Until.Present() }

// A Named is a test with a name: a condition, or a trigger.
type Named struct {
	Name Text
	Condition
}

// An Impossible is a condition that cannot hold, with the reason that the page shows.
type Impossible struct {
	When    Condition
	Because Text
	Span    source.Span
}

// An Action is a verb and its object, with the grants that let people take it.
type Action struct {
	Name        Text
	Title       Text
	Steps, Undo Text // "#anchor" of a heading of the playbook's own page
	Reversible  Given[bool]
	Stopgap     Given[bool]
	When        Condition // narrows every grant; absent when not written
	Unless      Condition // forbids, whatever a grant says
	Except      []Text    // roles that Unless does not bind
	Because     Text
	Reserved    source.Span // of `allow: none`; zero otherwise
	Limits      *Limits     // default of the grants
	Tell        []*Tell     // default of the grants
	Excludes    []Text
	Grants      []*Grant
	Span        source.Span
}

// Resolving reports whether taking the action answers the situation; a stopgap only buys time.
func (a *Action) Resolving() bool { return !a.Stopgap.Value }

// A Grant says who may take an action, when, within which limits, telling whom. A grant that stands on the action
// itself is the only one of its action, and its When, Unless, Limits and Tell stand there too.
type Grant struct {
	Number  int    // from 1, in the order of the file
	Roles   []Text // as written; all roles of the playbook when All
	All     bool
	When    Condition
	Unless  Condition
	Except  []Text
	Because Text
	Limits  *Limits // in force: the grant's own, else the action's; nil for none
	Tell    []*Tell // in force: the grant's own, else the action's
	Validity
	TogetherWith Text // a role: two people act, and both are recorded
	Span         source.Span
}

// ID names a grant: "roll_back#1".
func (a *Action) ID(g *Grant) string { return a.Name.Value + "#" + itoa(g.Number) }

// Limits bound the use of a grant. A zero field is no limit.
type Limits struct {
	Times Given[int]
	Per   Given[Duration] // Incident is the unit when "incident" was written
	Apart Given[Duration]
	Lasts Given[Duration]
	UpTo  Text
	Span  source.Span
}

// Counted reports whether the limit depends on what was done before, so that the reader must be asked.
func (l *Limits) Counted() bool {
	return l != nil && (l.Times.Present() || l.Per.Present() || l.Apart.Present())
}

// A Tell says whom to inform after acting and by when; First means before acting, without waiting for a reply.
type Tell struct {
	Contact Text
	Within  Given[Duration]
	First   Given[bool]
	Span    source.Span
}

// A Duty is an escalation that somebody owes: to whom, in which order, by when, how.
type Duty struct {
	Roles     []Text // as written; every role of the playbook when none is, or All
	All       bool
	When      Condition
	Otherwise bool
	To        []Text          // the ladder: contacts in order
	Within    Given[Duration] // Now is the unit when "now" was written
	Bring     Text
	Steps     Text
	IfSilent  Text
	Span      source.Span
}

// Ladder is the place of the ladder: from its first contact to its last.
func (d *Duty) Ladder() source.Span {
	if len(d.To) == 0 {
		return d.Span
	}
	span := d.To[0].Span
	span.End = d.To[len(d.To)-1].Span.End
	return span
}

// A Scenario is a situation with the answer its author expects.
type Scenario struct {
	Name   Text
	Role   Text
	Given  []Observation
	Expect Expectation
	Span   source.Span
}

// An Observation is one fact and the value read for it, as text: "yes", an option, or a number.
type Observation struct{ Fact, Value Text }

// An Expectation is what a scenario compares; a part whose span is zero was not written and is not compared.
type Expectation struct {
	Answer   Text
	May      Given[[]Text] // names of actions
	Escalate Given[[]Text] // the first contact of every duty owed
}

// A Waiver lets one rule pass for this playbook until a day.
type Waiver struct {
	Rule, Because Text
	Until         Given[Date]
	Span          source.Span
}

// named is what can be found by its name.
type named interface{ id() string }

func (f *Fact) id() string     { return f.Name.Value }
func (n *Named) id() string    { return n.Name.Value }
func (a *Action) id() string   { return a.Name.Value }
func (r *Role) id() string     { return r.Name.Value }
func (c *Contact) id() string  { return c.Name.Value }
func (w *Workload) id() string { return w.Name.Value }

func find[T named](list []T, name string) (none T) {
	for _, x := range list {
		if x.id() == name {
			return x
		}
	}
	return none
}

// OptionNames returns the names of the options of a choice, in order.
func OptionNames(f *Fact) []string {
	var names []string
	for _, o := range f.Options {
		names = append(names, o.Name.Value)
	}
	return names
}

// Has reports whether a text of the list has that value.
func Has(list []Text, value string) bool {
	for _, t := range list {
		if t.Value == value {
			return true
		}
	}
	return false
}

// Values returns the words of a list without their places.
func Values(list []Text) []string {
	words := make([]string, len(list))
	for i, t := range list {
		words[i] = t.Value
	}
	return words
}

// Words turns a name into words for a reader: "roll_back" becomes "roll back".
func Words(name string) string { return strings.ReplaceAll(name, "_", " ") }
