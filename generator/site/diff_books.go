package site

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/check"
	"remit/generator/diagnostic"
	"remit/generator/parallel"
	"remit/generator/playbook"
	"remit/generator/print"
)

// pairing finds for each playbook of now the one of then.
type pairing struct {
	was, is *state
	day     playbook.Date
	alike   bool // the sites mean the same
}

// couple is one playbook of then and one of now; one of them may be nil.
type couple struct{ was, is *playbook.Playbook }

// compareAll compares all pairs, several at once.
func (p pairing) compareAll(d *print.Difference) {
	pairs := p.pairs()
	books := make([]*print.BookDifference, len(pairs))
	parallel.Each(len(pairs), func(i int) { books[i] = p.compare(pairs[i]) })
	for i, b := range books {
		if pairs[i].was != nil && pairs[i].is != nil && (b == nil || !b.Uncompared()) {
			d.Compared++
		}
		if b != nil {
			d.Books = append(d.Books, *b)
		}
	}
	slices.SortFunc(d.Books, func(a, b print.BookDifference) int { return strings.Compare(a.ID, b.ID) })
}

// compare returns what became of a playbook; nil when nothing did. A text that did not change, in a site that means what
// it meant, needs no proof.
func (p pairing) compare(pr couple) *print.BookDifference {
	switch {
	case pr.is == nil:
		return p.removed(pr.was)
	case pr.was == nil:
		return p.added(pr.is)
	}
	b := &print.BookDifference{ID: pr.is.ID}
	if pr.was.ID != pr.is.ID {
		b.Was, b.Notices = pr.was.ID, []string{"playbook " + pr.was.ID + " is now called " + pr.is.ID}
	}
	for _, side := range []struct {
		st   *state
		book *playbook.Playbook
	}{{p.was, pr.was}, {p.is, pr.is}} {
		if side.book.Failed {
			b.Changes = append(b.Changes, failed(side.st, side.book))
		}
	}
	if b.Changes != nil {
		return b
	}
	if !p.alike || !bytes.Equal(pr.was.File.Text, pr.is.File.Text) {
		add(b, authority.Compare(p.edition(p.was, pr.was), p.edition(p.is, pr.is), p.day))
	}
	if b.Changes == nil && b.Notices == nil {
		return nil
	}
	return b
}

func add(b *print.BookDifference, c *authority.Comparison) {
	if c.Undecided {
		b.Changes = []authority.Change{{Kind: authority.Uncompared,
			Details: []string{"it has too many facts that bear on each other; remit check says what to do"}}}
		return
	}
	b.Changes, b.More = c.Changes, c.More
	b.Notices = append(b.Notices, c.Notices...)
}

func (p pairing) added(b *playbook.Playbook) *print.BookDifference {
	if b.Failed {
		return &print.BookDifference{ID: b.ID, Changes: []authority.Change{failed(p.is, b)}}
	}
	c := authority.Change{Kind: authority.Added, Subject: "a new playbook", Also: []authority.Kind{authority.Opened}}
	if c.Details = p.grants(p.is, b); c.Details != nil {
		c.Also = append(c.Also, authority.Widened)
	}
	return &print.BookDifference{ID: b.ID, Changes: []authority.Change{c}}
}

func (p pairing) removed(b *playbook.Playbook) *print.BookDifference {
	c := authority.Change{Kind: authority.Removed, Subject: "this playbook is gone"}
	if b.Failed {
		c.Details, c.Also = []string{"it did not load in " + p.was.name}, []authority.Kind{authority.Uncompared}
	} else if c.Details = p.grants(p.was, b); c.Details != nil {
		c.Also = []authority.Kind{authority.Narrowed, authority.Closed}
	}
	return &print.BookDifference{ID: b.ID, Changes: []authority.Change{c}}
}

// failed says why a playbook cannot be compared.
func failed(st *state, b *playbook.Playbook) authority.Change {
	why := "it did not load in " + st.name
	if first := firstError(st.findings, b.File.Path); first != "" {
		why += ": " + first
	}
	return authority.Change{Kind: authority.Uncompared, Details: []string{why}}
}

