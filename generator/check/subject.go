package check

import (
	"slices"

	"remit/generator/authority"
	"remit/generator/hours"
	"remit/generator/playbook"
	"remit/generator/reach"
	"remit/generator/scenario"
)

// subject is one playbook with its models: one for each period between the dates of single grants, the first for the
// day of the check.
type subject struct {
	site     *playbook.Site
	book     *playbook.Playbook
	periods  []*authority.Model
	prover   *reach.Prover
	reach    reach.Book
	calendar *hours.Calendar                     // when the contacts of the site answer, from that day on
	nevers   map[*playbook.Expr][]*playbook.Expr // by condition: its parts that are never true
	played   []scenario.Played                   // its scenarios; made when first wanted
}

func newSubject(today *authority.Model, calendar *hours.Calendar, prover *reach.Prover) *subject {
	s := &subject{
		site: today.Site, book: today.Playbook, periods: []*authority.Model{today}, calendar: calendar, prover: prover,
		nevers: map[*playbook.Expr][]*playbook.Expr{},
	}
	for _, day := range authority.Periods(s.book, today.Day)[1:] {
		s.periods = append(s.periods, authority.Compile(s.site, s.book, authority.Options{Day: day, Proof: true}))
	}
	s.reach = prover.Book(s.periods)
	return s
}

func (s *subject) undecided() bool {
	return slices.ContainsFunc(s.periods, func(m *authority.Model) bool { return m.Undecided() })
}

// scenarios plays the scenarios of the playbook, once.
func (s *subject) scenarios() []scenario.Played {
	if s.played == nil {
		s.played = scenario.Play(s.today())
	}
	return s.played
}

func listed(s *subject) []string {
	var names []string
	for _, r := range s.book.Roles {
		names = append(names, r.Value)
	}
	return names
}

// today is the model for the day of the check.
func (s *subject) today() *authority.Model { return s.periods[0] }
