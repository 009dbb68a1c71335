package site

import (
	"context"
	"fmt"
	"html"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"remit/generator/authority"
	"remit/generator/evidence"
	"remit/generator/playbook"
	"remit/generator/print"
)

// What evidence, the matrix and the cards of the roles say in words about the grants of the example is what ask answers,
// in situations drawn at random: read back from the words, each says of every role whether a grant is in force.
func TestEveryPageSaysOfGrantsWhatAskSays(t *testing.T) {
	g := newGrantReader(t)
	excepted := 0
	for _, m := range g.analysis.models {
		dice := rand.New(rand.NewPCG(uint64(len(m.Playbook.ID)), 3))
		for range 150 {
			s := drawn(dice, m.Playbook, g.analysis.library.Site)
			situation, err := m.Read(s.readings())
			if err != nil {
				t.Fatal(m.Playbook.ID, err)
			}
			for _, role := range m.Playbook.Roles {
				answer, err := m.Ask(role.Value, situation)
				if err != nil {
					t.Fatal(err)
				}
				if answer.Answer == authority.Impossible || answer.Answer == authority.NotAtRisk {
					continue
				}
				excepted += g.compare(m, role.Value, s, answer)
			}
		}
	}
	if excepted < 50 {
		t.Errorf("only %d answers rely on an except", excepted)
	}
	g.cellsAreRight()
	g.cardsAreRight()
}

// grantReader reads the pages of the example and its evidence as a person would.
type grantReader struct {
	*testing.T
	analysis *analysis
	said     map[string]evidence.Grant // by playbook and grant
	cells    map[string]seenCell       // by playbook, action and title of the role
	cards    map[string]string         // by role, playbook and action
}

// A seenCell is a cell of the matrix, with what ask was seen to answer about it.
type seenCell struct {
	say, terms      string
	granted, denied bool
}

var (
	matrixGroup = regexp.MustCompile(`rowgroup"><a href="playbooks/([a-z0-9/-]+)\.html"`)
	matrixRow   = regexp.MustCompile(`<tr><th scope="row"><a href="[^"]*#may-i=([a-z0-9_]+)">(.*?)</tr>`)
	matrixCell  = regexp.MustCompile(`<td class="(yes|with|no)"><span class="role">([^<]*)</span><span class="say">[A-Za-z]+(?:<span class="muted">([^<]*)</span>)?`)
	anyTag      = regexp.MustCompile(`<[^>]*>`)
	bindsNot    = regexp.MustCompile(`^ \(which does not bind ([^)]*)\)`)
)

