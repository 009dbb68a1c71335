package page

import "remit/generator/playbook"

// movedView is what stands at an old address of a playbook: where it is now.
type movedView struct{ To link }

// aliases are the pages at the old addresses of a playbook. The head of such a page leads on at once: by script, which
// keeps the fragment, so that a link to a heading still finds it; without a script by a refresh.
func (w *writer) aliases(b *book) []sheet {
	var list []sheet
	for _, alias := range b.Aliases {
		for _, file := range playbook.AliasFiles(alias.Value) {
			list = append(list, sheet{
				address: file, layout: "moved.html", title: b.Title.Value, scripts: []string{"alias"}, moved: b.Address(),
				view: func(at place) any { return movedView{at.link(b.Title.Value, b.Address())} },
			})
		}
	}
	return list
}
