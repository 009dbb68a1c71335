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
	"remit/generator/meaning"
)

// The table of rules is that of the document, in its order: none is missing, and none is added.
func TestRulesAreThoseOfTheDocument(t *testing.T) {
	rows, err := meaning.Table("Findings")
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, row := range rows {
		for i, severity := range []diagnostic.Severity{diagnostic.Error, diagnostic.Warning} {
			for name := range strings.FieldsSeq(row[1+i]) {
				want = append(want, name+" "+severity.String())
			}
		}
	}
	for _, r := range check.Rules() {
		got = append(got, r.Name+" "+r.Severity.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mismatch (-document +program):\n%s", diff)
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

// namedByLoad returns the rules of package load and of the rooms below it that find mistakes for it: what its calls of report and warn, and its findings, name.
func namedByLoad(t *testing.T) map[string]diagnostic.Severity {
	t.Helper()
	var files []string
	for _, room := range []string{"load", "content", "frontmatter", "condition", "limit"} {
		list, err := filepath.Glob("../" + room + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, list...)
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
		if isMethod && len(n.Args) > 0 && slices.Contains([]string{"report", "warn", "complain"}, strings.ToLower(method.Sel.Name)) {
			rule, ok = word(n.Args[0])
			if strings.EqualFold(method.Sel.Name, "warn") {
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
