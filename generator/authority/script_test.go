package authority_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/google/go-cmp/cmp"

	"remit/generator/authority"
	"remit/generator/bundle"
	"remit/generator/campaign"
	"remit/generator/playbook"
)

// What the browser runs is run here: the bundled engine, on exports of random playbooks.

// scripts is how many random playbooks the engine of the browser is tried on.
func scripts() uint64 { return campaign.Cases[uint64](150) }

// queries is how many states of one playbook the engine judges, and walks how many times its questions are followed.
const (
	queries = 120
	walks   = 6
)

// harness turns what the engine says into the form that compares, and follows its questions.
const harness = `
var E = remitEngine, model;
function load(text) { model = E.unpack(text); }
function lines(list) { return list.map(m => m.action + ": " + m.grants.map(g => model.grants[g].grant).join(" ")); }
function owed(list) { return list.map(d => d.ladder.join(">") + " " + d.within); }
function told(role, state, others) {
  const j = E.judge(model, role, state);
  return { Answer: j.answer, Safe: j.safe, Settled: j.settled, Decides: j.decides, May: lines(j.may), Might: lines(j.might),
    Duties: owed(j.duties), Possible: owed(j.possible), Forbidden: E.forbidden(model, role, state),
    Fallback: j.may.length + j.might.length > 0 ? owed(E.fallback(model, role, state, j)) : [],
    RuledOut: j.answer === "impossible" ? E.ruledOut(model, state) : [],
    Holders: (others ? E.holders(model, role, state, j) : []).map(h => h.action + " " + h.certain + ": " + h.roles.join(" ")) };
}
function answers(text) {
  return JSON.stringify(JSON.parse(text).map(q => {
    const read = E.read(model, new Map(q.Facts));
    return read.state ? told(E.roleOf(model, q.Role), read.state, q.Others) : null;
  }));
}
function follow(text) {
  const q = JSON.parse(text), truth = E.read(model, new Map(q.Facts)).state;
  let state = new Map(), path;
  for (const name of q.Before === "" ? [q.Role] : [q.Before, q.Role]) [path, state] = ask(E.roleOf(model, name), state, truth);
  return JSON.stringify(path);
}
// misled says what is wrong with the answers that a reader chooses from: each cell lies in one, and one that the step lacks is
// ruled out by some line.
function misled(role, state, step) {
  const fact = model.facts[step.column], all = E.whole(model, step);
  const known = state.get(step.column) ?? "unknown", can = c => known === "unknown" || known.has(c);
  for (let c = 0; c < fact.cells; c++) if (can(c) && all.filter(a => a.first <= c && c <= a.last).length !== 1) return "cell " + c + " of " + fact.name + " is not in one answer";
  for (const a of all.filter(a => !step.answers.includes(a))) {
    ruledOut++;
    const then = E.assume(state, step.column, a), back = E.read(model, new Map([[fact.name, E.written(fact, a.first, a.last)]])).state;
    if (!back || String([...back.get(step.column)]) !== String([...then.get(step.column)])) return "an address does not carry " + a.label;
    if (E.judge(model, role, then).answer !== "impossible" || E.ruledOut(model, then).length === 0) return "nothing rules out " + a.label + " of " + fact.name;
  }
  return "";
}
var ruledOut = 0;
function ask(role, state, truth) {
  let asked = [], worst = 0, lost = "";
  for (let step = E.next(model, role, state); step && asked.length < 20; step = E.next(model, role, state)) {
    worst = Math.max(worst, asked.length === 0 ? step.worst : 0);
    asked.push(model.facts[step.column].name);
    lost = misled(role, state, step);
    if (lost) break;
    if (truth.get(step.column) === "unknown") { state = new Map(state).set(step.column, "unknown"); continue; }
    const fits = step.answers.filter(a => [...truth.get(step.column)].every(c => a.first <= c && c <= a.last));
    if (fits.length !== 1) { lost = "no one answer fits " + asked.at(-1); break; }
    state = E.assume(state, step.column, fits[0]);
    const fact = model.facts[step.column], text = E.written(fact, fits[0].first, fits[0].last);
    const back = E.read(model, new Map([[fact.name, text]])).state;
    if (!back || String([...back.get(step.column)]) !== String([...state.get(step.column)])) { lost = "an address does not carry " + text; break; }
  }
  return [{ Asked: asked, Worst: worst, Lost: lost, Told: told(role, state, false) }, state];
}`

