package output

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// many returns n files of 12 kB, the size of a page; every file of a different age has different content.
func many(n, age int) []File {
	files := make([]File, n)
	for i := range files {
		files[i].Path = fmt.Sprintf("playbooks/d%02d/p%d.html", i%40, i)
		files[i].Data = fmt.Appendf(bytes.Repeat([]byte("0123456789abcdef"), 750), "%d %d", i, age)
	}
	return files
}

func BenchmarkWrite(b *testing.B) {
	const n = 10_000
	one, two := many(n, 1), many(n, 2)
	edited := append([]File{{Path: two[0].Path, Data: []byte("edited")}}, one[1:]...)
	for _, bench := range []struct {
		name          string
		before, after []File
	}{
		{"first", nil, one},
		{"unchanged", one, one},
		{"one page edited", one, edited},
		{"every page edited", one, two},
	} {
		b.Run(bench.name, func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "public")
			for b.Loop() {
				b.StopTimer()
				if bench.before == nil {
					must(0, os.RemoveAll(dir))
				} else {
					must(Write(dir, bench.before, quick))
				}
				b.StartTimer()
				must(Write(dir, bench.after, quick))
			}
		})
	}
}
