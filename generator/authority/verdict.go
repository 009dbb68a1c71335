package authority

import (
	"strconv"
	"strings"

	"remit/generator/playbook"
)

// Title is a verdict in the words that every page, card and terminal shows for it.
func (v Verdict) Title() string {
	switch v {
	case NotAtRisk:
		return "Nothing at risk here"
	case Act:
		return "Act now"
	case ActAndEscalate:
		return "Act, and escalate"
	case Escalate:
		return "Stop: call first"
	case Decide:
		return "Yours to decide"
	case AskHolder:
		return "Not you"
	case Impossible:
		return "Check the readings"
	case Unsettled:
		return "Not settled yet"
	case "cannot_confirm":
		return "Cannot confirm"
	case "used_up":
		return "Used up"
	case "not_this":
		return "Not yours to do"
	}
	return "Call the workload owner"
}

// Permissions are the words of those plates that let a reader act or stay calm.
func Permissions() []string {
	return []string{"You may act", "No approval needed", NotAtRisk.Title(), Act.Title(), ActAndEscalate.Title(), Decide.Title()}
}

// Plates are the words by which readers know an answer: the titles of all plates, what follows the colon of one, and how
// the sentence of a yes begins. Nothing that somebody writes may look like them.
func Plates() []string {
	list := []string{"You may act", "No approval needed"}
	for _, v := range []Verdict{NotAtRisk, Act, ActAndEscalate, Escalate, Decide, AskHolder, Unanswered, Impossible, Unsettled, "cannot_confirm", "used_up", "not_this"} {
		list = append(list, v.Title())
		if first, rest, ok := strings.Cut(v.Title(), ": "); ok {
			list = append(list, first, rest)
		}
	}
	return list
}

// Advice is a safe reading as the end of a sentence: "if you stop now: …".
func (v Verdict) Advice() string {
	switch v {
	case Act:
		return "act on what is sure"
	case ActAndEscalate:
		return "act on what is sure, and call"
	case Escalate:
		return "do nothing yet, and call"
	}
	return "call the workload owner"
}

// RoleTitle is the title of a role of the site, or its name when there is none.
func (m *Model) RoleTitle(name string) string {
	if r := m.Site.Role(name); r != nil && r.Title.Present() {
		return r.Title.Value
	}
	return name
}

// ContactTitle is the title of a contact.
func (m *Model) ContactTitle(name string) string {
	if c := m.Site.Contact(name); c != nil && c.Title.Present() {
		return c.Title.Value
	}
	return name
}

// ActionTitle is the title of an action.
func (m *Model) ActionTitle(name string) string {
	if a := m.Playbook.Action(name); a != nil && a.Title.Present() {
		return a.Title.Value
	}
	return name
}

// OwnerTitle is the title of the role that owns the workload.
func (m *Model) OwnerTitle() string {
	if w := m.Site.Workload(m.Playbook.Workload.Value); w != nil {
		return m.RoleTitle(w.Owner.Value)
	}
	return "the workload owner"
}

// Question is what a reader is asked about a fact.
func (m *Model) Question(fact string) string {
	if f := m.fact(fact); f != nil && f.Ask.Present() {
		return f.Ask.Value
	}
	return fact
}

// LimitWords are limits as phrases; nil is no limit.
func LimitWords(l *playbook.Limits) []string { return UsedGrant{Limits: limitsOf(l)}.LimitWords() }

// LimitWords are the limits of a grant as phrases: "twice in 24 h", "at least 10 min apart".
func (g UsedGrant) LimitWords() []string {
	if g.Limits == nil {
		return nil
	}
	var words []string
	l := g.Limits
	switch {
	case l.Times > 0 && (l.Per == "" || l.Per == "incident"):
		words = append(words, times(l.Times)+" per incident")
	case l.Times > 0:
		words = append(words, times(l.Times)+" in "+l.Per)
	case l.Per != "":
		words = append(words, "per "+l.Per)
	}
	if l.Apart != "" {
		words = append(words, "at least "+l.Apart+" apart")
	}
	if l.Lasts != "" {
		words = append(words, "for at most "+l.Lasts)
	}
	if l.UpTo != "" {
		words = append(words, "up to "+l.UpTo)
	}
	return words
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return strconv.Itoa(n) + " times"
}

// FactOf returns the fact of that name, the playbook's own or a shared one, or nil.
func (m *Model) FactOf(name string) *playbook.Fact { return m.fact(name) }

// Tested names the facts that some rule tests, in the order of the file.
func (m *Model) Tested() []string {
	names := make([]string, len(m.columns))
	for i, c := range m.columns {
		names[i] = c.fact.Name.Value
	}
	return names
}
