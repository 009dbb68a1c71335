package check

import (
	"slices"

	"remit/generator/playbook"
)

// A Past is what was there before the files that are checked: what the commit has on which they stand, or, without git,
// what an earlier build published.
type Past struct {
	Where     string    // in a sentence: "the commit that is checked out"; "" when nothing earlier is known
	Playbooks []string  // the ids of its playbooks
	OldPages  []OldPage // pages and playbooks that are gone from their address, as git tells it; sorted by path
}

// An OldPage is a page or a playbook whose file is no longer where it was.
type OldPage struct {
	Path    string // of its file: content/playbooks/checkout.md
	Address string // of its page: playbooks/checkout.html
	To      string // the file that it became; "" when it was removed
}

// nothing reports whether nothing is known from before.
func (p Past) nothing() bool { return p.Where == "" }

// occupied are the addresses at which the site answers: by a page, a playbook, a picture, an alias, or on purpose not at all.
func occupied(l *playbook.Library) map[string]bool {
	taken := map[string]bool{}
	alias := func(list []playbook.Text) {
		for _, a := range list {
			for _, file := range playbook.AliasFiles(a.Value) {
				taken[file] = true
			}
		}
	}
	for _, p := range l.Playbooks {
		taken[p.Address()] = true
		alias(p.Aliases)
	}
	for _, p := range l.Pages {
		taken[p.Address] = true
		alias(p.Aliases)
	}
	for _, a := range l.Assets {
		taken[a.Address] = true
	}
	if l.Site != nil {
		alias(l.Site.Gone)
	}
	return taken
}

// idsGone returns the playbooks that are no longer there, sorted.
func idsGone(l *playbook.Library, before []string) []string {
	var gone []string
	for _, id := range before {
		if l.Playbook(id) == nil {
			gone = append(gone, id)
		}
	}
	slices.Sort(gone)
	return gone
}
