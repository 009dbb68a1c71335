package site

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"remit/generator/authority"
	"remit/generator/check"
	"remit/generator/diagnostic"
	"remit/generator/hours"
	"remit/generator/load"
	"remit/generator/playbook"
	"remit/generator/print"
	"remit/generator/words"
)

// An Asker answers questions about one loaded site on one day. Each playbook is compiled when it is first asked about.
type Asker struct {
	library *playbook.Library
	day     playbook.Date
	models  map[string]*authority.Model
	clock   *hours.Clock // who answers when; nil when no instant is asked about
}

// Asker loads the site for asking. A playbook with mistakes in it can still be asked about, unless its meaning is in
// doubt; mistakes in site.yaml leave everything in doubt.
func (s *Site) Asker(on string) (*Asker, error) { return s.AskerAt(on, "") }

// AskerAt loads the site for asking at an instant, so that answers say who can be called then. The day of the instant is
// the day asked about, unless one is given.
func (s *Site) AskerAt(on, at string) (*Asker, error) {
	library, findings, err := load.Dir(s.fsys, load.Options{Limits: s.limits})
	if err != nil {
		return nil, err
	}
	if errorsIn(findings, "site.yaml") {
		return nil, &UsageError{"site.yaml has mistakes, so nothing can be asked", "remit check shows them"}
	}
	clock, err := clockAt(at, library.Site)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	if clock != nil {
		now = clock.At
	}
	today, err := day(on, now, library.Site)
	if err != nil {
		return nil, err
	}
	return &Asker{library, today, map[string]*authority.Model{}, clock}, nil
}

// errorsIn reports whether what a file means is in doubt.
func errorsIn(findings []diagnostic.Diagnostic, path string) bool {
	for _, d := range findings {
		if d.Severity == diagnostic.Error && d.Span.Path() == path && check.InDoubt(d.Rule) {
			return true
		}
	}
	return false
}

// Ask answers one question. Facts are "name=value", or "name=?" for one that cannot be learnt. The error is a
// [*UsageError] when a name or a value is wrong.
func (a *Asker) Ask(id, role string, facts []string) (*print.Reply, error) {
	m, readings, err := a.understand(id, role, facts)
	if err != nil {
		return nil, err
	}
	return a.reply(m, role, readings)
}

// AskAction answers whether a role may take one action, and asks only what that depends on. The error is a [*UsageError]
// when a name or a value is wrong.
func (a *Asker) AskAction(id, role, action string, facts []string) (*print.Permit, error) {
	m, readings, err := a.understand(id, role, facts)
	if err != nil {
		return nil, err
	}
	return a.permit(m, role, action, readings)
}

// instants are the ways to write an instant; one without a zone is in that of the site.
var instants = [...]string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04"}

// clockAt reads an instant; an empty one gives no clock.
func clockAt(text string, site *playbook.Site) (*hours.Clock, error) {
	if text == "" {
		return nil, nil
	}
	for _, layout := range instants {
		if at, err := time.ParseInLocation(layout, text, zone(site)); err == nil {
			return hours.NewClock(site, at.In(zone(site))), nil
		}
	}
	return nil, &UsageError{fmt.Sprintf("%q is not a time", text), "write it like 2026-10-01T03:10:00Z, or 2026-10-01T03:10 in the time zone of the site"}
}

// understand reads what is asked.
func (a *Asker) understand(id, role string, facts []string) (*authority.Model, []authority.Reading, error) {
	m, err := a.model(id)
	if err != nil {
		return nil, nil, err
	}
	if role == "" {
		return nil, nil, &UsageError{"no role is given", "say who asks, with --role and one of " + strings.Join(playbook.Values(m.Playbook.Roles), ", ")}
	}
	readings, err := readingsOf(facts)
	return m, readings, err
}

func (a *Asker) reply(m *authority.Model, role string, readings []authority.Reading) (*print.Reply, error) {
	situation, err := m.Read(readings)
	if err != nil {
		return nil, asUsageError(err)
	}
	answer, err := m.Ask(role, situation)
	if err != nil {
		return nil, asUsageError(err)
	}
	markOpen(a.clock, answer.Holders, answer.Calls)
	return &print.Reply{Answer: answer, Model: m, Clock: a.clock}, nil
}

func (a *Asker) permit(m *authority.Model, role, action string, readings []authority.Reading) (*print.Permit, error) {
	situation, err := m.Read(readings)
	if err != nil {
		return nil, asUsageError(err)
	}
	permit, err := m.AskAction(role, action, situation)
	if err != nil {
		return nil, asUsageError(err)
	}
	markOpen(a.clock, permit.Holders, permit.Calls)
	return &print.Permit{Permit: permit, Model: m, Clock: a.clock}, nil
}

// asUsageError turns what is wrong with a reading into wrong use.
func asUsageError(err error) error {
	var reading *authority.ReadingError
	if errors.As(err, &reading) {
		return &UsageError{reading.Problem, reading.Hint}
	}
	if errors.Is(err, authority.ErrUndecided) {
		return &UsageError{err.Error(), "remit check says what to do"}
	}
	return err
}

func (a *Asker) model(id string) (*authority.Model, error) {
	if m := a.models[id]; m != nil {
		return m, nil
	}
	p, err := a.book(id)
	if err != nil {
		return nil, err
	}
	if p.Failed {
		return nil, inDoubt(id)
	}
	a.models[id] = authority.Compile(a.library.Site, p, authority.Options{Day: a.day})
	return a.models[id], nil
}

// book returns the playbook of an id, whatever mistakes it has.
func (a *Asker) book(id string) (*playbook.Playbook, error) {
	if p := a.library.Playbook(id); p != nil {
		return p, nil
	}
	hint := "this site has none yet: write one below content/playbooks"
	if ids := a.ids(); len(ids) > 0 {
		hint = "the playbooks are " + strings.Join(ids, ", ")
	}
	if id == "" {
		return nil, &UsageError{"no playbook is named", hint}
	}
	if near := words.Nearest(id, a.ids()); near != "" {
		hint = fmt.Sprintf("did you mean %q? %s", near, hint)
	}
	return nil, &UsageError{fmt.Sprintf("there is no playbook %q", id), hint}
}

func inDoubt(id string) error {
	return &UsageError{fmt.Sprintf("playbook %q has mistakes that leave its meaning in doubt", id), "remit check shows them"}
}

// ids names the playbooks, not more than a reader wants to see.
func (a *Asker) ids() []string {
	var ids []string
	for _, p := range a.library.Playbooks {
		ids = append(ids, p.ID)
	}
	if len(ids) > 40 {
		ids = append(ids[:40], "…")
	}
	return ids
}

func readingsOf(facts []string) ([]authority.Reading, error) {
	var readings []authority.Reading
	for _, f := range facts {
		name, value, ok := strings.Cut(f, "=")
		if !ok || name == "" || value == "" {
			return nil, &UsageError{fmt.Sprintf("%q is not a fact with a value", f), "write fact=value, or fact=? when it cannot be learnt"}
		}
		readings = append(readings, authority.Reading{Fact: name, Value: value})
	}
	return readings, nil
}

// markOpen says of holders and calls whether they answer.
func markOpen(c *hours.Clock, holders []authority.Holder, calls []authority.Call) {
	if c == nil {
		return
	}
	for i := range holders {
		holders[i].Open = new(slices.ContainsFunc(holders[i].Contacts, func(contact string) bool { return !c.Closed(contact) }))
	}
	for i := range calls {
		calls[i].Open = c.Open(calls[i].Contact)
	}
}
