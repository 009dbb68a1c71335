package authority_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"remit/generator/authority"
	"remit/generator/playbook"
)

var documentSchema = sync.OnceValue(func() *jsonschema.Schema {
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(authority.DocumentSchema()))
	if err != nil {
		panic(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("document.schema.json", text); err != nil {
		panic(err)
	}
	return c.MustCompile("document.schema.json")
})

// conforms returns what the schema has against a document.
func conforms(document []byte) error {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		return err
	}
	return documentSchema().Validate(value)
}

func documentOf(m *authority.Model) []byte { return m.Document(m.Export(m.Addressed())).Bytes() }

// What is written down of any playbook has the form that the schema promises.
func TestDocumentsConform(t *testing.T) {
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		switch dice.IntN(6) {
		case 0:
			addLimits(o.p)
		case 1:
		default:
			return ""
		}
		if err := conforms(documentOf(compiled(o.site, o.p))); err != nil {
			return err.Error()
		}
		return ""
	})
}

// The schema describes every key: a document without one that it requires, with one that it does not know, or with another
// kind of value anywhere, does not conform.
func TestSchemaSeesEveryDamage(t *testing.T) {
	damaged := 0
	for seed := range uint64(8) {
		site, p := randomPlaybook(seed)
		addLimits(p)
		var document any
		if err := json.Unmarshal(documentOf(compiled(site, p)), &document); err != nil {
			t.Fatal(err)
		}
		everyDamage(document, func(what string) {
			damaged++
			if conforms([]byte(encoded(document))) == nil {
				t.Fatalf("playbook %d: nothing is seen: %s", seed, what)
			}
		})
	}
	t.Logf("%d damages", damaged)
}

// everyDamage adds a key to every object and puts a value of another kind in the place of every value, one at a time. Of a
// list it takes the first two items.
func everyDamage(value any, try func(what string)) {
	switch v := value.(type) {
	case map[string]any:
		v["surplus"] = true
		try("an object has a surplus key")
		delete(v, "surplus")
		for key, inner := range v {
			v[key] = map[string]any{"surplus": true}
			try(key + " is an object of another kind")
			v[key] = inner
			everyDamage(inner, try)
		}
	case []any:
		for i, inner := range v[:min(2, len(v))] {
			v[i] = map[string]any{"surplus": true}
			try("an item is an object of another kind")
			v[i] = inner
			everyDamage(inner, try)
		}
	}
}

// The data alone leads to what ask says, and its questions begin where ask begins.
func TestDocumentAloneAnswers(t *testing.T) {
	compared, backed := 0, 0
	ofPlaybooks(t, func(o *oracle, dice *rand.Rand) string {
		limit(o.p)
		m := compiled(o.site, o.p)
		var w walker
		if err := json.Unmarshal(documentOf(m), &w); err != nil {
			return err.Error()
		}
		for _, r := range w.Roles {
			if wrong := w.begins(r, answered(m, r.Role, o.read(m, slices.Repeat(state{open}, len(o.axes))))); wrong != "" {
				return wrong
			}
		}
		return o.states(dice, 12, func(_ string, s state) string {
			r := w.Roles[dice.IntN(len(w.Roles))]
			want := asScript(o.ask(m, r.Role, s))
			got := w.judge(r, w.known(o.readings(s)))
			if compared++; len(want.Fallback) > 0 {
				backed++
			}
			if !reflect.DeepEqual(shortened(want), shortened(got)) {
				return r.Role + " with " + o.describe(s) + ": mismatch (-want +got):\n" + cmp.Diff(want, got)
			}
			return ""
		})
	})
	t.Logf("%d answers, %d of them with somebody to call when a limit is used up", compared, backed)
}

// Private channels are nobody's business outside.
func TestDocumentKeepsPrivateChannels(t *testing.T) {
	site, p := randomPlaybook(1)
	for _, c := range site.Contacts {
		c.Channels = []*playbook.Channel{{Kind: "phone", Value: playbook.Text{Value: "+4420794601"}, Private: true}, {Kind: "chat", Value: playbook.Text{Value: "https://chat.example/"}}}
	}
	text := string(documentOf(compiled(site, p)))
	if strings.Contains(text, "+4420794601") || !strings.Contains(text, "https://chat.example/") {
		t.Error(text)
	}
}
