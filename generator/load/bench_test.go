package load

import (
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// BenchmarkDir loads a site of a thousand playbooks.
func BenchmarkDir(b *testing.B) {
	text, err := testdata("design.txtar")
	if err != nil {
		b.Fatal(err)
	}
	book := unpack(text)["content/playbooks/payments/checkout-errors.md"]
	matter, _, _ := strings.Cut(book, "See [the guide]")
	fsys := fstest.MapFS{siteFile: {Data: []byte(harbourSite)}}
	for i := range 1000 {
		words := strings.Repeat("The queue of orders is drained before the cache is warmed again, and nobody restarts the database meanwhile.\n\n", 40)
		text := strings.Replace(matter, "/runbooks/checkout-5xx/", "/runbooks/"+strconv.Itoa(i)+"/", 1) + words + "## Deploy again\n\n" + words + "## Raise an incident\n"
		fsys["content/playbooks/team/p"+strconv.Itoa(i)+".md"] = &fstest.MapFile{Data: []byte(text)}
	}
	for b.Loop() {
		_, found, err := Dir(fsys, Options{})
		if err != nil || len(found) > 0 {
			b.Fatal(err, brief(found))
		}
	}
}
