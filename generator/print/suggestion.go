package print

import (
	"fmt"
	"strings"

	"remit/generator/authority"
	"remit/generator/scenario"
)

// Suggestion writes scenarios that an author may take over, as lines to go below `scenarios:`.
func Suggestion(id string, list []scenario.Suggestion) string {
	if len(list) == 0 {
		return fmt.Sprintf("# The scenarios of %s cover all of its grants, duties and boundaries.\n", id)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `  # %s for %s. Judge each one before you keep it: it expects what the playbook
  # says today, and a test that repeats the present answer proves nothing. Is that answer what you mean? Then give the
  # scenario a name that tells its story; else mend the rule.
`, proposed(len(list)), id)
	for _, s := range list {
		fmt.Fprintf(&b, "  - name: %s\n    role: %s\n", yamlString(s.Name), s.Role)
		var given []string
		for _, r := range s.Given {
			given = append(given, r.Fact+": "+r.Value)
		}
		if given != nil {
			fmt.Fprintf(&b, "    given: {%s}\n", strings.Join(given, ", "))
		}
		fmt.Fprintf(&b, "    expect: %s\n", expected(s.Expect))
	}
	return b.String()
}

func proposed(n int) string {
	if n == 1 {
		return "One scenario is proposed"
	}
	return fmt.Sprintf("%d scenarios are proposed", n)
}

// expected writes an expectation; where the situation cannot be there is nothing else to expect.
func expected(g authority.Gist) string {
	if g.Answer == authority.Impossible {
		return "{answer: impossible}"
	}
	return fmt.Sprintf("{answer: %s, may: [%s], escalate: [%s]}", g.Answer, strings.Join(g.May, ", "), strings.Join(g.Calls, ", "))
}

// yamlString writes a text between double quotes, as YAML reads it.
func yamlString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
