package condition

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/playbook"
	"remit/generator/source"
)

// named reads `name: condition` lines as named tests; every name may name every other.
func named(t *testing.T, text string) []*playbook.Named {
	t.Helper()
	file := source.NewFile("x.md", []byte(text))
	sc := Scope{Facts: harbour().Facts, Named: map[string]bool{}}
	list := []*playbook.Named{}
	at := 0
	for line := range strings.Lines(text) {
		name, _, _ := strings.Cut(line, ":")
		sc.Named[name] = true
		list = append(list, &playbook.Named{Name: playbook.Text{Value: name, Span: file.Span(at, at+len(name))}})
		at += len(line)
	}
	for _, n := range list {
		rest := text[n.Name.Span.End+1:]
		line, _, _ := strings.Cut(rest, "\n")
		c, found := Parse(Scalar{Text: line, File: file, Start: n.Name.Span.End + 1, End: n.Name.Span.End + 1 + len(line)}, sc)
		if len(found) > 0 {
			t.Fatal(printed(found))
		}
		n.Condition = c
	}
	return list
}

func TestCycles(t *testing.T) {
	for _, row := range [...]struct{ name, text, want string }{
		{"none", "a: b and c\nb: c\nc: recent_deploy\n", ""},
		{"itself", "a: recent_deploy or not a\n", `1: "a" names "a" (a@1)`},
		{"a pair", "z: recent_deploy\nb: c\na: b\nc: z and a\n", `2: "b" names "c" names "a" names "b" (c@2 a@4 b@3)`},
		{"entered in the middle", "start: two\none: two\ntwo: three\nthree: one\n", `2: "one" names "two" names "three" names "one" (two@2 three@3 one@4)`},
		{"two that share a name", "a: b or c\nb: a\nc: a\n", "1: \"a\" names \"b\" names \"a\" (b@1 a@2)\n1: \"a\" names \"c\" names \"a\" (c@1 a@3)"},
		{"a name used twice", "a: b or b\nb: a and (a or b)\n", "1: \"a\" names \"b\" names \"a\" (b@1 a@2)\n2: \"b\" names \"b\" (b@2)"},
	} {
		lines := []string{}
		for _, d := range Cycles(named(t, row.text)) {
			uses := []string{}
			for _, r := range d.Related {
				uses = append(uses, fmt.Sprintf("%s@%d", r.Span.Text(), r.Span.From().Line))
			}
			lines = append(lines, fmt.Sprintf("%d: %s (%s)", d.Span.From().Line, strings.TrimPrefix(d.Message, "the test leads back to itself: "), strings.Join(uses, " ")))
		}
		if diff := cmp.Diff(row.want, strings.Join(lines, "\n")); diff != "" {
			t.Errorf("%s: mismatch (-want +got)\n%s", row.name, diff)
		}
	}
}

func TestCyclesIgnoreTestsThatCouldNotBeRead(t *testing.T) {
	if found := Cycles([]*playbook.Named{{Name: text("a")}, {Name: text("a")}}); len(found) > 0 {
		t.Error(printed(found))
	}
}

func TestCyclesAreBounded(t *testing.T) {
	all := []string{}
	for i := range 60 {
		all = append(all, fmt.Sprintf("n%d", i))
	}
	tangle, ring := "", ""
	for i, name := range all {
		tangle += name + ": " + strings.Join(all, " or ") + "\n"
		ring += name + ": " + all[(i+1)%len(all)] + "\n"
	}
	if found := Cycles(named(t, tangle)); len(found) != mostCycles {
		t.Errorf("%d findings for names that all name each other, want %d", len(found), mostCycles)
	}
	found := Cycles(named(t, ring))
	if len(found) != 1 || !strings.Contains(found[0].Message, "… 40 more …") || len(found[0].Related) != mostMembers {
		t.Error(printed(found))
	}
}
