package adopt

import (
	"fmt"
	"strings"
	"testing"
)

// Texts that repeat one thing very often, each different where it matters, are read in time in proportion to their size:
// a run that takes minutes instead of seconds has found one that is not.
func TestLongTexts(t *testing.T) {
	for name, piece := range map[string]string{
		"headings":     "# a%d\n",
		"steps":        "## Restart %d\n\n",
		"items":        "- Check whether x%d is\n",
		"limits":       "cpu%[1]d above %[1]d.%[1]d %%, ",
		"prohibitions": "Never%[1]d x. Never y%[1]d do. ",
		"alerts":       "    alert: A%d\n",
		"links":        "[a](b%d) ",
		"calls":        "call #room%[1]d a%[1]d@example.org\n\n",
		"sentences":    "Stop a%d. ",
		"openings":     "[%.0d",
	} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString("## Escalation\n\n")
			for i := 0; b.Len() < Largest/30; i++ {
				fmt.Fprintf(&b, piece, i)
			}
			for _, text := range []string{b.String(), strings.Replace(b.String(), "## Escalation", "## Mitigation", 1)} {
				if _, err := New(Source{Name: "a.md", Text: []byte(text)}, shop); err != nil {
					t.Error(err)
				}
			}
		})
	}
}
