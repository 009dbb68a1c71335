package site

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"remit/generator/authority"
	"remit/generator/campaign"
	"remit/generator/diagnostic"
)

// A single typing mistake, wherever it is made in a playbook or in site.yaml, ends in a finding, in the same meaning, or in
// another file that somebody could have meant, of which every word arrives and which remit diff shows. Nothing is lost in
// silence: no word that still stands in the file, and no prohibition.
func TestTypingMistakesAreNotSilent(t *testing.T) {
	var all census
	all.byKind = map[string]*census{}
	for n, f := range typedFiles(t) {
		if n%campaign.Sample(2) != 0 {
			continue // the short form looks into every second file
		}
		t.Run(f.name, func(t *testing.T) { all.tryIn(t, f, n) })
	}
	t.Log(all.report())
	if all.made < 300 && !campaign.Fewer() {
		t.Errorf("only %d mistakes were made", all.made)
	}
}

// tryIn makes the mistakes of one file.
func (t *census) tryIn(test *testing.T, f typed, n int) {
	bench := newBench(test, f)
	for _, m := range sampleOf(mistakesIn(f.text, namesOf(f.site)), n) {
		v := bench.judge(m)
		t.add(m.kind, v)
		if v.fate == asSilent {
			test.Errorf("%s:%d: %s: %s\n  was: %s\n  is:  %s", f.name, m.line, m.kind, v.why, m.was, m.is)
		} else if testing.Verbose() {
			test.Logf("%s:%d: %s: %s: %s\n  was: %s\n  is:  %s", f.name, m.line, m.kind, fates[v.fate], v.why, m.was, m.is)
		}
	}
}

// typed is a file in which mistakes are made, with the site around it.
type typed struct {
	name string
	text string
	site fstest.MapFS
}

// typedFiles are the playbooks of the example and of the starter, and the site.yaml of both. Around a playbook stand
// only the pages it may link to, so that a mistake is judged in little time.
func typedFiles(t *testing.T) []typed {
	var list []typed
	for _, root := range []string{"starter", "../.."} {
		from := os.DirFS(root)
		books, err := fs.Glob(from, "content/playbooks/*.md")
		deeper, _ := fs.Glob(from, "content/playbooks/*/*.md")
		if books = append(books, deeper...); err != nil || len(books) == 0 {
			t.Fatal("there are no playbooks", err)
		}
		list = append(list, typedFile(t, from, "site.yaml", books[:min(3, len(books))]...))
		for _, name := range books {
			list = append(list, typedFile(t, from, name))
		}
	}
	return list
}

// namesOf are the names that mean something in a site.
func namesOf(site fstest.MapFS) map[string]bool {
	names := map[string]bool{}
	for _, f := range site {
		for _, m := range defined.FindAllStringSubmatch(string(f.Data), -1) {
			names[m[1]] = true
		}
	}
	return names
}

var defined = regexp.MustCompile(`(?m)(?:^ +|[{,] )([a-z][a-z0-9_]*):`)

func typedFile(t *testing.T, from fs.FS, name string, beside ...string) typed {
	t.Helper()
	pages, err := fs.Glob(from, "content/*.md")
	if err != nil {
		t.Fatal(err)
	}
	f := typed{name: name, site: fstest.MapFS{}}
	for _, n := range append(append(pages, "site.yaml", name), beside...) {
		text, err := fs.ReadFile(from, n)
		if err != nil {
			t.Fatal(err)
		}
		f.site[n] = &fstest.MapFile{Data: text}
		if n == name {
			f.text = string(text)
		}
	}
	return f
}

// sampleOf picks one mistake of each kind, in each file at another place; a long campaign makes all.
func sampleOf(list []mistake, file int) []mistake {
	if campaign.All() {
		return list
	}
	byKind := map[string][]mistake{}
	var kinds []string
	for _, m := range list {
		if byKind[m.kind] == nil {
			kinds = append(kinds, m.kind)
		}
		byKind[m.kind] = append(byKind[m.kind], m)
	}
	var few []mistake
	for _, k := range kinds {
		of := byKind[k]
		few = append(few, of[file*37%len(of)])
	}
	return few
}

// The fates of a mistake.
const (
	asFinding = iota
	asSame
	asShown
	asWords
	asSilent
)

var fates = [...]string{"found", "same meaning", "another meaning, and diff shows it", "other words for people", "SILENT"}

type verdict struct {
	fate     int
	why      string
	findings int
}

// bench judges the mistakes of one file.
type bench struct {
	t     *testing.T
	file  typed
	was   *analysis
	heard *heard
	words map[string]int
	known map[string]int
}

func newBench(t *testing.T, f typed) *bench {
	b := &bench{t: t, file: f, words: countWords(f.text), known: map[string]int{}}
	b.was = b.study(f.text)
	b.heard = heardBy(b.was.library)
	for _, d := range b.was.findings {
		b.known[d.Rule+d.Message]++
	}
	return b
}

func (b *bench) study(text string) *analysis {
	b.file.site[b.file.name] = &fstest.MapFile{Data: []byte(text)}
	st, err := (&Site{fsys: b.file.site}).analyse("2026-11-23", time.Time{})
	if err != nil {
		b.t.Fatal(err)
	}
	return st
}

