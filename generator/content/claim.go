package content

import (
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/source"
)

// written are the pages and files that the program itself puts into every site. Its scripts, styles and tables are not
// named: no file of content/ is published under such an ending.
var written = []string{"index.html", "contacts.html", "authority.html", "evidence.html", "recognition.html", "drill.html",
	"changes.html", "feed.xml", "search.html", "pocket.html", "404.html", "away.html", "sitemap.xml", "manifest.webmanifest", "sw.js",
	"build.json", "files.json", "alerts.json", "assets/icon-192.png", "assets/icon-512.png", "assets/icon-maskable.png", "favicon.svg", "playbooks/index.html", "roles/index.html", "workloads/index.html"}

// closed are the folders that hold nothing but what the program writes: an old address there could stand in its way.
var closed = []string{"assets/", "search/", "api/playbooks/", ".well-known/"}

// byProgram owns what no file of content/ does.
const byProgram = "a page that the program writes"

// addresses says whom each belongs to. Two that differ in case or in the form of an accent are one: some
// disks and hosts cannot tell them apart. A file and a folder of one name cannot stand beside each other either.
type addresses struct {
	fold    func(string) string
	files   map[string]string
	folders map[string]string // with the owner of the first file in each
}

// Claim gives every address to its file, and reports a second file for one address.
func (t *Tree) Claim(s *playbook.Site) {
	t.taken = newAddresses()
	own := func(address string) {
		t.addresses[address] = nil
		t.taken.take(address, byProgram)
	}
	for _, address := range written {
		own(address)
	}
	for _, r := range s.Roles {
		own("roles/" + r.Name.Value + ".html")
		t.taken.take("roles/"+r.Name.Value, byProgram) // whatever the folder holds
		t.taken.take("sheets/"+r.Name.Value, byProgram)
	}
	for _, w := range s.Workloads {
		own("workloads/" + w.Name.Value + ".html")
		own("authority/" + w.Name.Value + ".html")
		own("pocket/" + w.Name.Value + ".html")
		own("evidence/" + w.Name.Value + ".html")
	}
	for _, e := range t.Entries {
		if e.Part == ThanksPart {
			continue
		}
		switch owner := t.taken.owner(e.Address); owner {
		case "":
			t.addresses[e.Address] = e
			t.taken.take(e.Address, e.Path)
		case byProgram:
			t.report("address_taken", e.Path, "give the file another name", "the address /"+e.Address+" belongs to "+owner)
		default:
			if first := t.addresses[e.Address]; first != nil && e.Part == PlaybookPart {
				first.Failed, e.Failed = true, true // nobody can say which of the two is meant by their id
			}
			t.report("address_taken", e.Path, "give one of the two another name", "the address /"+e.Address+" belongs to "+owner+" already")
		}
	}
}

func newAddresses() *addresses {
	return &addresses{newFolder(), map[string]string{}, map[string]string{}}
}

// newFolder returns a function that brings addresses which a disk may confuse to one form.
func newFolder() func(string) string {
	fold := cases.Fold()
	return func(address string) string {
		for i := range len(address) {
			if address[i] >= utf8.RuneSelf {
				return norm.NFC.String(fold.String(norm.NFC.String(address)))
			}
		}
		return strings.ToLower(address)
	}
}

// ClaimAliases reports old addresses that are in use.
func (t *Tree) ClaimAliases(lib *playbook.Library) (found []diagnostic.Diagnostic) {
	claim := func(file *source.File, aliases []playbook.Text) {
		for _, alias := range aliases {
			if owner := t.claimAlias(alias.Value, "an alias of "+file.Path); owner != "" {
				found = append(found, diagnostic.Diagnostic{
					Rule: "address_taken", Span: alias.Span, Message: "the address " + alias.Value + " belongs to " + owner,
					Help: "an alias is an address that is no longer in use: delete it, or correct it",
				})
			}
		}
	}
	for _, p := range lib.Playbooks {
		claim(p.File, p.Aliases)
	}
	for _, p := range lib.Pages {
		claim(p.File, p.Aliases)
	}
	return found
}

// StillThere reports addresses that are said to be gone, and are in use.
func (t *Tree) StillThere(gone []playbook.Text) (found []diagnostic.Diagnostic) {
	for _, old := range gone {
		for _, file := range playbook.AliasFiles(old.Value) {
			if owner := t.taken.owner(file); owner != "" {
				found = append(found, diagnostic.Diagnostic{
					Rule: "address_taken", Span: old.Span, Message: "the address " + old.Value + " is not gone: it belongs to " + owner,
					Help: "take it out of this list",
				})
				break
			}
		}
	}
	return found
}

// claimAlias gives the files of an old address to their owner; it returns who has one of them already.
func (t *Tree) claimAlias(alias, owner string) string {
	files := playbook.AliasFiles(alias)
	for _, file := range files {
		for _, folder := range closed {
			if strings.HasPrefix(t.taken.fold(file), folder) {
				return byProgram
			}
		}
		if other := t.taken.owner(file); other != "" {
			return other
		}
	}
	for _, file := range files {
		t.taken.take(file, owner)
	}
	return ""
}

// owner returns whom an address, or a part of its way, belongs to; "" when it is free.
func (a *addresses) owner(address string) string {
	folded := a.fold(address)
	if owner := a.files[folded]; owner != "" {
		return owner
	}
	for folder := path.Dir(folded); folder != "."; folder = path.Dir(folder) {
		if owner := a.files[folder]; owner != "" {
			return owner
		}
	}
	return a.folders[folded]
}

func (a *addresses) take(address, owner string) {
	folded := a.fold(address)
	a.files[folded] = owner
	for folder := path.Dir(folded); folder != "." && a.folders[folder] == ""; folder = path.Dir(folder) {
		a.folders[folder] = owner
	}
}
