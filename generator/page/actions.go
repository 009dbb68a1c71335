package page

import (
	"encoding/json"
	"slices"
)

// actionsAddress is the script with all actions by name, from which a reader of the first page chooses one to ask about.
const actionsAddress = "assets/actions.js"

// mostActions is of how many a list is still read. Where there are more, the tables by workload have them.
const mostActions = 1000

// actionsOf are the actions of a playbook: name and title of each.
type actionsOf struct {
	Address string      `json:"address"`
	Title   string      `json:"title"`
	Actions [][2]string `json:"actions"`
}

// actionsScript hands its data to one function, since pages opened from disk may fetch nothing. There is none where the
// actions are too many.
func (w *writer) actionsScript() ([]File, error) {
	if !w.fewActions() {
		return nil, nil
	}
	list := []actionsOf{}
	for _, l := range w.site.Workloads {
		for _, b := range w.byWorkload[l.Name.Value] {
			one := actionsOf{Address: place{}.to(b.Address()), Title: b.Title.Value}
			for _, a := range b.Actions {
				one.Actions = append(one.Actions, [2]string{a.Name.Value, titled(a)})
			}
			if len(one.Actions) > 0 {
				list = append(list, one)
			}
		}
	}
	data, err := json.Marshal(list)
	return []File{{actionsAddress, slices.Concat([]byte("remitActions("), data, []byte(");\n"))}}, err
}

func (w *writer) fewActions() bool {
	n := 0
	for _, b := range w.books {
		n += len(b.Actions)
	}
	return n <= mostActions
}
