package site_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/campaign"
	"remit/generator/hours"
	"remit/generator/playbook"
	"remit/generator/site"
)

// situations is how many random situations of the example are opened in a browser, beside its scenarios.
func situations() int { return campaign.Cases(160) }

// A situation is a line for `ask --batch`, and how a reader answers what a page asks about limits.
type situation struct {
	Playbook string            `json:"playbook"`
	Role     string            `json:"role"`
	Action   string            `json:"action,omitempty"`
	Facts    map[string]string `json:"facts"`
	reply    string
}

// A ground is the example, published and asked.
type ground struct {
	t       *testing.T
	tab     *tab
	asker   *site.Asker
	library *playbook.Library
	address string
	now     time.Time // on the clock of the page that is open, where it stands still
	zone    *time.Location
	known   map[string]bool // situations that have been made
	seen    map[string]int  // how often each plate was shown, and a question
}

// Every scenario of the example and random situations, of every playbook and every role that may ask it, with facts that
// nobody knows, facts left out, situations that cannot be, limits used up, and questions about one action: opened by address
// below the site's base path, the page says in words what ask --batch says of the same lines.
func TestPagesSayWhatAskSays(t *testing.T) {
	t.Parallel()
	g := newGround(t)
	random := rand.New(rand.NewPCG(1, 0))
	var seats []situation
	for _, p := range g.library.Playbooks {
		for _, role := range g.rolesOf(p) {
			seats = append(seats, situation{Playbook: p.ID, Role: role})
		}
	}
	opened := 0
	for n, p := range g.library.Playbooks {
		g.now = time.Now().Add(time.Duration(n) * 5 * time.Hour) // by day and by night: other contacts answer
		list := g.scenarios(p)
		for i, seat := range seats {
			if seat.Playbook == p.ID {
				list = append(list, g.randoms(random, p, seat.Role, (situations()+len(seats)-1-i)/len(seats))...)
			}
		}
		g.compare(p, list)
		opened += len(list)
	}
	t.Logf("%d situations; on the pages: %v", opened, g.seen)
	for _, v := range []authority.Verdict{authority.Act, authority.ActAndEscalate, authority.Escalate, authority.AskHolder, authority.NotAtRisk, authority.Impossible, authority.CallOwner} {
		if g.seen[string(v)] == 0 {
			t.Errorf("no page said %q: too few situations to mean anything", v)
		}
	}
}

func newGround(t *testing.T) *ground {
	t.Helper()
	g := &ground{t: t, tab: newTab(t), known: map[string]bool{}, seen: map[string]int{}}
	var s *site.Site
	s, g.asker, g.library = example(t)
	var err error
	if g.zone, err = time.LoadLocation("Asia/Kathmandu"); err != nil {
		t.Fatal(err)
	}
	g.address = publish(t, s)
	err = chromedp.Do(g.tab.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: g.zone.String()})
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// rolesOf are the roles that may ask a playbook: those that it lists, and those that include one of them.
func (g *ground) rolesOf(p *playbook.Playbook) []string {
	var names []string
	for _, r := range g.library.Site.Roles {
		held := func(name string) bool { return p.Lists(name) }
		if slices.ContainsFunc(g.library.Site.Holds(r.Name.Value), held) {
			names = append(names, r.Name.Value)
		}
	}
	return names
}

func (g *ground) scenarios(p *playbook.Playbook) []situation {
	var list []situation
	for _, sc := range p.Scenarios {
		s := situation{Playbook: p.ID, Role: sc.Role.Value, Facts: map[string]string{}, reply: "No"}
		for _, o := range sc.Given {
			s.Facts[o.Fact.Value] = o.Value.Value
		}
		if g.fresh(s) {
			list = append(list, s)
		}
	}
	return list
}

// fresh reports whether a situation is met for the first time: an address that is open already does not open again.
func (g *ground) fresh(s situation) bool {
	key := fmt.Sprint(s.Playbook, s.fragment(""))
	defer func() { g.known[key] = true }()
	return !g.known[key]
}

// randoms makes situations: mostly whole ones, some with facts left out, and some with facts that cannot be learnt.
func (g *ground) randoms(random *rand.Rand, p *playbook.Playbook, role string, n int) []situation {
	facts := g.asked(p)
	var list []situation
	for tries := 0; len(list) < n && tries < 20*n; tries++ {
		s := situation{Playbook: p.ID, Role: role, Facts: map[string]string{}}
		s.reply = []string{"No", "No", "No", "Yes", "I don’t know"}[random.IntN(5)]
		if len(p.Actions) > 0 && random.IntN(6) == 0 {
			s.Action = p.Actions[random.IntN(len(p.Actions))].Name.Value
		}
		left, unknown := []int{0, 0, 20, 60}[random.IntN(4)], []int{0, 0, 15, 50}[random.IntN(4)]
		for _, f := range facts {
			switch d := random.IntN(100); {
			case d < left:
			case d < left+unknown:
				s.Facts[f.Name] = authority.Unknown
			default:
				s.Facts[f.Name] = value(random, f)
			}
		}
		if g.fresh(s) {
			list = append(list, s)
		}
	}
	return list
}

// asked are the facts that some rule of a playbook tests, with the places where an answer may change.
func (g *ground) asked(p *playbook.Playbook) []authority.ExportFact {
	return authority.Compile(g.library.Site, p, authority.Options{Day: playbook.DateOf(time.Now())}).Export(nil).Facts
}

