package load

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/content"
	"remit/generator/frontmatter"
	"remit/generator/source"
	"remit/generator/words"
)

// misplaced reports a page that says who may act, and whether it is one. Such keys may stand below one key, or in a list,
// too: no program but this one reads them.
func (l *loader) misplaced(r *reader, e *content.Entry, n *frontmatter.Node) bool {
	below := slices.Clone(n.Items)
	for _, p := range n.Pairs {
		below = append(below, p.Value)
	}
	for _, m := range append([]*frontmatter.Node{n}, below...) {
		if at, words := l.ofPlaybook(m); at != nil {
			l.reportMisplaced(r, e, r.Span(at), words)
			return true
		}
	}
	return false
}

func (l *loader) reportMisplaced(r *reader, e *content.Entry, at source.Span, words string) {
	r.Report("misplaced_playbook", at, "move it to "+properPlace(e)+"; if it is no playbook, take these keys out",
		"this page has %s, as a playbook has, but stands outside %s, where it grants nothing and nobody checks it", words, content.Root+"/playbooks")
}

// ofPlaybook returns the key that makes a mapping that of a playbook, nil when none does, and says which keys do: two
// of those that say who may do what, or one that is written as only a playbook does.
func (l *loader) ofPlaybook(n *frontmatter.Node) (at *frontmatter.Node, said string) {
	var names []string
	for _, p := range n.Pairs {
		key := strings.ToLower(p.Key.Text)
		if known := []string{"roles", "triggers", "actions", "escalation"}; !slices.Contains(known, key) {
			if key = words.Nearest(key, known); key != "" && l.shaped(key, p.Value, n) {
				return p.Key, "a key " + words.Quote(p.Key.Text) + " (" + key + ")"
			}
			continue
		}
		names = append(names, words.Quote(p.Key.Text))
		if at == nil {
			at = p.Key
		}
		if len(names) == 1 && l.shaped(key, p.Value, n) {
			said = "a key " + names[0]
		}
	}
	switch {
	case len(names) > 1:
		return at, fmt.Sprintf("the keys %s", frontmatter.Joined(names, "and"))
	case said != "":
		return at, said
	}
	return nil, ""
}

// shaped reports whether the value of a key is written as in a playbook.
func (l *loader) shaped(key string, value, page *frontmatter.Node) bool {
	switch key {
	case "triggers":
		return value.Kind == frontmatter.ScalarNode && value.Text == "always" || value.Kind == frontmatter.MappingNode && len(value.Pairs) > 0 &&
			!slices.ContainsFunc(value.Pairs, func(p frontmatter.Pair) bool {
				return p.Value.Kind != frontmatter.ScalarNode || !words.IsName(p.Key.Text)
			})
	case "actions":
		return slices.ContainsFunc(value.Pairs, func(p frontmatter.Pair) bool {
			return p.Value.HasOne("roles", "allow", "unless", "limits", "tell", "reversible", "stopgap")
		})
	case "escalation":
		return slices.ContainsFunc(value.Items, func(item *frontmatter.Node) bool { return item.HasOne("to", "within", "otherwise") })
	case "roles":
		return slices.ContainsFunc(page.Pairs, func(p frontmatter.Pair) bool { return p.Key.Text == "workload" && l.frame.workloads.has[p.Value.Text] })
	}
	return false
}

// properPlace returns the path at which a playbook belongs that stands elsewhere.
func properPlace(e *content.Entry) string {
	id := content.WithoutEnding(content.Below(e.Path))
	if at := strings.LastIndex(id, "/playbooks/"); at >= 0 {
		id = id[at+1:] // the folder that was meant stands too deep
	}
	if folder, rest, inside := strings.Cut(id, "/"); inside && (strings.EqualFold(folder, "playbooks") || folder == "recognition") {
		id = rest
	}
	return content.Root + "/playbooks/" + content.BetterID(id) + ".md"
}
