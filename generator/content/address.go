package content

import (
	"path"
	"slices"
	"strings"
)

// PlaybookID returns the id of the playbook in a file, or "" when no playbook can be there.
func PlaybookID(name string) string {
	if id, ok := strings.CutPrefix(name, Root+"/playbooks/"); ok && Address(name) != "" && path.Ext(id) == ".md" {
		return strings.TrimSuffix(id, ".md")
	}
	return ""
}

// Address returns the address that a file below content/ has, or had when it was there, in the published site: of
// content/playbooks/checkout.md it is playbooks/checkout.html. It is "" of what is no page and no playbook of its own. A
// README is the index of its folder, which it is unless an index.md stands beside it.
func Address(name string) string {
	inside, ok := strings.CutPrefix(name, Root+"/")
	ext := path.Ext(inside)
	if !ok || !strings.EqualFold(ext, ".md") && !strings.EqualFold(ext, ".markdown") || strings.HasPrefix(inside, "recognition/") {
		return ""
	}
	for part := range strings.SplitSeq(inside, "/") {
		if strings.HasPrefix(part, ".") {
			return ""
		}
	}
	address := strings.TrimSuffix(inside, ext) + ".html"
	if index := path.Join(path.Dir(address), "index.html"); strings.EqualFold(path.Base(address), "README.html") && !strings.HasPrefix(inside, "playbooks/") && !slices.Contains(written, index) {
		return index
	}
	return address
}
