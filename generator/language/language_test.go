package language_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/language"
	"remit/generator/meaning"
)

// The document names the places and their keys in the same order, with the same signs for what may not be left out.
func TestTheDocumentNamesTheSameKeys(t *testing.T) {
	rows, err := meaning.Table("Keys")
	if err != nil {
		t.Fatal(err)
	}
	var ours [][]string
	for _, place := range language.Places() {
		var keys []string
		for _, k := range language.Keys(place) {
			keys = append(keys, k.Name+map[language.Need]string{language.Required: "*", language.OneOf: "+"}[k.Need])
		}
		ours = append(ours, []string{string(place), strings.Join(keys, " ")})
	}
	if diff := cmp.Diff(rows, ours); diff != "" {
		t.Errorf("mismatch (-document +table):\n%s", diff)
	}
}

// Whoever explains a key, or completes it, finds all that it takes.
func TestEveryKeyIsDescribed(t *testing.T) {
	for _, place := range language.Places() {
		seen := map[string]bool{}
		for _, k := range language.All(place) {
			name := string(place) + ": " + k.Name
			switch holds := k.Type == language.Mapping || k.Type == language.List || k.Type == language.Named; {
			case seen[k.Name]:
				t.Errorf("%s stands there twice", name)
			case k.Meaning == "" || !strings.HasSuffix(k.Meaning, "."):
				t.Errorf("%s has no sentence for its meaning: %q", name, k.Meaning)
			case !strings.HasPrefix(k.Example, k.Name+": "):
				t.Errorf("%s has no example: %q", name, k.Example)
			case !k.Later && holds != (len(language.All(k.Of)) > 0):
				t.Errorf("%s: the type %q and the place %q do not go together", name, k.Type, k.Of)
			case k.Type == language.Choice && len(k.Words) == 0:
				t.Errorf("%s has no words to choose from", name)
			case k.Need == language.Required && k.Default != "":
				t.Errorf("%s is required and has a default", name)
			}
			seen[k.Name] = true
		}
	}
}