// pairs matches playbooks by their ids, then what is left by aliases.
func (p pairing) pairs() []couple {
	var list []couple
	var gone, come []*playbook.Playbook
	then := map[string]*playbook.Playbook{}
	for _, b := range p.was.library.Playbooks {
		then[b.ID] = b
	}
	for _, b := range p.is.library.Playbooks {
		if old := then[b.ID]; old != nil {
			list = append(list, couple{old, b})
			delete(then, b.ID)
		} else {
			come = append(come, b)
		}
	}
	for _, b := range p.was.library.Playbooks {
		if then[b.ID] != nil {
			gone = append(gone, b)
		}
	}
	for _, before := range []func(*playbook.Playbook, []*playbook.Playbook) *playbook.Playbook{aliased, p.same} {
		come = slices.DeleteFunc(come, func(b *playbook.Playbook) bool {
			old := before(b, gone)
			if old == nil {
				return false
			}
			gone = slices.DeleteFunc(gone, func(g *playbook.Playbook) bool { return g == old })
			list = append(list, couple{old, b})
			return true
		})
	}
	for _, b := range come {
		list = append(list, couple{nil, b})
	}
	for _, b := range gone {
		list = append(list, couple{b, nil})
	}
	return list
}

// aliased returns the playbook of then whose address one of now claims as an alias, or nil.
func aliased(b *playbook.Playbook, gone []*playbook.Playbook) *playbook.Playbook {
	for _, old := range gone {
		for _, alias := range b.Aliases {
			if slices.Contains(playbook.AliasFiles(alias.Value), old.Address()) {
				return old
			}
		}
	}
	return nil
}

// same returns the only playbook of then that is equal to one of now but for its name, or nil.
func (p pairing) same(b *playbook.Playbook, gone []*playbook.Playbook) *playbook.Playbook {
	var equal []*playbook.Playbook
	for _, old := range gone {
		if p.equal(old, b) {
			equal = append(equal, old)
		}
	}
	if len(equal) == 1 {
		return equal[0]
	}
	return nil
}

// equal reports whether two playbooks of different names mean the same. Those with different titles are not tried: a
// proof for every two of them would take long, and say little.
func (p pairing) equal(old, new *playbook.Playbook) bool {
	switch {
	case old.Failed || new.Failed:
		return false
	case bytes.Equal(old.File.Text, new.File.Text):
		return true
	case old.Title.Value != new.Title.Value:
		return false
	}
	c := authority.Compare(p.edition(p.was, old), p.edition(p.is, new), p.day)
	return !c.Undecided && len(c.Changes) == 0
}

func (p pairing) edition(st *state, b *playbook.Playbook) authority.Edition {
	return authority.Edition{Site: st.library.Site, Playbook: b}
}

// grants says which roles may take which actions, in some situation or other, whatever the day.
func (p pairing) grants(st *state, b *playbook.Playbook) []string {
	m := authority.Compile(st.library.Site, b, authority.Options{Day: p.day, Proof: true})
	var lines []string
	for _, role := range m.Addressed() {
		var actions []string
		for _, g := range m.Grants() {
			if name := g.Action.Name.Value; m.MayEver(role, g) && !slices.Contains(actions, name) {
				actions = append(actions, name)
			}
		}
		if actions != nil {
			lines = append(lines, role+" may "+strings.Join(actions, ", "))
		}
	}
	return lines
}

// firstError is the first error that leaves the meaning of a file in doubt, in a line, or "".
func firstError(findings []diagnostic.Diagnostic, path string) string {
	for _, f := range findings {
		if f.Severity == diagnostic.Error && f.Span.Path() == path && check.InDoubt(f.Rule) {
			at := f.Span.From()
			return fmt.Sprintf("%s:%d:%d: %s [%s]", path, at.Line, at.Column, diagnostic.Visible(f.Message), f.Rule)
		}
	}
	return ""
}
