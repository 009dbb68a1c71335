package page

import (
	"slices"

	"remit/generator/playbook"
)

// searchView is the search page. It stays small, however large the site: what there is from A to Z has pages of its own.
type searchView struct {
	Core, Root string // for the script
	List       link   // everything from A to Z
	Managers   []contact
	Contacts   link
}

// mostManagers is how many escalation managers the page names when nothing is found.
const mostManagers = 3

func (w *writer) search() sheet {
	return sheet{address: searchAddress, layout: "search.html", title: "Search", scripts: []string{"search"}, view: func(at place) any {
		core, _ := w.shipped()
		return searchView{
			Core: at.to(core), Root: at.root, List: at.link("Everything from A to Z", listAddress),
			Managers: w.managers(), Contacts: at.link("Whom to call", contactsAddress),
		}
	}}
}

// managers are the contacts of the escalation managers, each once: whom to call when no playbook is found. A site without
// them has its owners.
func (w *writer) managers() []contact {
	for _, kind := range []playbook.RoleKind{playbook.EscalationManager, playbook.WorkloadOwner} {
		var list []contact
		for _, r := range w.site.Roles {
			c := w.roleContact(r.Name.Value)
			known := slices.ContainsFunc(list, func(other contact) bool { return other.Name == c.Name })
			if r.Kind == kind && !known && len(list) < mostManagers {
				list = append(list, c)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// ship makes the search index and returns the address of its core and all its files.
func (w *writer) ship() (string, []File) {
	core, shipped := Index(w.Library).Ship()
	var files []File
	for _, f := range shipped {
		files = append(files, File(f))
	}
	return core, files
}
