package condition

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/words"
)

// mostCycles bounds what one file can make us print: thirty names that all name each other have more cycles than a
// disk has room.
const mostCycles = 50

// mostMembers is how many members of a cycle are named before the rest is counted: nobody reads a longer one to its end.
const mostMembers = 20

// Cycles reports names that lead back to themselves, each cycle once, at its first member in the order of the file.
// When none is left to report, the names have no cycle.
func Cycles(list []*playbook.Named) []diagnostic.Diagnostic {
	f := &cycleFinder{named: map[string]int{}, list: list, state: make([]visit, len(list))}
	for i, n := range list {
		if _, taken := f.named[n.Name.Value]; !taken {
			f.named[n.Name.Value] = i
		}
	}
	for i := range list {
		if f.state[i] == unseen {
			f.follow(i)
		}
	}
	return diagnostic.Sort(f.found)
}

type visit int

const (
	unseen visit = iota
	onPath
	done
)

// cycleFinder walks names depth first; a name that is met again on the path closes a cycle.
type cycleFinder struct {
	list  []*playbook.Named
	named map[string]int
	state []visit
	path  []step
	found []diagnostic.Diagnostic
}

// A step goes from a name to another that it names.
type step struct {
	from int
	use  *playbook.Expr
}

func (f *cycleFinder) follow(i int) {
	f.state[i] = onPath
	for _, use := range uses(f.list[i].Expr, nil) {
		next, ok := f.named[use.Name]
		if !ok || len(f.found) >= mostCycles {
			continue
		}
		f.path = append(f.path, step{i, use})
		switch f.state[next] {
		case unseen:
			f.follow(next)
		case onPath:
			f.report(next)
		}
		f.path = f.path[:len(f.path)-1]
	}
	f.state[i] = done
}

// uses lists the names that an expression names, each once.
func uses(e *playbook.Expr, list []*playbook.Expr) []*playbook.Expr {
	if e == nil {
		return list
	}
	if e.Op == playbook.Truth && !slices.ContainsFunc(list, func(u *playbook.Expr) bool { return u.Name == e.Name }) {
		list = append(list, e)
	}
	for _, arg := range e.Args {
		list = uses(arg, list)
	}
	return list
}

// report describes the cycle that the path has just closed at a name, beginning with its first member.
func (f *cycleFinder) report(closed int) {
	start := slices.IndexFunc(f.path, func(s step) bool { return s.from == closed })
	cycle := slices.Clone(f.path[start:])
	first := 0
	for i, s := range cycle {
		if s.from < cycle[first].from {
			first = i
		}
	}
	cycle = slices.Concat(cycle[first:], cycle[:first])
	name := func(s step) string { return f.list[s.from].Name.Value }
	names := []string{}
	related := []diagnostic.Related{}
	for _, s := range cycle {
		names = append(names, words.Quote(name(s)))
	}
	for _, s := range cycle[:min(len(cycle), mostMembers)] {
		related = append(related, diagnostic.Related{Span: s.use.Span, Message: words.Quote(name(s)) + " names " + words.Quote(s.use.Name)})
	}
	message := strings.Join(append(abridged(names), names[0]), " names ")
	f.found = append(f.found, diagnostic.Diagnostic{Rule: "cyclic_names", Span: f.list[cycle[0].from].Name.Span,
		Message: "the test leads back to itself: " + message, Help: "write one of them without naming the others", Related: related})
}

func abridged(names []string) []string {
	if len(names) <= mostMembers {
		return names
	}
	return append(names[:mostMembers:mostMembers], fmt.Sprintf("… %d more …", len(names)-mostMembers))
}
