package print

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/words"
)

// summary says in one line what changed: "1 of 12 playbooks changed: 2 widened, 1 duty".
func (d *Difference) summary() string {
	if !d.Changed() {
		return fmt.Sprintf("no change in authority (%s compared, proved)", words.Count(d.Compared, "playbook"))
	}
	books := 0
	for _, b := range d.Books {
		if len(b.Changes) > 0 {
			books++
		}
	}
	var parts []string
	for _, k := range authority.Kinds() {
		n := 0
		for _, c := range d.all() {
			if c.Kind == k {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, headOf(k)))
		}
	}
	return fmt.Sprintf("%s changed in authority, %d did not: %s", words.Count(books, "playbook"), max(0, d.Compared-d.comparedAndChanged()), strings.Join(parts, ", "))
}

// comparedAndChanged counts the playbooks that both states have, compared and found different.
func (d *Difference) comparedAndChanged() int {
	n := 0
	for _, b := range d.Books {
		one := len(b.Changes) > 0 && !b.Uncompared()
		if one && b.Changes[0].Kind != authority.Added && b.Changes[0].Kind != authority.Removed {
			n++
		}
	}
	return n
}

// notices lists what changed and is no change in authority.
func (d *Difference) notices() []string {
	list := slices.Clone(d.Notices)
	for _, b := range d.Books {
		for _, n := range b.Notices {
			list = append(list, b.ID+": "+n)
		}
	}
	return list
}

// entry is one change with all regions in which it happens, to whomever.
type entry struct {
	authority.Change
	regions []authority.Change
}

// entries joins changes that are the same but for their region.
func entries(changes []authority.Change) []entry {
	var list []entry
	index := map[string]int{}
	for _, c := range changes {
		key := fmt.Sprintf("%q", []any{c.Kind, c.Action, c.Subject, c.Details})
		i, known := index[key]
		if !known {
			i = len(list)
			index[key] = i
			list = append(list, entry{Change: c})
		}
		if c.Where != "" {
			list[i].regions = append(list[i].regions, c)
		}
	}
	return list
}

// shown returns the regions to show, and how many more there are.
func (e entry) shown() ([]authority.Change, int) {
	n := min(len(e.regions), mostRegions(e.Kind))
	return e.regions[:n], len(e.regions) - n
}

// mostRegions is how many regions of one change are shown: more where people may do more than before.
func mostRegions(k authority.Kind) int {
	switch k {
	case authority.Widened, authority.Moved:
		return 6
	case authority.Opened, authority.Relimited, authority.Narrowed, authority.Closed:
		return 3
	}
	return 1
}

// phrase says what a change is about; name marks names.
func phrase(c authority.Change, name func(string) string) string {
	about := c.Subject
	switch c.Kind {
	case authority.Opened, authority.Closed:
		return strings.Join(c.Details, "; ")
	case authority.Widened, authority.Narrowed, authority.Moved, authority.Relimited, authority.Forbidden, authority.Unforbidden:
		about = c.Action
	}
	parts := []string{}
	for _, part := range append([]string{about}, c.Details...) {
		if part != "" {
			parts = append(parts, name(part))
		}
	}
	words := parts[0]
	if len(parts) > 1 {
		words += ": " + strings.Join(parts[1:], "; ")
	}
	return words + touched(c.Books, name)
}

// mostBooks is how many playbooks are named that a change of the site touches.
const mostBooks = 8

func touched(books []string, name func(string) string) string {
	if len(books) == 0 {
		return ""
	}
	var list []string
	for _, b := range books[:min(len(books), mostBooks)] {
		list = append(list, name(b))
	}
	if more := len(books) - mostBooks; more > 0 {
		list = append(list, fmt.Sprintf("%d more", more))
	}
	return "; touches " + words.List(list, "and")
}

// whose says for whom a change holds.
func whose(c authority.Change, name func(string) string) string {
	names := func(list []string) string {
		marked := make([]string, len(list))
		for i, n := range list {
			marked[i] = name(n)
		}
		return words.List(marked, "and")
	}
	who := names(c.Roles)
	switch c.Kind {
	case authority.Widened:
		return who + " may now"
	case authority.Narrowed:
		return who + " may no longer"
	case authority.Moved:
		return "from " + names(c.From) + " to " + who
	case authority.Forbidden, authority.Unforbidden:
		return "for " + who + ", to whom it is not granted either"
	case authority.Opened, authority.Closed:
		return ""
	}
	return "for " + who
}

// heads are the kinds as headings.
func headOf(k authority.Kind) string {
	switch k {
	case authority.Relimited:
		return "re-limited"
	case authority.Unforbidden:
		return "no longer forbidden"
	case authority.Uncompared:
		return "could not be compared"
	case authority.OwnerChange:
		return "workload owner"
	}
	return string(k)
}

// seenWords says what one side answers: all actions by their names, that of the change with its terms.
func seenWords(s *authority.Seen, action string) string {
	if s.Refused {
		return "A reading is outside what the playbook takes"
	}
	say := s.Answer.Title()
	if len(s.May) > 0 {
		may := make([]string, len(s.May))
		for i, m := range s.May {
			name, _, _ := strings.Cut(m, " ")
			if may[i] = name; name == action {
				may[i] = m
			}
		}
		say += "; may " + words.List(may, "and")
	}
	if len(s.Call) > 0 {
		say += "; calls " + words.List(s.Call, "and")
	}
	return say
}

// Has reports whether there is a change of one of the kinds. What could not be compared may be of every kind.
func (d *Difference) Has(kinds []authority.Kind) bool {
	return slices.ContainsFunc(d.all(), func(c authority.Change) bool {
		return len(kinds) > 0 && c.Counts(authority.Uncompared) || slices.ContainsFunc(kinds, c.Counts)
	})
}

// Changed reports whether there is a change in authority, or whether something could not be compared.
func (d *Difference) Changed() bool { return len(d.all()) > 0 }

func (d *Difference) all() []authority.Change {
	all := slices.Clone(d.Site)
	for _, b := range d.Books {
		all = append(all, b.Changes...)
	}
	return all
}

// Uncompared reports whether something of the playbook could not be compared.
func (b *BookDifference) Uncompared() bool {
	return slices.ContainsFunc(b.Changes, func(c authority.Change) bool { return c.Kind == authority.Uncompared })
}

// replay is a command that shows an answer, and the side on which it is to be run; "" for both.
type replay struct{ command, side string }

func (r replay) where(format string) string {
	if r.side == "" {
		return ""
	}
	return fmt.Sprintf(format, r.side)
}

// replays are the commands that show both answers.
func (d *Difference) replays(b *BookDifference, c authority.Change) []replay {
	was := b.ID
	if b.Was != "" {
		was = b.Was
	}
	before, now := d.replay(was, c.Then), d.replay(b.ID, c.Now)
	if before == now {
		return []replay{{now, ""}}
	}
	return []replay{{before, d.Then}, {now, d.Now}}
}

// replay is the command that asks one side about the witness.
func (d *Difference) replay(id string, s *authority.Seen) string {
	w := diagnostic.Witness{Playbook: id, Role: s.Role, On: d.onDay(s)}
	for _, f := range s.Facts {
		w.Facts = append(w.Facts, diagnostic.Fact{Name: f.Fact, Value: f.Value})
	}
	return w.Command()
}

// onDay is the day for which a side was asked; "" for today.
func (d *Difference) onDay(s *authority.Seen) string {
	if s.On != "" {
		return s.On
	}
	return d.On
}
