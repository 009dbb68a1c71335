package generator_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The targets of README.md, "Sizes": what a reader can hold in mind. Files of tests count for the length of functions only.
const (
	mostLinesOfPackage  = 4000
	mostLinesOfFile     = 400
	mostLinesOfFunction = 80
	mostMethods         = 40
)

// larger are what does not meet a target yet, and may not grow. Make the list shorter, never longer.
var larger = map[string]int{
	"generator/authority":       8800,
	"generator/authority.Model": 175,
	"generator/authority.diff":  48,
	"generator/page":            6500,
	"generator/page.writer":     140,
	"generator/decision.Forest": 52,
	"generator/search.Index":    53,
}

// notYetDown are the rooms in which some calls still run back up: a function stands below one that it calls, or a file calls
// into one that calls it. In all others whoever calls stands above what is called. Make the list shorter, never longer.
var notYetDown = strings.Fields("authority bundle campaign decision live output page " +
	"reach revision search")

// mayCallUp are calls back up that stay: two functions that call each other, and what stands first in its file since it is
// its subject, a rule or a table.
var mayCallUp = strings.Fields("check:whatComesOf->called check:besideUndecided->undecided " +
	"channel:Of->Kinds channel:Names->Kinds channel:Schemes->Kinds language:Below->Keys " +
	"condition:join->test condition:negation->test frontmatter:mapping->node frontmatter:after->block frontmatter:value->brackets " +
	"frontmatter:below->pieces prose:aside->blocks prose:item->blocks prose:oneBlock->blocks prose:quote->blocks " +
	"prose:emphasis->inlines prose:inline->inlines prose:link->inlines playbook:find->id")

// A room is a package as it is written.
type room struct {
	name  string // by its folder: "generator/check"
	files map[string]*ast.File
	fset  *token.FileSet
}

func TestSizes(t *testing.T) {
	for _, r := range rooms(t) {
		lines, methods := 0, map[string]int{}
		for name, f := range r.files {
			n := r.fset.File(f.Pos()).LineCount()
			test := strings.HasSuffix(name, "_test.go")
			if !test {
				lines += n
			}
			for _, d := range f.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok {
					continue
				}
				if length := r.line(fn.End()) - r.line(fn.Pos()) + 1; length > mostLinesOfFunction {
					t.Errorf("%s/%s:%d: %s has %d lines, the most are %d", r.name, name, r.line(fn.Pos()), fn.Name.Name, length, mostLinesOfFunction)
				}
				if fn.Recv != nil && !test {
					methods[strings.TrimPrefix(types.ExprString(fn.Recv.List[0].Type), "*")]++
				}
			}
			if most := max(mostLinesOfFile, larger[r.name+"/"+name]); n > most && !test {
				t.Errorf("%s/%s has %d lines, the most are %d: split it", r.name, name, n, most)
			}
		}
		if most := max(mostLinesOfPackage, larger[r.name]); lines > most {
			t.Errorf("%s has %d lines, the most are %d: cut a room out of it", r.name, lines, most)
		}
		for name, n := range methods {
			if most := max(mostMethods, larger[r.name+"."+name]); n > most {
				t.Errorf("%s.%s has %d methods, the most are %d: split the type where its methods do not call each other", r.name, name, n, most)
			}
		}
	}
}

func TestCallsRunDown(t *testing.T) {
	for _, r := range rooms(t) {
		if slices.Contains(notYetDown, strings.TrimPrefix(r.name, "generator/")) {
			continue
		}
		calls := r.calls()
		for _, c := range calls {
			call := strings.TrimPrefix(r.name, "generator/") + ":" + c.caller + "->" + c.called
			if c.from == c.to && c.up && !slices.Contains(mayCallUp, call) {
				t.Errorf("%s/%s: %s stands below %s, which it calls: move the called one down", r.name, c.from, c.caller, c.called)
			}
		}
		for _, circle := range circles(calls) {
			t.Errorf("%s: these files call each other, so none stands above the others: %s", r.name, circle)
		}
	}
}

