package page

import "remit/generator/playbook"

// movedView is what stands at an old address: where it is now.
type movedView struct{ To link }

// aliases are the pages at the old addresses of another. The head of such a page leads on at once: by script, which
// keeps the fragment, so that a link to a heading still finds it; without a script by a refresh.
func (w *writer) aliases(title, address string, aliases []playbook.Text) []sheet {
	var list []sheet
	for _, alias := range aliases {
		for _, file := range playbook.AliasFiles(alias.Value) {
			list = append(list, sheet{
				address: file, layout: "moved.html", title: title, scripts: []string{"alias"}, moved: address,
				view: func(at place) any { return movedView{at.link(title, address)} },
			})
		}
	}
	return list
}