func (b *bench) judge(m mistake) verdict {
	st := b.study(m.text)
	if fresh := b.fresh(st.findings); len(fresh) > 0 {
		return verdict{asFinding, brief(fresh), len(fresh)}
	}
	if st.library.Site == nil || len(st.models) != len(b.was.models) {
		return verdict{asSilent, "a playbook is gone, and nothing was found", 0}
	}
	is := heardBy(st.library)
	paths := changed(b.heard, is)
	if len(paths) == 0 {
		return verdict{asSame, "", 0}
	}
	if why := b.lost(m, is); why != "" {
		return verdict{asSilent, why + " in " + strings.Join(paths, ", "), 0}
	}
	return b.visible(st, paths)
}

// fresh returns what is found in the file with the mistake and was not found before.
func (b *bench) fresh(list []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	left := map[string]int{}
	for k, n := range b.known {
		left[k] = n
	}
	return slices.DeleteFunc(slices.Clone(list), func(d diagnostic.Diagnostic) bool {
		left[d.Rule+d.Message]--
		return left[d.Rule+d.Message] >= 0
	})
}

func brief(list []diagnostic.Diagnostic) string {
	var lines []string
	for _, d := range list {
		lines = append(lines, fmt.Sprintf("%s %s", d.Rule, d.Message))
	}
	return strings.Join(lines, "; ")
}

var ban = regexp.MustCompile(`\bunless\s*:|\ballow\s*:\s*none\b`)

// lost says what stands in the file and did not arrive: words that the library has no more although the file still has
// them, words that are new in the file and not in the library, prohibitions.
func (b *bench) lost(m mistake, is *heard) string {
	words := countWords(m.text)
	if w := beyond(lacks(b.heard.words, is.words), lacks(b.words, words)); len(w) > 0 {
		return fmt.Sprintf("%q are lost", w)
	}
	arrived := lacks(is.words, b.heard.words)
	for _, w := range beyond(lacks(words, b.words), arrived) {
		if !grammar[w] && !strings.Contains(b.file.text, w+":") {
			return fmt.Sprintf("%q never arrives", w)
		}
	}
	if was, now := len(ban.FindAllString(matter(b.file.text), -1)), len(ban.FindAllString(matter(m.text), -1)); is.bans-b.heard.bans < now-was {
		return "a prohibition is lost"
	}
	return ""
}

// matter is a file without its comments.
func matter(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(withoutComment(line) + "\n")
	}
	return b.String()
}

// grammar holds the words that mean something themselves, so that they reach the library as another value than a word.
var grammar = wordSet("and or not in all always none otherwise yes no true false mon tue wed thu fri sat sun team_member " +
	"workload_owner escalation_manager higher lower later earlier roles role contact")

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// visible asks the comparison of authority what it shows. Where it proves that nothing changed, only words for people,
// tests of the author, and dates of the paper may differ.
func (b *bench) visible(st *analysis, paths []string) verdict {
	lines := 0
	changes, notices := authority.CompareSites(b.was.library, st.library)
	lines += len(changes) + len(notices)
	for i, p := range st.library.Playbooks {
		c := authority.Compare(authority.Edition{Site: b.was.library.Site, Playbook: b.was.library.Playbooks[i]},
			authority.Edition{Site: st.library.Site, Playbook: p}, today)
		lines += len(c.Changes) + len(c.Notices)
	}
	what := strings.Join(paths, ", ")
	if lines > 0 {
		return verdict{asShown, what, 0}
	}
	if slices.Equal(b.heard.inAnyOrder(), heardBy(st.library).inAnyOrder()) {
		return verdict{asSame, "in another order", 0}
	}
	for _, p := range paths {
		if !forPeople(p) {
			return verdict{asSilent, "no comparison shows " + what, 0}
		}
	}
	return verdict{asWords, what, 0}
}

var people = regexp.MustCompile(`(^Workloads\.Name|Title|Summary|Ask|Look|Because|Bring|IfSilent|Steps|Undo|Tags|Aliases|Alerts|LastReviewedOn|` +
	`LastDrilledOn|ReviewIn|Scenarios|HTML|Responsibilities|GoodFaith|Synonyms|Repository|Branch|URL|Index|Says|Waivers)\b`)

func forPeople(path string) bool { return people.MatchString(path) }

// census counts what became of the mistakes.
type census struct {
	made     int
	fates    [len(fates)]int
	findings int
	most     int
	worst    string
	byKind   map[string]*census
}

func (t *census) add(kind string, v verdict) {
	t.made++
	t.fates[v.fate]++
	t.findings += v.findings
	if v.findings > t.most {
		t.most, t.worst = v.findings, kind+": "+v.why
	}
	if t.byKind != nil {
		if t.byKind[kind] == nil {
			t.byKind[kind] = &census{}
		}
		t.byKind[kind].add(kind, v)
	}
}

func (t *census) line() string {
	mean := float64(t.findings) / float64(max(1, t.fates[asFinding]))
	return fmt.Sprintf("%d made: %d found (%.2f findings each, at most %d), %d same, %d shown by diff, %d words for people, %d silent",
		t.made, t.fates[asFinding], mean, t.most, t.fates[asSame], t.fates[asShown], t.fates[asWords], t.fates[asSilent])
}

func (t *census) report() string {
	var b strings.Builder
	kinds := []string{}
	for k := range t.byKind {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	for _, k := range kinds {
		fmt.Fprintf(&b, "%-28s %s\n", k, t.byKind[k].line())
	}
	return b.String() + "all: " + t.line()
}