// rooms reads every package of the repository but for embedded folders.
func rooms(t *testing.T) (list []room) {
	t.Helper()
	byFolder := map[string]*room{}
	for path := range importsOfAll(t, "..") {
		folder, name := filepath.Split(path)
		folder = strings.TrimSuffix(folder, "/")
		if byFolder[folder] == nil {
			byFolder[folder] = &room{folder, map[string]*ast.File{}, token.NewFileSet()}
		}
		r := byFolder[folder]
		f, err := parser.ParseFile(r.fset, filepath.Join("..", path), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		r.files[name] = f
	}
	for _, folder := range slices.Sorted(maps.Keys(byFolder)) {
		list = append(list, *byFolder[folder])
	}
	return list
}

func (r room) line(at token.Pos) int { return r.fset.Position(at).Line }

// A call is one from a function of a package to another of the same package.
type call struct {
	from, to       string // files
	caller, called string
	up             bool // the called one stands above, in the same file
}

// calls finds the calls inside the package, tests left aside. Whatever comes from other packages is taken for unknown: the
// package's own functions and methods are found all the same.
func (r room) calls() (list []call) {
	var files []*ast.File
	for _, name := range slices.Sorted(maps.Keys(r.files)) {
		if !strings.HasSuffix(name, "_test.go") {
			files = append(files, r.files[name])
		}
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	unknown := types.Config{Importer: nothing{}, Error: func(error) {}}
	pkg, _ := unknown.Check(r.name, r.fset, files, info)
	for _, f := range files {
		for _, d := range f.Decls {
			caller, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(caller, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					if called, ok := info.Uses[id].(*types.Func); ok && called.Pkg() == pkg {
						list = append(list, call{r.file(caller.Pos()), r.file(called.Pos()), caller.Name.Name, called.Name(), called.Pos() < caller.Pos()})
					}
				}
				return true
			})
		}
	}
	return list
}

func (r room) file(at token.Pos) string { return filepath.Base(r.fset.Position(at).Filename) }

// nothing imports every package as an empty one.
type nothing struct{}

// Import returns an empty package.
func (nothing) Import(path string) (*types.Package, error) {
	p := types.NewPackage(path, filepath.Base(path))
	p.MarkComplete()
	return p, nil
}

// circles returns the files of each circle of calls between files, in words.
func circles(calls []call) (list []string) {
	next := map[string][]string{}
	for _, c := range calls {
		if c.from != c.to && !slices.Contains(next[c.from], c.to) {
			next[c.from] = append(next[c.from], c.to)
		}
	}
	left := map[string]bool{}
	for from := range next {
		left[from] = true
	}
	for again := true; again; { // drop what calls nothing that is left, or is called by nothing: no circle goes through it
		again = false
		for file := range left {
			calls := slices.ContainsFunc(next[file], func(to string) bool { return left[to] })
			called := slices.ContainsFunc(slices.Collect(maps.Keys(left)), func(from string) bool { return slices.Contains(next[from], file) })
			if !calls || !called {
				delete(left, file)
				again = true
			}
		}
	}
	var why []string
	for _, c := range calls {
		if left[c.from] && left[c.to] && c.from != c.to {
			why = append(why, fmt.Sprintf("%s of %s calls %s of %s", c.caller, c.from, c.called, c.to))
		}
	}
	if len(why) == 0 {
		return nil
	}
	slices.Sort(why)
	return []string{strings.Join(slices.Compact(why), "; ")}
}

// The check of calls finds what it is there for.
func TestCallsUpAreFound(t *testing.T) {
	r := room{"generator/x", map[string]*ast.File{}, token.NewFileSet()}
	for name, text := range map[string]string{
		"a.go": "package x\nimport \"os\"\nfunc low() { os.Exit(high()) }\nfunc A() { low(); B() }\n",
		"b.go": "package x\nfunc B() { var v t; v.m() }\nfunc high() int { return 0 }\n",
		"c.go": "package x\ntype t struct{}\nfunc (t) m() { A() }\n",
	} {
		f, err := parser.ParseFile(r.fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		r.files[name] = f
	}
	up := 0
	for _, c := range r.calls() {
		if c.from == c.to && c.up {
			up++
		}
	}
	if found := circles(r.calls()); up != 1 || len(found) != 1 || !strings.Contains(found[0], "m of c.go calls A of a.go") {
		t.Errorf("%d calls up in a file, circles: %q", up, found)
	}
}