func newGrantReader(t *testing.T) *grantReader {
	t.Helper()
	s, err := Open("../..")
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	if _, err := s.Build(context.Background(), BuildOptions{Output: out, At: "2026-11-23T12:00:00Z"}); err != nil {
		t.Fatal(err)
	}
	g := &grantReader{T: t, said: map[string]evidence.Grant{}, cells: map[string]seenCell{}, cards: map[string]string{}}
	if g.analysis, err = s.analyse("2026-11-23", time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	g.readEvidence(out)
	for page, text := range g.pages(out, "authority*.html", "authority/*.html") {
		g.readMatrix(page, text)
	}
	for page, text := range g.pages(out, "roles/*.html") {
		g.readCard(strings.TrimSuffix(filepath.Base(page), ".html"), text)
	}
	return g
}

func (g *grantReader) pages(dir string, patterns ...string) map[string]string {
	texts := map[string]string{}
	for _, pattern := range patterns {
		found, _ := filepath.Glob(filepath.Join(dir, pattern))
		for _, path := range found {
			text, err := os.ReadFile(path)
			if err != nil {
				g.Fatal(err)
			}
			texts[path] = string(text)
		}
	}
	return texts
}

// bare is a page without its tags, and with one space between words.
func bare(page string) string {
	return strings.Join(strings.Fields(html.UnescapeString(anyTag.ReplaceAllString(page, ""))), " ")
}

// readEvidence takes what evidence says of each grant. Every format must say it in these words.
func (g *grantReader) readEvidence(out string) {
	e := &print.Evidence{Report: g.analysis.evidence()}
	formats := map[string]string{"page": ""}
	for _, text := range g.pages(out, "evidence*.html", "evidence/*.html") {
		formats["page"] += bare(text) + " "
	}
	for _, format := range []string{"text", "markdown", "json"} {
		var b strings.Builder
		if err := e.Print(&b, format); err != nil {
			g.Fatal(err)
		}
		formats[format] = strings.NewReplacer("\\", "", "`", "").Replace(b.String())
	}
	for _, w := range e.Report.Workloads {
		for _, b := range w.Books {
			for _, grant := range b.Grants {
				g.said[b.ID+" "+grant.ID] = grant
				for format, text := range formats {
					if format != "json" && !grant.Nobody && !strings.Contains(text, strings.Join(grant.Who, ", ")+", "+grant.Terms()) {
						g.Errorf("%s: the %s does not say: %s", grant.ID, format, grant.Terms())
					}
				}
				for _, n := range grant.Never {
					for _, who := range n.Except {
						if !strings.Contains(formats["json"], `"except":["`+who) && !strings.Contains(formats["json"], `,"`+who) {
							g.Errorf("%s: the JSON does not except %s", grant.ID, who)
						}
					}
				}
			}
		}
	}
}

func (g *grantReader) readMatrix(path, page string) {
	for _, group := range strings.Split(page, `<tr class="group">`)[1:] {
		book := matrixGroup.FindStringSubmatch(group)
		if book == nil {
			if book = regexp.MustCompile(`playbooks/([a-z0-9/-]+)\.html`).FindStringSubmatch(group); book == nil {
				g.Fatalf("%s: no playbook in %.200s", path, group)
			}
		}
		for _, row := range matrixRow.FindAllStringSubmatch(strings.ReplaceAll(group, "\n", " "), -1) {
			for _, c := range matrixCell.FindAllStringSubmatch(row[2], -1) {
				g.cells[book[1]+" "+row[1]+" "+html.UnescapeString(c[2])] = seenCell{say: c[1], terms: html.UnescapeString(c[3])}
			}
		}
	}
}

// compare holds what is said of the grants of a playbook to one answer, and counts the grants that the role would lack
// without an except.
func (g *grantReader) compare(m *authority.Model, role string, s drawnSituation, answer authority.Answer) (excepted int) {
	in := map[string]bool{}
	for _, may := range answer.May {
		for _, used := range may.Grants {
			in[used.Grant] = true
		}
	}
	title := m.RoleTitle(role)
	for _, a := range m.Playbook.Actions {
		var own, through []string
		for _, grant := range a.Grants {
			id := a.ID(grant)
			holds, direct, relies := g.claims(m, g.said[m.Playbook.ID+" "+id], a, grant, role, s)
			switch {
			case holds && direct:
				own = append(own, id)
			case holds:
				through = append(through, id)
			}
			if holds && relies {
				excepted++
			}
		}
		if own == nil {
			own = through
		}
		for _, grant := range a.Grants {
			if id := a.ID(grant); in[id] != slices.Contains(own, id) {
				g.Fatalf("%s, %s, %v: ask says %v, and evidence %q of %s", m.Playbook.ID, role, s, in[id], g.said[m.Playbook.ID+" "+id].Terms(), id)
			}
		}
		g.see(m.Playbook.ID+" "+a.Name.Value+" "+title, a, in, m)
	}
	return excepted
}

// claims reads back from the words of evidence whether a grant is in force for a role: directly, and only since an
// `except` names the role.
func (g *grantReader) claims(m *authority.Model, said evidence.Grant, a *playbook.Action, grant *playbook.Grant, role string, s drawnSituation) (holds, direct, relies bool) {
	title, words := m.RoleTitle(role), said.Terms()
	direct = slices.Contains(said.Who, title)
	holds = slices.ContainsFunc(m.Site.Holds(role), func(r string) bool { return slices.Contains(said.Who, m.RoleTitle(r)) }) && said.Out == ""
	for _, c := range []playbook.Condition{a.When, grant.When} {
		if c.Present() && strings.Contains(words, "when "+authority.Words(m.Site, m.Playbook, c)) {
			holds = holds && s.holds(m.Playbook, c.Expr)
		}
	}
	for _, c := range []playbook.Condition{a.Unless, grant.Unless} {
		never := "never when " + authority.Words(m.Site, m.Playbook, c)
		_, after, is := strings.Cut(words, never)
		if !c.Present() || !is || !s.holds(m.Playbook, c.Expr) {
			continue
		}
		free := bindsNot.FindStringSubmatch(after)
		if free == nil || !slices.Contains(strings.Split(free[1], ", "), title) {
			holds = false
		}
		relies = true
	}
	return holds, direct, relies
}

// cardsAreRight looks for the terms of each grant on the card of each role that holds it: a prohibition stands there when
// and only when it binds the role.
func (g *grantReader) cardsAreRight() {
	seen := 0
	for _, m := range g.analysis.models {
		for _, role := range m.Playbook.Roles {
			for _, a := range m.Playbook.Actions {
				item, shown := g.cards[role.Value+" "+m.Playbook.ID+" "+a.Name.Value]
				binding, free := g.prohibitions(m, role.Value, a)
				if !shown {
					continue
				}
				seen++
				for _, words := range binding {
					if !strings.Contains(item, words) {
						g.Errorf("the card of %s lacks %q of %s in %s:\n%s", role.Value, words, a.Name.Value, m.Playbook.ID, item)
					}
				}
				for _, words := range free {
					if !slices.Contains(binding, words) && strings.Contains(item, words) {
						g.Errorf("the card of %s says %q of %s in %s, which does not bind it", role.Value, words, a.Name.Value, m.Playbook.ID)
					}
				}
			}
		}
	}
	if seen < 150 {
		g.Errorf("only %d entries of cards were looked at", seen)
	}
}

// prohibitions are what forbids an action to a role, with the terms of its grants, and what forbids it only to others.
func (g *grantReader) prohibitions(m *authority.Model, role string, a *playbook.Action) (binding, free []string) {
	add := func(c playbook.Condition, except []playbook.Text) {
		switch words := "Never when " + authority.Words(m.Site, m.Playbook, c); {
		case !c.Present():
		case playbook.Has(except, role):
			free = append(free, words)
		default:
			binding = append(binding, words)
		}
	}
	add(a.Unless, a.Except)
	for _, grant := range a.Grants {
		if !grant.All && !slices.ContainsFunc(m.Site.Holds(role), func(r string) bool { return playbook.Has(grant.Roles, r) }) {
			continue
		}
		add(grant.Unless, grant.Except)
		binding = append(binding, authority.LimitWords(grant.Limits)...)
		if grant.TogetherWith.Present() {
			binding = append(binding, "Together with the "+m.RoleTitle(grant.TogetherWith.Value))
		}
		for _, c := range []playbook.Condition{a.When, grant.When} {
			if c.Present() {
				binding = append(binding, "when "+authority.Words(m.Site, m.Playbook, c))
			}
		}
	}
	return binding, free
}

var (
	cardBook   = regexp.MustCompile(`<h2><a href="[^"]*playbooks/([a-z0-9/-]+)\.html"`)
	cardAction = regexp.MustCompile(`^(?:<a [^>]*>)?([^<]*)`)
)

// readCard takes apart what a card says: by playbook and action.
func (g *grantReader) readCard(role, page string) {
	for _, section := range strings.Split(page, `<section class="remit">`)[1:] {
		book := cardBook.FindStringSubmatch(section)
		p := g.analysis.library.Playbook(book[1])
		_, list, _ := strings.Cut(section, `<ul class="grants">`)
		list, _, _ = strings.Cut(list, "</ul>\n")
		for _, item := range strings.Split(list, "<li><b>")[1:] {
			title := html.UnescapeString(cardAction.FindStringSubmatch(item)[1])
			for _, a := range p.Actions {
				if a.Title.Value == title {
					g.cards[role+" "+p.ID+" "+a.Name.Value] = bare(item)
				}
			}
		}
	}
}

// see notes what one answer says about a cell, and looks for the terms of each grant in it.
func (g *grantReader) see(key string, a *playbook.Action, in map[string]bool, m *authority.Model) {
	c, shown := g.cells[key]
	if !shown {
		return
	}
	granted := false
	for _, grant := range a.Grants {
		if !in[a.ID(grant)] {
			continue
		}
		granted = true
		words := authority.LimitWords(grant.Limits)
		for _, tell := range grant.Tell {
			words = append(words, "tell "+m.ContactTitle(tell.Contact.Value))
		}
		if grant.TogetherWith.Present() {
			words = append(words, "together with the ")
		}
		if grant.Until.Present() {
			words = append(words, "until "+grant.Until.Value.Words())
		}
		for _, w := range words {
			if !strings.Contains(c.terms, w) {
				g.Fatalf("the matrix says %q of %s, which lacks %q of %s", c.terms, key, w, a.ID(grant))
			}
		}
	}
	c.granted, c.denied = c.granted || granted, c.denied || !granted
	g.cells[key] = c
}

// cellsAreRight holds each cell to all answers that were seen.
func (g *grantReader) cellsAreRight() {
	seen := 0
	for key, c := range g.cells {
		if c.granted || c.denied {
			seen++
		}
		if c.say == "yes" && c.denied || c.say == "no" && c.granted {
			g.Errorf("the matrix says %s of %s, and ask not always", c.say, key)
		}
	}
	if seen < 200 {
		g.Errorf("only %d of %d cells were looked at", seen, len(g.cells))
	}
}

// A drawnSituation has a value for every fact.
type drawnSituation map[string]string

func (s drawnSituation) readings() (list []authority.Reading) {
	for fact, value := range s {
		list = append(list, authority.Reading{Fact: fact, Value: value})
	}
	return list
}

// drawn chooses values, of numbers mostly constants of the playbook and what lies beside them.
func drawn(dice *rand.Rand, p *playbook.Playbook, site *playbook.Site) drawnSituation {
	s := drawnSituation{}
	for _, f := range slices.Concat(p.Facts, site.Facts) {
		var values []string
		switch f.Kind {
		case playbook.YesNo:
			values = []string{"yes", "no"}
		case playbook.Choice:
			for _, o := range f.Options {
				values = append(values, o.Name.Value)
			}
		default:
			values = append(constants(p, f), f.Min.Text, f.Max.Text)
		}
		s[f.Name.Value] = values[dice.IntN(len(values))]
	}
	return s
}

// constants are the numbers at which tests cut a fact, and those one apart from them, where they are readings.
func constants(p *playbook.Playbook, f *playbook.Fact) (list []string) {
	var walk func(e *playbook.Expr)
	walk = func(e *playbook.Expr) {
		for _, a := range e.Args {
			walk(a)
		}
		for _, b := range []*playbook.Bound{e.Low, e.High} {
			for by := int64(-1); b != nil && e.Name == f.Name.Value && by <= 1; by++ {
				if n := new(big.Rat).Add(b.Number.Rat, big.NewRat(by, 1)); f.InRange(n) && f.OnGrid(n) {
					list = append(list, playbook.Decimal(n))
				}
			}
		}
	}
	for _, c := range conditionsOf(p) {
		walk(c.Expr)
	}
	return list
}

// holds judges a condition where it stands.
func (s drawnSituation) holds(p *playbook.Playbook, e *playbook.Expr) bool {
	all, some := true, false
	for _, a := range e.Args {
		is := s.holds(p, a)
		all, some = all && is, some || is
	}
	switch e.Op {
	case playbook.And:
		return all
	case playbook.Or:
		return some
	case playbook.Not:
		return !all
	case playbook.In:
		return slices.Contains(e.Options, s[e.Name])
	case playbook.Truth:
		if n := p.Named(e.Name); n != nil {
			return s.holds(p, n.Expr)
		}
		return s[e.Name] == "yes"
	}
	x, _ := new(big.Rat).SetString(s[e.Name])
	beyond := func(b *playbook.Bound, sign int) bool {
		return b != nil && (x.Cmp(b.Number.Rat) == sign || x.Cmp(b.Number.Rat) == 0 && !b.Inclusive)
	}
	return !beyond(e.Low, -1) && !beyond(e.High, 1)
}

func (s drawnSituation) String() string { return fmt.Sprint(map[string]string(s)) }
