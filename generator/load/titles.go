package load

import (
	"strings"

	"remit/generator/playbook"
)

// A titled thing is one of those that a reader chooses among by their titles: roles of the site, actions of a playbook,
// options of a fact.
type titled struct {
	name  string
	title *playbook.Text
}

// tellApart puts the name behind each title that another thing has too: who takes the wrong one of two on-call engineers
// would be told what the other may do. How letters are cased and spaced tells nobody anything.
func tellApart(things []titled) {
	alike := map[string][]titled{}
	for _, t := range things {
		key := strings.ToLower(strings.Join(strings.Fields(t.title.Value), " "))
		alike[key] = append(alike[key], t)
	}
	for key, list := range alike {
		if key == "" || len(list) == 1 {
			continue
		}
		for _, t := range list {
			t.title.Value += " (" + t.name + ")"
		}
	}
}
