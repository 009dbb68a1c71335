package print

import (
	"strings"

	"remit/generator/authority"
	"remit/generator/playbook"
)

// allowedIf says what would have to be true for an action that is not the reader's, and who holds it, unless the holders have
// been named. None of it may be taken for a yes: each line begins with what is not, and says so again.
func (t *answerText) allowedIf(list []authority.Would, named bool) {
	for _, w := range list {
		now := ""
		if len(w.Holders) > 0 && !named {
			now = " " + t.roles(w.Holders) + " may now."
		}
		switch action := t.model.ActionTitle(w.Action); {
		case w.If != nil:
			t.line("Not now: %s. It would be allowed if %s; it is not now.%s", action, conditions(w.If), now)
		case now != "":
			t.line("Not you: %s.%s", action, now)
		}
	}
}

// conditions are what would have to be true, as the end of a sentence.
func conditions(facts authority.Facts) string {
	var parts []string
	for _, f := range facts {
		parts = append(parts, playbook.Words(f.Fact)+" were "+f.Value)
	}
	return strings.Join(parts, ", and ")
}
