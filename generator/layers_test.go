// Package generator_test holds the policy of the house: who may import whom.
package generator_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// floors is the table of the rooms (README.md). A package imports only packages of lower floors, and of those only the
// ones named here ("*" is any). Change the code, not the table; a new package enters it in the commit that needs it.
var floors = []struct {
	floor   int
	name    string
	imports []string
}{
	{10, "cmd/remit", []string{"generator/site"}},
	{9, "generator/site", []string{"*"}},
	{8, "generator/check", []string{"generator/channel", "generator/words", "generator/authority", "generator/reach", "generator/hours", "generator/playbook", "generator/diagnostic", "generator/scenario", "generator/parallel"}},
	{8, "generator/print", []string{"generator/authority", "generator/scenario", "generator/evidence", "generator/hours", "generator/playbook", "generator/diagnostic", "generator/source", "generator/words", "generator/adopt"}},
	{8, "generator/page", []string{"generator/channel", "generator/authority", "generator/reach", "generator/evidence", "generator/hours", "generator/playbook", "generator/search", "templates", "generator/words"}},
	{7, "generator/scenario", []string{"generator/authority", "generator/playbook", "generator/diagnostic", "generator/parallel", "generator/words"}},
	{7, "generator/reach", []string{"generator/authority", "generator/hours", "generator/playbook"}},
	{6, "generator/load", []string{"generator/channel", "generator/content", "generator/frontmatter", "generator/condition", "generator/language", "generator/limit", "generator/playbook", "generator/diagnostic", "generator/prose", "generator/words", "generator/source"}},
	{6, "generator/authority", []string{"generator/playbook", "generator/decision", "generator/words"}},
	{6, "generator/evidence", []string{"generator/playbook", "generator/diagnostic", "generator/source", "generator/words"}},
	{6, "generator/hours", []string{"generator/playbook"}},
	{4, "generator/frontmatter", []string{"generator/language", "generator/limit", "generator/diagnostic", "generator/words", "generator/source"}},
	{5, "generator/content", []string{"generator/channel", "generator/frontmatter", "generator/limit", "generator/playbook", "generator/diagnostic", "generator/drawing", "generator/prose", "generator/words", "generator/source"}},
	{4, "generator/condition", []string{"generator/limit", "generator/playbook", "generator/diagnostic", "generator/words", "generator/source"}},
	{3, "generator/limit", []string{"generator/diagnostic", "generator/source"}},
	{2, "generator/playbook", []string{"generator/channel", "generator/source"}},
	{2, "generator/language", []string{"generator/channel"}},
	{2, "generator/diagnostic", []string{"generator/source"}},
	{2, "generator/bundle", []string{"static"}},
	{2, "generator/adopt", []string{"generator/prose", "generator/words"}},
	{1, "generator/source", nil},
	{1, "generator/parallel", nil},
	{1, "generator/words", nil},
	{1, "generator/channel", nil},
	{1, "generator/prose", nil},
	{1, "generator/drawing", nil},
	{1, "generator/decision", nil},
	{1, "generator/search", nil},
	{1, "generator/output", nil},
	{1, "generator/revision", nil},
	{1, "generator/live", nil},
	{1, "generator/meaning", nil},
	{1, "generator", nil},
	{1, "templates", nil},
	{1, "static", nil},
	{0, "generator/campaign", nil},
}

// walls says which packages may import which third party; tests included, but for those of toolsOfTests.
var walls = map[string][]string{
	"github.com/yuin/goldmark":     {"generator/prose"},
	"github.com/adrg/frontmatter":  {"generator/frontmatter"},
	"go.yaml.in/yaml/v4":           {"generator/frontmatter"},
	"github.com/expr-lang/expr":    {"generator/condition"},
	"github.com/evanw/esbuild":     {"generator/bundle"},
	"github.com/fsnotify/fsnotify": {"generator/live"},
	"github.com/alecthomas/kong":   {"cmd/remit"},
	"golang.org/x/term":            {"cmd/remit"},
	"golang.org/x/sys":             {"generator/output"},
	"golang.org/x/text":            {"generator/content", "generator/words", "generator/check"},
}

// toolsOfTests may be imported by any test, and by nothing else.
var toolsOfTests = []string{
	"github.com/google/go-cmp", "github.com/rogpeppe/go-internal", "github.com/chromedp/chromedp",
	"github.com/chromedp/cdproto", "github.com/dop251/goja", "golang.org/x/net/html",
	"github.com/santhosh-tekuri/jsonschema",
	"go.yaml.in/yaml/v4", // the test that no word is lost reads YAML on its own
}

func TestImportsPointDown(t *testing.T) {
	for file, imports := range importsOfAll(t, "..") {
		from := path.Dir(file)
		row := slices.IndexFunc(floors, func(r struct {
			floor   int
			name    string
			imports []string
		}) bool {
			return r.name == from
		})
		for _, to := range imports {
			switch {
			case strings.HasPrefix(to, "remit/"):
				if row >= 0 && !mayImport(row, strings.TrimPrefix(to, "remit/"), strings.HasSuffix(file, "_test.go")) {
					t.Errorf("%s imports %s, which is not below it in the table", file, to)
				}
			case strings.Contains(strings.SplitN(to, "/", 2)[0], "."):
				if why := thirdParty(from, file, to); why != "" {
					t.Errorf("%s imports %s: %s", file, to, why)
				}
			}
		}
		if row < 0 && from != "generator" {
			t.Errorf("%s: package %s has no floor in the table", file, from)
		}
	}
}

// mayImport reports whether the package of a row may import another. A test may look down at everything.
func mayImport(row int, to string, test bool) bool {
	if to == floors[row].name {
		return true
	}
	for _, r := range floors {
		if r.name == to {
			named := slices.Contains(floors[row].imports, to) || slices.Contains(floors[row].imports, "*")
			return r.floor < floors[row].floor && (named || test)
		}
	}
	return false
}

func thirdParty(from, file, to string) string {
	if strings.HasSuffix(file, "_test.go") && slices.ContainsFunc(toolsOfTests, func(p string) bool { return strings.HasPrefix(to, p) }) {
		return ""
	}
	for party, rooms := range walls {
		if to == party || strings.HasPrefix(to, party+"/") {
			if slices.Contains(rooms, from) {
				return ""
			}
			return "it lives only in " + strings.Join(rooms, ", ")
		}
	}
	return "no wall is written down for it"
}

// importsOfAll returns the imports of every Go file below root, by path relative to root.
func importsOfAll(t *testing.T, root string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || p != root && strings.HasPrefix(d.Name(), ".")) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, p)
		all[filepath.ToSlash(name)] = []string{}
		for _, i := range f.Imports {
			all[filepath.ToSlash(name)] = append(all[filepath.ToSlash(name)], strings.Trim(i.Path.Value, `"`))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
