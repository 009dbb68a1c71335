package authority

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"remit/generator/playbook"
)

// alike pairs facts, and options of one fact, that are gone with such as are new and say the very same to a reader: the
// same question with the same answers is the same fact, whatever it is called.
func alike(editions [2]Edition) renaming {
	r := renaming{facts: map[string]string{}, options: map[string]map[string]string{}}
	pairs(r.facts, lonely(editions, then), lonely(editions, now), factForm)
	for _, f := range factsOf(editions[now]) {
		old := vocabulary{editions[then].Site, editions[then].Playbook}.fact(f.Name.Value)
		if old == nil || old.Kind != playbook.Choice || f.Kind != playbook.Choice {
			continue
		}
		options := map[string]string{}
		pairs(options, optionsWithout(old, f), optionsWithout(f, old), func(o playbook.Option) string { return o.Title.Value })
		r.options[f.Name.Value] = options
	}
	return r
}

// titled pairs actions, roles and contacts that are gone with such as are new and have the same title.
func titled(editions [2]Edition) naming {
	n := naming{map[string]string{}, map[string]string{}, map[string]string{}}
	was, is := editions[then], editions[now]
	pairs(n.actions, missing(was.Playbook.Actions, is.Playbook.Action), missing(is.Playbook.Actions, was.Playbook.Action),
		func(a *playbook.Action) string { return a.Title.Value })
	pairs(n.roles, missing(was.Site.Roles, is.Site.Role), missing(is.Site.Roles, was.Site.Role),
		func(r *playbook.Role) string { return r.Title.Value })
	pairs(n.contacts, missing(was.Site.Contacts, is.Site.Contact), missing(is.Site.Contacts, was.Site.Contact),
		func(c *playbook.Contact) string { return c.Title.Value })
	return n
}

// named is what the comparison finds by its name.
type titledNoun interface {
	*playbook.Action | *playbook.Role | *playbook.Contact | *playbook.Fact | playbook.Option
}

// nameOf returns the name of a noun.
func nameOf[T titledNoun](noun T) string {
	switch n := any(noun).(type) {
	case *playbook.Action:
		return n.Name.Value
	case *playbook.Role:
		return n.Name.Value
	case *playbook.Contact:
		return n.Name.Value
	case *playbook.Fact:
		return n.Name.Value
	case playbook.Option:
		return n.Name.Value
	}
	return ""
}

// missing returns the nouns of a list that the other side does not have under their names.
func missing[T interface {
	titledNoun
	comparable
}](list []T, other func(string) T) []T {
	var none T
	return slices.DeleteFunc(slices.Clone(list), func(n T) bool { return other(nameOf(n)) != none })
}

// pairs notes as the same each noun of old and of new whose form no other noun has on either side.
func pairs[T titledNoun](names map[string]string, old, new []T, form func(T) string) {
	only := func(list []T, f string) (found T, n int) {
		for _, x := range list {
			if form(x) == f {
				found = x
				n++
			}
		}
		return found, n
	}
	for _, x := range old {
		_, twins := only(old, form(x))
		if y, n := only(new, form(x)); form(x) != "" && n == 1 && twins == 1 {
			names[nameOf(x)] = nameOf(y)
		}
	}
}

func factsOf(e Edition) []*playbook.Fact { return slices.Concat(e.Playbook.Facts, e.Site.Facts) }

// lonely returns the facts that a side tests and the other does not define.
func lonely(editions [2]Edition, side int) []*playbook.Fact {
	other := vocabulary{editions[1-side].Site, editions[1-side].Playbook}
	v := vocabulary{editions[side].Site, editions[side].Playbook}
	u := v.use(expressions(editions[side].Playbook))
	return slices.DeleteFunc(u.tested(), func(f *playbook.Fact) bool { return other.fact(f.Name.Value) != nil })
}

func optionsWithout(f, other *playbook.Fact) []playbook.Option {
	return slices.DeleteFunc(slices.Clone(f.Options), func(o playbook.Option) bool { return other.Option(o.Name.Value) >= 0 })
}

// factForm is all that a reader is told of a fact, but its name.
func factForm(f *playbook.Fact) string {
	if f.Ask.Value == "" {
		return ""
	}
	form := f.Ask.Value + "\x1f" + domain(f)
	var options []string
	for _, o := range f.Options {
		options = append(options, o.Name.Value+"="+o.Title.Value)
	}
	slices.Sort(options)
	return form + strings.Join(options, "\x1f")
}

// domain is what values a fact can have, but for the names of options.
func domain(f *playbook.Fact) string {
	if f.Kind != playbook.Numeric {
		return fmt.Sprint(f.Kind, len(f.Options))
	}
	form := fmt.Sprint(f.Kind, f.Min, " ", f.Max, " ", f.Unit.Value)
	if f.Step.Present() {
		form += " by " + f.Step.Value.String()
	}
	return form
}

// maxRenamings is how many ways of renaming are tried.
const maxRenamings = 24

// proveRenaming looks for a renaming of facts and options that are gone to such as are new under which nothing differs,
// and returns the comparison that proves it, or nil. What cannot be proved stays two facts.
func (d *diff) proveRenaming() *diff {
	gone, come := d.alone(then), d.alone(now)
	if len(gone) != len(come) {
		return nil
	}
	s := searcher{d: d, gone: gone, come: come, signs: map[[2]int][]string{}}
	s.search(nil)
	return s.proved
}

// item is a fact, or an option, that the other side lacks.
type item struct {
	joint int
	cell  int // of an option; -1 for a fact
}

