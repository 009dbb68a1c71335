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
// would be told what the other may do. How letters are cased and spaced tells nobody anything. It looks again until no title
// is another's, since one may have been written to look like what this makes of two others; what has its name behind it is
// like nothing else that has, so that there is an end.
func tellApart(things []titled) {
	for again := true; again; {
		again = false
		alike := map[string][]titled{}
		for _, t := range things {
			key := strings.ToLower(strings.Join(strings.Fields(t.title.Value), " "))
			alike[key] = append(alike[key], t)
		}
		for key, list := range alike {
			if key == "" || len(list) == 1 {
				continue
			}
			again = true
			for _, t := range list {
				t.title.Value += " (" + t.name + ")"
			}
		}
	}
}
