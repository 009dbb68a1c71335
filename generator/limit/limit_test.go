package limit_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"remit/generator/limit"
)

// The page of too_large lists every limit as it is.
func TestLimitsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../check/too_large.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, l := range limit.All() {
		row := fmt.Sprintf("| `%s` | %d | %s |\n", l.Name, l.Most, l.Of)
		if l.Fixed {
			row = fmt.Sprintf("| %s, fixed | %d | %s |\n", l.Name, l.Most, l.Of)
		}
		if rows += strings.Count(string(page), row); !strings.Contains(string(page), row) {
			t.Errorf("too_large.md lacks the row %s", row)
		}
	}
	if got := strings.Count(string(page), "\n| ") - 1; rows != got {
		t.Errorf("too_large.md has %d rows for %d limits", got, rows)
	}
}

// A limit that is no limit, or that cannot be raised, is said.
func TestLimitsThatCannotBeRaised(t *testing.T) {
	for name, n := range map[string]int{"fact": 1000, "nesting": 1000, "facts": 0} {
		if problem, hint := limit.Check(map[string]int{name: n}); problem == "" || hint == "" {
			t.Errorf("%s=%d passes", name, n)
		}
	}
	if problem, _ := limit.Check(map[string]int{"facts": 1000, "roles": 200}); problem != "" {
		t.Error(problem)
	}
}
