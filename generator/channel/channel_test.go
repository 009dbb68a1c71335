package channel_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/channel"
)

// A row says all that is asked of it: a kind that can be opened has an example that opens, and help for one that does not.
func TestRowsAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range channel.Kinds() {
		_, value, ok := strings.Cut(k.Example, k.Name+": ")
		value = strings.Trim(value, `"`)
		switch {
		case seen[k.Name], k.Name == "", !ok, k.Holds == "", k.Word == "", !strings.HasSuffix(k.Meaning, "."):
			t.Errorf("the row of %q is not complete: %+v", k.Name, k)
		case k.Words() && k.Href(value) != "":
			t.Errorf("%s: words lead to %q", k.Name, k.Href(value))
		case !k.Words() && (k.Href(value) == "" || k.Href("nothing of the kind") != "" || k.Carries == "" || k.Help == ""):
			t.Errorf("%s: %q leads to %q, words to %q", k.Name, value, k.Href(value), k.Href("nothing of the kind"))
		case (k.Number || k.Mail) != (k.Scheme != ""):
			t.Errorf("%s has the scheme %q", k.Name, k.Scheme)
		case k.Message && k.Scheme == "":
			t.Errorf("%s takes messages and has no scheme", k.Name)
		}
		seen[k.Name] = true
	}
}

func TestNamesAndKinds(t *testing.T) {
	var names []string
	for _, k := range channel.Kinds() {
		names = append(names, k.Name)
		if got, ok := channel.Of(k.Name); !ok || got != k {
			t.Errorf("%s: %+v", k.Name, got)
		}
	}
	if diff := cmp.Diff(names, channel.Names()); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	if k, ok := channel.Of("pigeon"); ok {
		t.Errorf("there is a pigeon: %+v", k)
	}
}
