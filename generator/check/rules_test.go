package check_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/check"
	"remit/generator/diagnostic"
)

// design is the table of section 5 of the design, in its order. A star before a name says that the rule is not there yet.
var design = []struct{ group, errors, warnings string }{
	{"source", "syntax misplaced_playbook no_playbooks unanalysed forged_answer unknown_key duplicate_key wrong_type missing_key bad_name unknown_name cyclic_names name_conflict unsafe_file too_large", "raw_html ignored_file stranger_syntax far_picture"},
	{"conditions", "bad_condition out_of_range off_grid never_true",
		"always_true idle_fact idle_trigger idle_condition idle_test lone_value"},
	{"authority", "unanswered dead_end conflicting_grants unreachable_grant unreachable_duty escalates_to_self exclusive_actions lone_pair undecided",
		"redundant_grant shrinking_authority powerless_role no_way_on idle_otherwise"},
	{"escalation", "no_authority slow_authority unstaffed bad_channel unreachable_contact private_value", "single_contact late_answer exposed_contact"},
	{"time", "", "expired expires_before_review review_overdue never_drilled"},
	{"scenarios", "failing_scenario", "untested_grant"},
	{"site", "broken_link missing_anchor address_taken", "orphan_page shared_alert lost_address wrong_url"},
}

// The table of rules is the design's, in its order: none is missing but those that are marked, and none is added.
func TestTheTableIsTheDesigns(t *testing.T) {
	var want, got []string
	for _, row := range design {
		for i, names := range []string{row.errors, row.warnings} {
			severity := []diagnostic.Severity{diagnostic.Error, diagnostic.Warning}[i]
			for name := range strings.FieldsSeq(names) {
				if !strings.HasPrefix(name, "*") {
					want = append(want, name+" "+severity.String())
				}
			}
		}
	}
	for _, r := range check.Rules() {
		got = append(got, r.Name+" "+r.Severity.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

func TestEveryRuleHasItsPage(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for i, page := range pages {
		pages[i] = strings.TrimSuffix(page, ".md")
	}
	var names []string
	for _, r := range check.Rules() {
		names = append(names, r.Name)
	}
	slices.Sort(names)
	if diff := cmp.Diff(names, pages); diff != "" {
		t.Errorf("rules and pages: mismatch (-want +got):\n%s", diff)
	}
}

// Package load names its rules in its source; each stands in the table, with the severity that load gives it.
func TestWhatLoadReportsIsInTheTable(t *testing.T) {
	table := map[string]diagnostic.Severity{}
	for _, r := range check.Rules() {
		table[r.Name] = r.Severity
	}
	named := namedByLoad(t)
	for rule, severity := range named {
		if known, ok := table[rule]; !ok || known != severity {
			t.Errorf("package load reports %s as %s, which is not in the table", rule, severity)
		}
	}
	if len(named) < 15 {
		t.Errorf("only %d rules are found in the source of package load: %v", len(named), named)
	}
}

// namedByLoad returns the rules of package load: what its calls of report and warn, and its findings, name.
func namedByLoad(t *testing.T) map[string]diagnostic.Severity {
	t.Helper()
	files, err := filepath.Glob("../load/*.go")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]diagnostic.Severity{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if rule, severity, ok := ruleOf(n); ok {
				named[rule] = severity
			}
			return true
		})
	}
	return named
}

// ruleOf returns the rule that a call or a finding names.
func ruleOf(n ast.Node) (rule string, severity diagnostic.Severity, ok bool) {
	switch n := n.(type) {
	case *ast.CallExpr:
		method, isMethod := n.Fun.(*ast.SelectorExpr)
		if isMethod && len(n.Args) > 0 && (method.Sel.Name == "report" || method.Sel.Name == "warn") {
			rule, ok = word(n.Args[0])
			if method.Sel.Name == "warn" {
				severity = diagnostic.Warning
			}
		}
	case *ast.KeyValueExpr:
		if key, isName := n.Key.(*ast.Ident); isName && key.Name == "Rule" {
			rule, ok = word(n.Value)
		}
	}
	return rule, severity, ok
}

func word(e ast.Expr) (string, bool) {
	literal, ok := e.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(literal.Value)
	return s, err == nil
}
