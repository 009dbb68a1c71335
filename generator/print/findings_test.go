package print_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/diagnostic"
	"remit/generator/print"
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

func TestJSONKeepsTheOrderOfFacts(t *testing.T) {
	var b strings.Builder
	if err := (&print.CheckResult{Summary: print.Summary{Errors: 1, Playbooks: 1, Situations: "4", Answered: "3", Explicit: "3"}, Findings: sample()}).Print(&b, "json", false); err != nil {
		t.Fatal(err)
	}
	want := `{"version":1,"summary":{"errors":1,"warnings":0,"playbooks":1,"situations":"4","answered":"3","explicit":"3"},"findings":[` +
		`{"rule":"unanswered","severity":"error","file":"content/playbooks/x.md","line":1,"column":8,"end_line":1,"end_column":14,` +
		`"message":"no answer, 100% sure","help":"add a duty","region":"x from 2 to below 5",` +
		`"witness":{"playbook":"x","role":"on_call","facts":{"x":"2","a":"yes"}},` +
		`"related":[{"file":"content/playbooks/x.md","line":2,"column":1,"message":"the other one"}]}]}` + "\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestGitHubEscapes(t *testing.T) {
	var b strings.Builder
	if err := (&print.CheckResult{Findings: sample()}).Print(&b, "github", false); err != nil {
		t.Fatal(err)
	}
	want := "::error file=content/playbooks/x.md,line=1,col=8,endLine=1,endColumn=14,title=unanswered::" +
		"no answer, 100%25 sure%0Ax from 2 to below 5%0Aadd a duty%0Aremit ask x --role on_call x=2 a=yes\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestSARIFIsJSON(t *testing.T) {
	var b strings.Builder
	if err := (&print.CheckResult{Findings: sample(), Version: "1.0"}).Print(&b, "sarif", false); err != nil {
		t.Fatal(err)
	}
	var log struct {
		Version string
		Runs    []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID    string
				Locations []struct {
					PhysicalLocation struct {
						Region struct{ StartLine, StartColumn, EndLine, EndColumn int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(b.String()), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || log.Runs[0].Tool.Driver.Rules[0].ID != "unanswered" || log.Runs[0].Results[0].Locations[0].PhysicalLocation.Region.StartColumn != 8 {
		t.Errorf("unexpected log: %+v", log)
	}
}

// A finding of several regions has all of them as data.
func TestRegions(t *testing.T) {
	d := sample()[0]
	for _, r := range []struct{ words, role string }{{"x is 1", "a"}, {"x is 2", "a"}, {"x is 3", "b"}, {"x is 4", "b"}, {"x is 5", "b"}} {
		d.Regions = append(d.Regions, diagnostic.Region{Words: r.words, Roles: []string{r.role}, Witness: d.Witness})
	}
	var data, github strings.Builder
	r := &print.CheckResult{Findings: []diagnostic.Diagnostic{d}}
	if err := errors.Join(r.Print(&data, "json", false), r.Print(&github, "github", false)); err != nil {
		t.Fatal(err)
	}
	for got, want := range map[string]string{
		data.String():   `"regions":[{"region":"x is 1","roles":["a"],"witness":{"playbook":"x","role":"on_call","facts":{"x":"2","a":"yes"}}},{"region":"x is 2"`,
		github.String(): "x from 2 to below 5; and 4 more regions%0A",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("want %q in:\n%s", want, got)
		}
	}
}
