package page

import (
	"slices"
	"strings"

	"remit/generator/playbook"
	"remit/generator/words"
)

// An escalation is a duty in words.
type escalation struct {
	Index    int
	When     string
	Who      []string // empty: everybody this playbook addresses
	By       string   // "now", "within 15 min"
	Bring    string
	Steps    string
	IfSilent string
	Ladder   ladder
	Week     *week // nil when the first contact always answers
	Cite     cite
	At       string // file and line
}

// escalations makes the views of all duties of a playbook, in the order of the file.
func (w *writer) escalations(b *book, at place) []escalation {
	var list []escalation
	for i, d := range b.Duties {
		list = append(list, w.escalation(b, at, i, d, playbook.Values(d.To)))
	}
	return list
}

func (w *writer) escalation(b *book, at place, index int, d *playbook.Duty, to []string) escalation {
	e := escalation{
		Index: index, When: w.dutyWhen(b, d), By: words.Within(d.Within.Value.String()), Bring: words.Sentence(d.Bring.Value),
		Steps: w.anchor(b, at, d.Steps), IfSilent: words.Sentence(d.IfSilent.Value), Ladder: w.ladder(to), Week: w.week(to), Cite: w.cite(d.Span.Path(), d.Span.From().Line),
		At: placed(d.Span.Path(), d.Span.From().Line),
	}
	if !d.All {
		for _, r := range d.Roles {
			e.Who = append(e.Who, w.roleTitle(r.Value))
		}
	}
	return e
}

// nothingElse is when a duty is owed otherwise.
const nothingElse = "when nothing else here answers you"

func (w *writer) dutyWhen(b *book, d *playbook.Duty) string {
	when := whenever
	if d.When.Present() {
		when = "when " + w.words(b, d.When)
	}
	if d.Otherwise {
		when = nothingElse
		if d.When.Present() {
			when += ", and " + w.words(b, d.When)
		}
	}
	return words.Capital(when)
}

// remaining is what of a ladder is left for a role: nobody calls himself.
func (w *writer) remaining(role string, to []string) []string {
	r := w.site.Role(role)
	if r == nil || !r.Contact.Present() {
		return to
	}
	for i := len(to) - 1; i >= 0; i-- {
		if to[i] == r.Contact.Value {
			return to[i+1:]
		}
	}
	return to
}

// ladders returns every ladder that the walk of a playbook can show: each as written, and each as it remains for a role.
func (w *writer) ladders(b *book) []ladder {
	var list []ladder
	add := func(to []string) {
		key := strings.Join(to, ">")
		if len(to) > 0 && !slices.ContainsFunc(list, func(l ladder) bool { return l.Key == key }) {
			list = append(list, w.ladder(to))
		}
	}
	for i, d := range b.Duties {
		add(playbook.Values(d.To))
		for _, r := range b.exported().Roles {
			add(r.Ladders[i])
		}
	}
	return list
}

// calls are the owner of a workload and the contacts of all ladders of a playbook, for whom nothing else says whom to call.
func (w *writer) calls(b *book) ladder {
	l := ladder{Rungs: []rung{{Number: 1, contact: w.ownerOf(b), Owner: true}}}
	for _, c := range b.model.Calls("") {
		if !c.Owner {
			l.Rungs = append(l.Rungs, rung{Number: len(l.Rungs) + 1, contact: w.contact(c.Contact), Aside: !b.model.DecidesAt(c.Contact)})
		}
	}
	return l
}
