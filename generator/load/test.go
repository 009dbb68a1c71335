package load

import (
	"slices"
	"strings"

	"remit/generator/condition"
	"remit/generator/diagnostic"
	"remit/generator/frontmatter"
	"remit/generator/playbook"
)

// test reads the condition that stands under a key.
func (b *book) test(t *table, key string) playbook.Condition {
	n := t.node(key)
	if n == nil {
		return playbook.Condition{}
	}
	return b.condition(n, t.named(key))
}

// condition reads a node as a condition in the scope of the playbook.
func (b *book) condition(n *frontmatter.Node, what string) playbook.Condition {
	const due = "a condition such as error_rate >= 5 and not migration_running"
	switch {
	case n.Kind != frontmatter.ScalarNode || n.Broken:
		b.notA(n, what, due)
		return playbook.Condition{}
	case strings.TrimSpace(n.Text) == "":
		b.emptyValue(n, what, due)
		return playbook.Condition{}
	}
	c, found := condition.Parse(b.scalar(n), b.scope)
	if !b.sure {
		found = slices.DeleteFunc(found, func(d diagnostic.Diagnostic) bool { return d.Rule == "unknown_name" })
	}
	b.Keep(found)
	b.doubt = b.doubt || c.Expr == nil
	return c
}

// scalar hands the text of a node over with the place of each of its bytes.
func (r *reader) scalar(n *frontmatter.Node) condition.Scalar {
	s := condition.Scalar{Text: strings.TrimRight(n.Text, " \t\r\n"), File: r.File, Start: n.First}
	s.End = s.Start + len(s.Text)
	if n.At != nil {
		s.At = slices.Clone(n.At[:len(s.Text)])
		s.End = s.At[len(s.Text)-1] + 1
		s.Start, s.At = s.At[0], append(s.At, s.End)
	}
	return s
}
