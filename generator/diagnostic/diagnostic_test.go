package diagnostic_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/diagnostic"
	"remit/generator/source"
)

func sample() []diagnostic.Diagnostic {
	f := source.NewFile("content/playbooks/x.md", []byte("\ufefftitle: Ünïted\nwhen: x > \u202e5\n"))
	return []diagnostic.Diagnostic{{
		Rule: "unanswered", Severity: diagnostic.Error, Span: f.Span(10, 18), Message: "no answer, 100% sure", Help: "add a duty",
		Region:  "x from 2 to below 5",
		Witness: &diagnostic.Witness{Playbook: "x", Role: "on_call", Facts: []diagnostic.Fact{{Name: "x", Value: "2"}, {Name: "a", Value: "yes"}}},
		Related: []diagnostic.Related{{Span: f.Span(19, 23), Message: "the other one"}},
	}}
}

func TestText(t *testing.T) {
	var b strings.Builder
	if err := diagnostic.Text(&b, sample(), false); err != nil {
		t.Fatal(err)
	}
	want := `content/playbooks/x.md:1:8: error: no answer, 100% sure [unanswered]
    1 | title: Ünïted
      |        ^^^^^^
  where: x from 2 to below 5
  replay: remit ask x --role on_call x=2 a=yes
  see: content/playbooks/x.md:2:1: the other one
  help: add a duty
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestTextShowsDirectionMarks(t *testing.T) {
	d := sample()[0]
	d.Span = d.Related[0].Span
	var b strings.Builder
	if err := diagnostic.Text(&b, []diagnostic.Diagnostic{d}, true); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "\u202e") || !strings.Contains(b.String(), `x > \u202e5`) {
		t.Errorf("the direction mark is not shown escaped:\n%s", b.String())
	}
}

func TestSortDropsRepetitions(t *testing.T) {
	list := append(sample(), sample()...)
	list[1].Span = list[0].Span
	other := list[0]
	other.Span = list[0].Related[0].Span
	got := diagnostic.Sort([]diagnostic.Diagnostic{other, list[0], list[1]})
	if len(got) != 2 || got[0].Span.From().Line != 1 || got[1].Span.From().Line != 2 {
		t.Errorf("sorted: %v", got)
	}
}

// A finding of several regions prints the first few, with the roles where these differ.
func TestRegions(t *testing.T) {
	d := sample()[0]
	for _, r := range []struct{ words, role string }{{"x is 1", "a"}, {"x is 2", "a"}, {"x is 3", "b"}, {"x is 4", "b"}, {"x is 5", "b"}} {
		d.Regions = append(d.Regions, diagnostic.Region{Words: r.words, Roles: []string{r.role}, Witness: d.Witness})
	}
	var text strings.Builder
	if err := diagnostic.Text(&text, []diagnostic.Diagnostic{d}, false); err != nil {
		t.Fatal(err)
	}
	want := "  where: x is 1 (a)\n     or: x is 2 (a)\n     or: x is 3 (b)\n     and 2 more regions\n  replay: remit ask x "
	if !strings.Contains(text.String(), want) {
		t.Errorf("want %q in:\n%s", want, text.String())
	}
}