// An engine runs the script of the browser.
type engine struct {
	load, answers, follow func(string) string
}

func newEngine(t *testing.T) *engine {
	t.Helper()
	script, err := bundle.Script("_engine")
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	for _, text := range []string{script, harness} {
		if _, err := vm.RunString(text); err != nil {
			t.Fatal(err)
		}
	}
	function := func(name string) func(string) string {
		call, _ := goja.AssertFunction(vm.Get(name))
		return func(text string) string {
			value, err := call(goja.Undefined(), vm.ToValue(text))
			if err != nil {
				t.Fatal(err)
			}
			return value.String()
		}
	}
	return &engine{function("load"), function("answers"), function("follow")}
}

// A query asks about a role; facts are pairs of name and value, as an address carries them. Before is a role whose
// questions were answered first, or "".
type query struct {
	Role, Before string
	Facts        [][2]string
	Others       bool // say also what others hold, which takes long
}

// A subject is a random playbook, both compiled and loaded into the engine for some of its roles.
type subject struct {
	*oracle
	m     *authority.Model
	e     *engine
	dice  *rand.Rand
	asked map[string]bool // the facts that some rule tests
	roles []string        // to ask about
	open  []string        // those with a question, or all
}

func newSubject(e *engine, seed uint64) *subject {
	site, p := randomPlaybook(seed)
	limit(p)
	s := &subject{oracle: &oracle{site: site, p: p, axes: spread(site, p)}, m: compiled(site, p), e: e, dice: rand.New(rand.NewPCG(seed, 3)), asked: map[string]bool{}}
	s.roles = names(p.Roles)
	listed := slices.Clone(s.roles)
	for _, r := range site.Roles { // sometimes a role that the playbook does not list, beside those that it does
		if name := r.Name.Value; !slices.Contains(listed, name) && s.dice.IntN(3) == 0 {
			listed = append(listed, name)
			if s.roles = listed; s.dice.IntN(2) == 0 {
				s.roles = []string{name}
			}
			break
		}
	}
	export := s.m.Export(listed)
	for _, f := range export.Facts {
		s.asked[f.Name] = true
	}
	for _, r := range export.Roles {
		if len(r.Questions) > 0 {
			s.open = append(s.open, r.Role)
		}
	}
	if s.open == nil {
		s.open = s.roles
	}
	e.load(string(export.Packed())) // as a page carries it
	return s
}

