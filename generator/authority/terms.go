package authority

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/playbook"
)

// Terms are what a grant asks of whoever relies on it. Equal terms are equal values; the words only tell them apart.
type Terms struct{ Limits, Tell, TogetherWith string }

// TermsOf returns the terms of a grant.
func TermsOf(g *playbook.Grant) Terms {
	return Terms{limitTerms(g.Limits), tellTerms(g.Tell), g.TogetherWith.Value}
}

func limitTerms(l *playbook.Limits) string {
	if l == nil {
		return ""
	}
	return fmt.Sprint(l.Times.Value, l.Per.Present(), l.Per.Value, l.Apart.Present(), l.Apart.Value, l.Lasts.Present(), l.Lasts.Value, l.UpTo.Value)
}

// tellTerms does not depend on the order of the list.
func tellTerms(list []*playbook.Tell) string {
	var words []string
	for _, t := range list {
		words = append(words, fmt.Sprint(t.Contact.Value, t.Within.Present(), t.Within.Value, t.First.Value))
	}
	slices.Sort(words)
	return strings.Join(words, ";")
}

// allows reports whether an outcome holds a grant of an action.
func (m *Model) allows(o Outcome, a *playbook.Action) bool {
	return slices.ContainsFunc(o.Grants, func(g int) bool { return m.grants[g].action == a })
}