// alone lists what a side tests under names that the other side does not have.
func (d *diff) alone(side int) []item {
	var list []item
	lonely := lonely(d.editions, side)
	for i, j := range d.joints {
		f := j.facts[side]
		switch {
		case f == nil:
		case j.facts[1-side] == nil && slices.Contains(lonely, f):
			list = append(list, item{i, -1})
		case j.facts[1-side] != nil && f.Kind == playbook.Choice:
			for cell := range j.sides[side].fact.Options {
				if j.taken[1-side] != nil && !j.taken[1-side].Has(cell) {
					list = append(list, item{i, cell})
				}
			}
		}
	}
	return list
}

type searcher struct {
	d          *diff
	gone, come []item
	signs      map[[2]int][]string
	tried      int
	proved     *diff
}

// search pairs what is gone with what is new, in every way in which the two look alike, and tries each.
func (s *searcher) search(chosen []int) {
	if s.proved != nil || s.tried >= maxRenamings || s.d.forest.Spent() {
		return
	}
	if len(chosen) == len(s.gone) {
		s.try(chosen)
		return
	}
	for k := range s.come {
		if !slices.Contains(chosen, k) && s.alike(s.gone[len(chosen)], s.come[k]) {
			s.search(append(slices.Clone(chosen), k))
		}
	}
}

// alike reports whether two items have the same domain and do the same to all answers, as far as counting shows.
func (s *searcher) alike(gone, come item) bool {
	if (gone.cell < 0) != (come.cell < 0) || gone.cell >= 0 && gone.joint != come.joint {
		return false
	}
	was, is := s.d.joints[gone.joint].facts[then], s.d.joints[come.joint].facts[now]
	if gone.cell >= 0 {
		old, new := s.d.joints[gone.joint].sides[then].fact.Options[gone.cell], s.d.joints[come.joint].sides[now].fact.Options[come.cell]
		return kin(old.Name.Value+" "+old.Title.Value, new.Name.Value+" "+new.Title.Value) &&
			s.sign(then, gone.joint)[gone.cell] == s.sign(now, come.joint)[come.cell]
	}
	asked := was.Ask.Present() && is.Ask.Present() // without a question, the name says all there is
	if asked && !kin(was.Name.Value+" "+was.Ask.Value, is.Name.Value+" "+is.Ask.Value) {
		return false
	}
	a, b := slices.Clone(s.sign(then, gone.joint)), slices.Clone(s.sign(now, come.joint))
	if was.Kind == playbook.Choice {
		slices.Sort(a)
		slices.Sort(b)
	}
	return domain(was) == domain(is) && slices.Equal(a, b)
}

// sign counts, for each cell of a column, how many situations there come to which meaning for which role. It does not
// depend on names.
func (s *searcher) sign(side, at int) []string {
	if known := s.signs[[2]int{side, at}]; known != nil {
		return known
	}
	d := s.d
	signs := make([]string, d.forest.Cells(at))
	for cell := range signs {
		for role := range d.roles {
			counts := d.forest.Counts(d.forest.Restrict(d.part(side, role).root, at, cell))
			for _, leaf := range slices.Sorted(maps.Keys(counts)) {
				signs[cell] += fmt.Sprintf("%d:%d:%s ", role, leaf, counts[leaf])
			}
		}
	}
	s.signs[[2]int{side, at}] = signs
	return signs
}

func (s *searcher) try(chosen []int) {
	s.tried++
	r := renaming{facts: maps.Clone(s.d.renamed.facts), options: map[string]map[string]string{}}
	for f, options := range s.d.renamed.options {
		r.options[f] = maps.Clone(options)
	}
	for i, k := range chosen {
		s.note(r, s.gone[i], s.come[k])
	}
	other := newDiff(s.d.editions, s.d.days[0], r)
	if !other.forest.Spent() && !other.differs() && !other.forest.Spent() {
		s.proved = other
	}
}

// note adds a pair to a renaming. Options of a renamed choice are paired by name, and what is left by what they do.
func (s *searcher) note(r renaming, gone, come item) {
	was, is := s.d.joints[gone.joint].facts[then], s.d.joints[come.joint].facts[now]
	fact := is.Name.Value
	if r.options[fact] == nil {
		r.options[fact] = map[string]string{}
	}
	if gone.cell >= 0 {
		old, new := s.d.joints[gone.joint].sides[then].fact, s.d.joints[come.joint].sides[now].fact
		r.options[fact][old.Options[gone.cell].Name.Value] = new.Options[come.cell].Name.Value
		return
	}
	r.facts[was.Name.Value] = fact
	if was.Kind != playbook.Choice {
		return
	}
	taken := map[string]bool{}
	for i, o := range was.Options {
		for k, p := range is.Options {
			same := is.Option(o.Name.Value) == k || is.Option(o.Name.Value) < 0 && was.Option(p.Name.Value) < 0 &&
				s.sign(then, gone.joint)[i] == s.sign(now, come.joint)[k]
			if same && !taken[p.Name.Value] && r.options[fact][o.Name.Value] == "" {
				r.options[fact][o.Name.Value] = p.Name.Value
				taken[p.Name.Value] = true
			}
		}
	}
}

// renamings says which names are new for what is the same.
func (d *diff) renamings() []string {
	list := calledNow("fact ", d.renamed.facts)
	for _, fact := range slices.Sorted(maps.Keys(d.renamed.options)) {
		list = append(list, calledNow("option of "+fact+": ", d.renamed.options[fact])...)
	}
	return append(list, calledNow("action ", d.names.actions)...)
}

func calledNow(what string, names map[string]string) []string {
	var list []string
	for _, old := range slices.Sorted(maps.Keys(names)) {
		if names[old] != old {
			list = append(list, fmt.Sprintf("%s%s is now called %s", what, old, names[old]))
		}
	}
	return list
}