// value is a value of a fact; that of a number is mostly one at which something changes, or its neighbour.
func value(random *rand.Rand, f authority.ExportFact) string {
	switch f.Kind {
	case "yes/no":
		return []string{"yes", "no"}[random.IntN(2)]
	case "choice":
		return f.Options[random.IntN(len(f.Options))]
	}
	low, high, step := rational(f.Min), rational(f.Max), big.NewRat(1, 100)
	if f.Step != "" {
		step = rational(f.Step)
	}
	at := rational(append([]string{f.Min, f.Max}, f.Cuts...)[random.IntN(2+len(f.Cuts))])
	at.Add(at, new(big.Rat).Mul(step, big.NewRat(random.Int64N(3)-1, 1)))
	steps := new(big.Rat).Quo(new(big.Rat).Sub(at, low), step)
	if at.Cmp(low) < 0 || at.Cmp(high) > 0 || f.Step != "" && !steps.IsInt() {
		return f.Min
	}
	return playbook.Decimal(at)
}

func rational(number string) *big.Rat {
	r, ok := new(big.Rat).SetString(strings.TrimSuffix(number, "+"))
	if !ok {
		panic(number)
	}
	return r
}

// fragment is the address of a situation below its page.
func (s situation) fragment(at string) string {
	parts := []string{"role=" + s.Role}
	if s.Action != "" {
		parts = append(parts, "may-i="+s.Action)
	}
	for _, name := range sortedKeys(s.Facts) {
		parts = append(parts, name+"="+s.Facts[name])
	}
	return "#" + strings.Join(append(parts, "at="+at), "&")
}

func sortedKeys(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// compare asks both about situations of one playbook.
func (g *ground) compare(p *playbook.Playbook, list []situation) {
	g.t.Helper()
	g.now = g.now.Truncate(time.Second).In(g.zone)
	answers, permits := g.batch(list)
	said := g.open(p, list)
	facts := g.asked(p)
	calendar := hours.NewCalendar(g.library.Site, playbook.DateOf(g.now.Add(-24*time.Hour)), 1)
	wrong := 0
	for i, s := range list {
		r := &reader{site: g.library.Site, book: p, role: g.library.Site.Role(s.Role), reply: s.reply, at: g.asking(), now: g.now, known: len(s.Facts), calendar: calendar}
		for _, f := range facts {
			if v := s.Facts[f.Name]; v == "" || v == authority.Unknown {
				r.open = append(r.open, playbook.Words(f.Name))
			}
		}
		kind, _, _ := strings.Cut(strings.Fields(said[i][0])[0], ":") // a plate, or "question"
		g.seen[kind]++
		want, got := r.expect(s, answers[i], permits[i], said[i])
		if diff := cmp.Diff(want, got); diff != "" {
			if wrong++; wrong <= 3 {
				g.t.Errorf("%s%s, %q to limits: mismatch (-ask +page):\n%s", p.ID, s.fragment(""), s.reply, diff)
			}
		}
	}
	if wrong > 0 {
		g.t.Errorf("%s: %d of %d situations differ", p.ID, wrong, len(list))
	}
}

// asking is the time of which the addresses say that it was asked.
func (g *ground) asking() time.Time { return g.now.Add(-2 * time.Minute).Truncate(time.Minute) }

// batch is what ask --batch says of each situation, and of the one action where that is asked about.
func (g *ground) batch(list []situation) ([]authority.Answer, []*authority.Permit) {
	g.t.Helper()
	answers, permits := make([]authority.Answer, len(list)), make([]*authority.Permit, len(list))
	for i, s := range list {
		if s.Action != "" {
			permits[i] = new(authority.Permit)
			g.line(s, permits[i])
		}
		s.Action = ""
		g.line(s, &answers[i])
	}
	return answers, permits
}

// line asks about one situation as a line of a batch, and reads the line that comes back.
func (g *ground) line(s situation, into any) {
	g.t.Helper()
	question, err := json.Marshal(s)
	if err != nil {
		g.t.Fatal(err)
	}
	var out bytes.Buffer
	if err := g.asker.Batch(bytes.NewReader(question), &out); err != nil {
		g.t.Fatal(err)
	}
	var said map[string]json.RawMessage
	if err := json.Unmarshal(out.Bytes(), &said); err != nil || said["error"] != nil {
		g.t.Fatalf("ask --batch says %s: %v", out.Bytes(), err)
	}
	delete(said, "facts") // they are written as an object, and read as a list
	delete(said, "would")
	rest, err := json.Marshal(said)
	if err == nil {
		err = json.Unmarshal(rest, into)
	}
	if err != nil {
		g.t.Fatal(err)
	}
}

// open opens the page of a playbook at each situation in turn, in one tab, and returns the lines that it says.
func (g *ground) open(p *playbook.Playbook, list []situation) [][]string {
	g.t.Helper()
	type visit struct{ Hash, Reply string }
	var visits []visit
	for _, s := range list {
		visits = append(visits, visit{s.fragment(g.asking().UTC().Format("2006-01-02T15:04Z")), s.reply})
	}
	asked, err := json.Marshal(visits)
	if err != nil {
		g.t.Fatal(err)
	}
	g.tab.run(g.address+p.Address()+"#role="+list[0].Role, ready(p.Address()))
	var said [][]string
	if err := json.Unmarshal([]byte(g.tab.say(fmt.Sprintf(wordsScript, g.now.UnixMilli(), asked))), &said); err != nil {
		g.t.Fatal(err)
	}
	return said
}