func encoded(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func (s *subject) role() string { return s.roles[s.dice.IntN(len(s.roles))] }

// query writes a state as an address does, without the facts that no rule tests.
func (s *subject) query(role string, st state) query {
	q := query{Role: role, Facts: [][2]string{}}
	for _, r := range s.readings(st) {
		if s.asked[r.Fact] {
			q.Facts = append(q.Facts, [2]string{r.Fact, r.Value})
		}
	}
	return q
}

func TestScriptSaysWhatAskSays(t *testing.T) {
	e := newEngine(t)
	compared, backed, ruled := 0, 0, 0
	for seed := range scripts() {
		s := newSubject(e, seed)
		var states []state
		var asked []query
		for i := range queries {
			st := s.randomState(s.dice)
			if i%3 == 0 {
				st = s.randomPoint()
			}
			q := s.query(s.role(), st)
			q.Others = i%4 == 0
			states, asked = append(states, st), append(asked, q)
		}
		var got []*judgement
		if err := json.Unmarshal([]byte(e.answers(encoded(asked))), &got); err != nil {
			t.Fatal(err)
		}
		for i, q := range asked {
			want := asScript(s.ask(s.m, q.Role, states[i]))
			compared++
			if len(want.Fallback) > 0 && len(want.Duties)+len(want.Possible) == 0 {
				backed++
			}
			if len(want.RuledOut) > 0 {
				ruled++
			}
			if !q.Others {
				want.Holders = nil
			}
			if got[i] == nil || !reflect.DeepEqual(want, shortened(*got[i])) {
				t.Fatalf("playbook %d: %s with %s: mismatch (-want +got):\n%s", seed, q.Role, s.describe(states[i]), cmp.Diff(&want, got[i]))
			}
		}
	}
	if backed == 0 || ruled == 0 {
		t.Errorf("%d times an otherwise stood in for a limit, and %d times a line ruled out: too few to mean anything", backed, ruled)
	}
	t.Logf("%d comparisons, %d where an otherwise stands in, %d ruled out", compared, backed, ruled)
}

func (s *subject) randomPoint() state {
	st := make(state, len(s.axes))
	for i, a := range s.axes {
		st[i] = s.dice.IntN(len(a.values))
	}
	return st
}

// asScript leaves of an answer what the engine says too: the page has the words of duties, and the contacts of roles.
func asScript(a authority.Answer) judgement {
	j := judgementOf(a)
	owed := func(list []authority.Owed) (lines []string) {
		for _, d := range list {
			lines = append(lines, strings.Join(d.To, ">")+" "+d.Within)
		}
		return lines
	}
	j.Duties, j.Possible, j.Fallback = owed(a.Duties), owed(a.PossibleDuties), owed(a.Fallback)
	for _, line := range a.RuledOutBy {
		j.RuledOut = append(j.RuledOut, line.Because)
	}
	for i, h := range a.Holders {
		j.Holders[i] = holderLine(h.Action, h.Certain, h.Roles)
	}
	return j
}

// shortened makes empty lists none.
func shortened(j judgement) judgement {
	for _, list := range []*[]string{&j.May, &j.Might, &j.Duties, &j.Possible, &j.Holders, &j.Forbidden, &j.Fallback, &j.RuledOut} {
		if len(*list) == 0 {
			*list = nil
		}
	}
	return j
}

// A path is what came of following the questions of a role.
type path struct {
	Asked []string
	Worst int
	Lost  string
	Told  judgement
}

// Answering the questions of the engine truly leads to what Ask says of the situation, in no more questions than were
// announced, and an address carries every answer. Where facts cannot be learnt, or another role was asked about first, a fact may be asked again for its cell.
func TestQuestionsLeadToTheAnswer(t *testing.T) {
	e := newEngine(t)
	followed, asked := 0, 0
	for seed := range scripts() {
		s := newSubject(e, seed)
		for range walks {
			st, q := s.randomPoint(), query{Role: one(s.dice, s.open...)}
			if s.ask(s.m, q.Role, st).Answer == authority.Impossible {
				continue
			}
			if s.dice.IntN(3) == 0 {
				q.Before = s.role()
			}
			unknown := s.dice.IntN(2) == 0
			for i := range st {
				if unknown && s.dice.IntN(3) == 0 {
					st[i] = never
				}
			}
			q.Facts = s.query(q.Role, st).Facts
			p, wrong := s.follow(q, st, !unknown && q.Before == "")
			if wrong != "" {
				t.Fatalf("playbook %d: %s after %q with %s, asked %v: %s", seed, q.Role, q.Before, s.describe(st), p.Asked, wrong)
			}
			followed, asked = followed+1, asked+len(p.Asked)
		}
	}
	t.Logf("%d walks, %d questions", followed, asked)
}

// follow answers the questions of the engine by a situation, and says what is wrong with where they lead. On a plain
// walk everything can be learnt, and nothing was known before.
func (s *subject) follow(q query, st state, plain bool) (path, string) {
	var p path
	if err := json.Unmarshal([]byte(s.e.follow(encoded(q))), &p); err != nil {
		return p, err.Error()
	}
	twice := slices.Sorted(slices.Values(p.Asked))
	switch {
	case p.Lost != "":
		return p, p.Lost
	case plain && len(slices.Compact(twice)) < len(p.Asked):
		return p, "a fact was asked twice"
	case plain && len(p.Asked) > p.Worst:
		return p, fmt.Sprintf("more than %d questions", p.Worst)
	case plain && !p.Told.Settled:
		return p, "it ends before all is settled"
	}
	want, got := essence(asScript(s.ask(s.m, q.Role, st))), essence(shortened(p.Told))
	if diff := cmp.Diff(want, got); diff != "" {
		return p, "mismatch (-want +got):\n" + diff
	}
	return p, ""
}

// essence leaves out what facts that no longer matter may still refine: deadlines, holders, what is forbidden, and whom
// to call when a limit is used up.
func essence(j judgement) judgement {
	for _, list := range []*[]string{&j.Duties, &j.Possible} {
		var ladders []string
		for _, d := range *list {
			ladder, _, _ := strings.Cut(d, " ")
			ladders = append(ladders, ladder)
		}
		slices.Sort(ladders)
		*list = ladders
	}
	j.Holders, j.Forbidden, j.Fallback = nil, nil, nil
	return j
}

func TestScriptReadsWhatAskReads(t *testing.T) {
	e := newEngine(t)
	read, refused := 0, 0
	for seed := range scripts() / 5 {
		s := newSubject(e, seed)
		asked := []query{}
		var want []*judgement
		for _, a := range s.axes {
			if !s.asked[a.fact.Name.Value] {
				continue
			}
			for _, text := range texts(a.fact) {
				q := query{Role: s.role(), Facts: [][2]string{{a.fact.Name.Value, text}}, Others: true}
				asked, want = append(asked, q), append(want, s.told(q))
			}
		}
		var got []*judgement
		if err := json.Unmarshal([]byte(e.answers(encoded(asked))), &got); err != nil {
			t.Fatal(err)
		}
		for i, q := range asked {
			if got[i] == nil {
				refused++
			} else {
				*got[i], read = shortened(*got[i]), read+1
			}
			if !reflect.DeepEqual(want[i], got[i]) {
				t.Fatalf("playbook %d: %q: mismatch (-want +got):\n%s", seed, q.Facts, cmp.Diff(want[i], got[i]))
			}
		}
	}
	t.Logf("%d read, %d refused", read, refused)
}

// told is what Ask says; nil when the facts cannot be read.
func (s *subject) told(q query) *judgement {
	situation, err := s.m.Read([]authority.Reading{{Fact: q.Facts[0][0], Value: q.Facts[0][1]}})
	if err != nil {
		return nil
	}
	a, err := s.m.Ask(q.Role, situation)
	if err != nil {
		return nil
	}
	j := asScript(a)
	return &j
}

// texts lists ways to write a value: of every kind, in other forms, at and beyond the ends of a range, off a grid.
func texts(f *playbook.Fact) []string {
	list := []string{
		"yes", "no", "true", "false", "Yes", "TRUE", "y", "", " ", "?", "??", "unknown", "a", "d", "A", "e", "toString", "__proto__",
		"0", "-0", "00", "01", "1", "1.0", "0.10", "0.1000000000000000000000000000", "0.10000000000000000000000000000", "0.100000000000000000000000000001",
		"0.2", "0.3", ".5", "5.", "-", "--1", "-0.0", "-0.3", "+2", "1e3", "0x10", "1_000", "1,5", " 1", "1 ", "1\n", "٣", "NaN", "Infinity", "1/3", "2.5", "-2.50",
		"123456789012345678901234567890", "1234567890123456789012345678901", "90071992547409929.5", "90071992547409930", "90071992547409931",
		"-1e-3", "1n", "0b1", "null", "9.999999999999999999999999999", "10.0", "10.00000000000000000000000001",
	}
	for _, n := range []playbook.Number{f.Min, f.Max} {
		if n.Rat != nil {
			list = append(list, n.String(), n.String()+"0", n.String()+".0", "-"+n.String(), n.String()+"000000001")
		}
	}
	return list
}
