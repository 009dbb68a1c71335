package search_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"runtime"
	"strings"
	"testing"

	"remit/generator/search"

	"github.com/google/go-cmp/cmp"
)

func TestBuildIsTheSameHoweverManyWorkers(t *testing.T) {
	docs := newCorpus(300, 100).documents
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	_, want := search.Build(docs, search.Options{}).Ship()
	for _, workers := range []int{2, 3, 8, 8, 8, 64} {
		runtime.GOMAXPROCS(workers)
		_, got := search.Build(docs, search.Options{}).Ship()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%d workers: mismatch (-want +got):\n%s", workers, diff)
		}
	}
}

func TestFilesAreSafeInAnyPage(t *testing.T) {
	docs := []search.Document{{ID: "x", Title: "</script><!--\u2028\u2029&\xff\x00 `${1}` \\ \" '", Address: "a*!.html",
		Sections: []search.Section{{Heading: "</SCRIPT>", Anchor: "*", Text: "</script> <script> ]]> --> \u2028"}},
		Notes:    []string{"</script>"}, Facets: [][]string{{"<!--"}}}}
	_, files := search.Build(docs, search.Options{Facets: []string{"<>"}, Synonyms: [][]string{{"</script>", "&"}}}).Ship()
	for _, f := range files {
		for _, bad := range []string{"<", ">", "&", "\u2028", "\u2029", "\x00", "\xff"} {
			if bytes.Contains(f.Data, []byte(bad)) {
				t.Errorf("%s holds %q", f.Path, bad)
			}
		}
		argument, ok := bytes.CutPrefix(f.Data, []byte("remitSearch("))
		argument, closed := bytes.CutSuffix(argument, []byte(");\n"))
		if !ok || !closed || !json.Valid(argument) {
			t.Errorf("%s: not one call with JSON: %s", f.Path, f.Data)
		}
	}
}

// The corpus has a vocabulary of its own per document (codes, alerts, hosts) besides the common one, as playbooks have.
func TestFilesStaySmall(t *testing.T) {
	docs := newCorpus(1000, 880).documents
	text := 0
	for _, d := range docs {
		for _, s := range d.Sections {
			text += len(s.Heading) + len(s.Text) + len(strings.Join(s.Code, " "))
		}
	}
	raw, all, first := 0, 0, 0
	_, files := search.Build(docs, search.Options{}).Ship()
	for i, f := range files {
		raw += len(f.Data)
		all += packed(t, f.Data)
		if i == 0 {
			first = all
		}
	}
	t.Logf("1,000 documents, %d bytes of text: %d files of %d bytes, %d packed, the core %d", text, len(files), raw, all, first)
	if all > 320_000 || first > 45_000 {
		t.Errorf("%d bytes packed and %d of the core, want at most 320,000 and 45,000", all, first)
	}
}

func packed(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

func BenchmarkBuild(b *testing.B) {
	docs := newCorpus(1000, 880).documents
	b.ReportAllocs()
	for b.Loop() {
		search.Build(docs, search.Options{})
	}
}

func BenchmarkSearch(b *testing.B) {
	c := newCorpus(1000, 880)
	ix, queries := search.Build(c.documents, search.Options{}), c.queries(50)
	for i := 0; b.Loop(); i++ {
		ix.Search(queries[i%len(queries)].text, 10)
	}
}
