package load

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/meaning"
)

// The document names the keys of every table, in the order in which help lists them.
func TestKeysAreThoseOfTheDocument(t *testing.T) {
	rows, err := meaning.Table("Keys")
	if err != nil {
		t.Fatal(err)
	}
	accepted := map[string][]string{
		"site.yaml": siteKeys, "role": roleKeys, "contact": contactKeys, "window of hours": windowKeys, "workload": workloadKeys,
		"playbook": playbookKeys, "fact": factKeys, "impossible": impossibleKeys, "action": actionKeys, "grant": grantKeys,
		"limits": limitsKeys, "tell": tellKeys, "duty": dutyKeys, "scenario": scenarioKeys, "expect": expectKeys,
		"waiver": waiverKeys, "recognition": thanksKeys,
	}
	for _, row := range rows {
		written := strings.Fields(strings.NewReplacer("*", "", "+", "").Replace(row[1]))
		if diff := cmp.Diff(sorted(written), sorted(accepted[row[0]])); diff != "" {
			t.Errorf("%s: mismatch (-document +loader):\n%s", row[0], diff)
		}
		delete(accepted, row[0])
	}
	for where := range accepted {
		t.Errorf("the document has no row for the keys of %s", where)
	}
}

func TestChannelsAreThoseOfTheDocument(t *testing.T) {
	rows, err := meaning.Table("Kinds of channels")
	if err != nil {
		t.Fatal(err)
	}
	var written []string
	for _, row := range rows {
		written = append(written, row[0])
	}
	if diff := cmp.Diff(written, channelKinds); diff != "" {
		t.Errorf("mismatch (-document +loader):\n%s", diff)
	}
}

func sorted(list []string) []string { return slices.Sorted(slices.Values(list)) }
