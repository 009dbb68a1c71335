package authority_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"remit/generator/authority"
	"remit/generator/bundle"
)

// What the browser says of one action is what AskAction says, on random playbooks.

const oneHarness = `
function one(text) {
  return JSON.stringify(JSON.parse(text).map(q => {
    const role = E.roleOf(model, q.Role), state = E.read(model, new Map(q.Facts)).state;
    const j = E.narrowed(model, role, state, q.Action, E.judge(model, role, state));
    const step = E.next(model, E.about(model, role, q.Action), state);
    return { Answer: j.settled ? j.answer : j.safe, Settled: j.settled, Grants: lines(j.may), Possible: lines(j.might), Asks: step === null ? "" : model.facts[step.column].name };
  }));
}`

// A permission is what the browser says of an action.
type permission struct {
	Answer, Asks     string
	Settled          bool
	Grants, Possible []string
}

func TestScriptSaysOfOneActionWhatAskActionSays(t *testing.T) {
	e, one := oneEngine(t)
	answers := map[authority.Permission]int{}
	for seed := range scripts() / 2 {
		s := newSubject(e, seed)
		if len(s.p.Actions) == 0 {
			continue
		}
		type asked struct {
			query
			Action string
		}
		var list []asked
		var want []authority.Permit
		for range 40 {
			st, role := s.randomState(s.dice), s.role()
			action := s.p.Actions[s.dice.IntN(len(s.p.Actions))].Name.Value
			p, err := s.m.AskAction(role, action, s.read(s.m, st))
			if err != nil {
				t.Fatal(err)
			}
			answers[p.Answer]++
			want, list = append(want, p), append(list, asked{s.query(role, st), action})
		}
		var got []permission
		if err := json.Unmarshal([]byte(one(encoded(list))), &got); err != nil {
			t.Fatal(err)
		}
		for i, p := range want {
			if wrong := differs(p, got[i]); wrong != "" {
				t.Fatalf("playbook %d: %s, %s with %v: %s\n%+v\n%+v", seed, p.Role, p.Action, list[i].Facts, wrong, p, got[i])
			}
		}
	}
	for _, kind := range []authority.Permission{authority.Yes, authority.No, authority.Refused, authority.Open} {
		if answers[kind] == 0 {
			t.Errorf("no answer was %q: too few to mean anything", kind)
		}
	}
	t.Logf("answers: %v", answers)
}

func oneEngine(t *testing.T) (*engine, func(string) string) {
	t.Helper()
	script, err := bundle.Script("_engine")
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	for _, text := range []string{script, harness, oneHarness} {
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
	return &engine{load: function("load")}, function("one")
}

// differs says how the browser departs from AskAction. The browser need not tell
// apart what is no yes in any completion; it asks on where several grants say yes on the same terms, to cite the right one.
func differs(p authority.Permit, got permission) string {
	yes := strings.HasPrefix(got.Answer, "act")
	grants := func(used []authority.UsedGrant) []string {
		var ids []string
		for _, g := range used {
			ids = append(ids, g.Grant)
		}
		if ids == nil {
			return nil
		}
		return []string{p.Action + ": " + strings.Join(ids, " ")}
	}
	switch {
	case yes != (p.Answer == authority.Yes):
		return "a yes on one side only"
	case p.Answer == authority.Misread && got.Answer != "impossible":
		return "contradictions go unnoticed"
	case !slices.Equal(grants(p.Grants), got.Grants) || !slices.Equal(grants(p.PossibleGrants), got.Possible):
		return "other grants"
	case p.Settled && p.Answer != authority.Misread && (!got.Settled || got.Asks != "") && len(p.Grants) < 2:
		return "the browser asks on"
	case p.Answer == authority.Yes && got.Settled && !p.Settled:
		return "the browser settles for less"
	case yes && (got.Answer == "act_and_escalate") != (len(p.Duties)+len(p.PossibleDuties) > 0):
		return "a call is lost"
	}
	return ""
}
