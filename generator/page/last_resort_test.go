package page

import (
	"slices"
	"testing"

	"remit/generator/playbook"
)

// Once a limit is used up, a page names only a contact whom the role calls whatever the situation.
func TestLastLadderIsOwedByTheRole(t *testing.T) {
	duty := func(to string, when bool, roles ...string) *playbook.Duty {
		d := &playbook.Duty{Otherwise: true, To: []playbook.Text{text(to)}}
		for _, r := range roles {
			d.Roles = append(d.Roles, text(r))
		}
		if when {
			d.When = book1(t).Duties[0].When
		}
		return d
	}
	for _, row := range []struct {
		name   string
		role   string
		duties []*playbook.Duty
		want   []string
	}{
		{"of every role", "on_call", []*playbook.Duty{duty("desk", false)}, []string{"desk"}},
		{"of another role", "on_call", []*playbook.Duty{duty("desk", false, "owner")}, nil},
		{"of a role and its like", "manager", []*playbook.Duty{duty("owner_phone", false, "on_call")}, []string{"owner_phone"}},
		{"of some roles, for any", "", []*playbook.Duty{duty("desk", false, "owner")}, nil},
		{"only sometimes", "on_call", []*playbook.Duty{duty("desk", true)}, nil},
		{"the first that fits", "on_call", []*playbook.Duty{duty("a", true), duty("b", false, "owner"), duty("desk", false, "on_call")}, []string{"desk"}},
	} {
		p := book1(t)
		p.Duties = row.duties
		w := &writer{site: site()}
		if got := w.lastLadder(&book{Playbook: p}, row.role, nil); !slices.Equal(got, row.want) {
			t.Errorf("%s: %v, want %v", row.name, got, row.want)
		}
	}
}
