package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestScanner(t *testing.T) {
	for text, want := range map[string]string{
		"CheckoutErrorRateHigh":      "checkout error rate high =checkouterrorratehigh",
		"ERR-4312":                   "err 4312 =err4312",
		"checkout_api.errors":        "checkout api errors =checkoutapierrors",
		"HTTPServer APIs S3Bucket":   "http server =httpserver apis s3 bucket =s3bucket",
		"5xx p99 s3 k8s 7d9f8b":      "5xx p99 s3 k8s 7d9f8b",
		"err4312 500ms 10GB":         "err 4312 =err4312 500 ms =500ms 10 gb =10gb",
		"EdgeHTTP5xxHigh Api4xxRate": "edge http 5xx high =edgehttp5xxhigh api 4xx rate =api4xxrate",
		"a.ConnPool-web01.x ab.cd":   "a conn pool web 01 x =aconnpoolweb01x +connpool +web01 ab cd =abcd",
		"https://www.shop.example/a": "shop example =shopexample a",
		"C++ C++11 C++Foo c+ C# a#":  "cpp cpp 11 =cpp11 cpp foo =cppfoo c csharp a",
		"HTTP: www http://":          "http www",
		"owner's ’tis rock’n’roll":   "owners tis rocknroll",
		"read-only, done. Next":      "read only =readonly done next",
		"a--b x- -y":                 "a b x y",
		"Zürich ŒUVRE Straße ĳs":     "zurich oeuvre strasse ijs",
		"cafe\u0301 so\u00adft":      "cafe soft",
		"ΣΊΣΥΦΟΣ Ёлка":               "σισυφοσ елка",
		"支払い":                        "支 払 い",
		"เต็ม":                       "เ ต ็ ม",
		"فَشَل فشـل ٱلرحمٰن":         "فشل فشل ٱلرحمن",
		"Ｅｒｒ４":                       "err4",
		"fire\U0001F525hose \xff ok": "fire hose ok",
		"eu‑west‐1":                  "eu west 1 =euwest1",
		"12:30":                      "12 30 =1230",
		" \t\n":                      "",
	} {
		got := strings.Join(allWords(text), " ")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: mismatch (-want +got):\n%s", text, diff)
		}
	}
}

// allWords cuts a text; compounds follow their parts, after an equals sign, and what is a compound in
// them after a plus sign.
func allWords(text string) []string {
	var all []string
	for s := (scanner{text: text}); s.next(); {
		for part := range s.ends {
			all = append(all, string(s.word(part)))
		}
		if whole, ok := s.compound(); ok {
			all = append(all, "="+string(whole))
		}
		for _, name := range s.inner() {
			all = append(all, "+"+string(name))
		}
	}
	return all
}

func TestLongWordsAreCut(t *testing.T) {
	s := scanner{text: strings.Repeat("é", 100) + " " + strings.Repeat("ab-", 40) + "λόγος" + strings.Repeat("λ", 90)}
	for s.next() {
		if n := length(string(s.word(0))); n > longest {
			t.Errorf("a word of %d letters", n)
		}
		if _, ok := s.compound(); ok {
			t.Error("a compound longer than a word may be is kept")
		}
	}
}

func TestStemJoinsInflections(t *testing.T) {
	for _, family := range []string{
		"fail failed failing fails", "spike spikes spiked spiking", "query queries", "cache caches cached caching",
		"drop drops dropped dropping", "roll rolls rolled rolling", "crash crashes crashed crashing", "retry retries retried retrying",
		"rotate rotated rotating rotation rotations", "exhaust exhausted exhaustion", "process processes processed", "index indexes",
		"queue queues queued queuing queueing", "cancel cancels cancelled canceled cancelling", "panic panics panicked panicking",
		"alias aliases aliased aliasing", "install installs installed installing", "control controls controlled controlling", "status", "series", "speed", "region regions", "action actions",
	} {
		words := strings.Fields(family)
		for _, w := range words {
			if stem(w) != stem(words[0]) {
				t.Errorf("stem(%s) = %s, stem(%s) = %s", w, stem(w), words[0], stem(words[0]))
			}
		}
	}
}

func TestStemKeepsApart(t *testing.T) {
	seen := map[string]string{}
	for _, w := range strings.Fields("bus action region station string speed lease feed thing sing release err4312 pass status full roll role fill file click clip replica alias") {
		if other, ok := seen[stem(w)]; ok {
			t.Errorf("stem(%s) = stem(%s) = %s", w, other, stem(w))
		}
		seen[stem(w)] = w
	}
}

// The stem begins the word, but for a y at its end: the index looks for inflections there and nowhere else.
func TestStemBeginsTheWord(t *testing.T) {
	for _, w := range randomWords(20_000, "aedginorsty") {
		if root := stem(w); !strings.HasPrefix(w, strings.TrimSuffix(root, "y")) || len(w) > len(root)+len("ations") {
			t.Errorf("stem(%s) = %s", w, root)
		}
	}
}

func randomWords(n int, alphabet string) []string {
	random := rand.New(rand.NewPCG(3, 5))
	letters := []rune(alphabet)
	words := make([]string, n)
	for i := range words {
		w := make([]rune, 1+random.IntN(11))
		for j := range w {
			w[j] = letters[random.IntN(len(letters))]
		}
		words[i] = string(w)
	}
	return words
}

// The walk must find what comparing every word with the text finds.
func TestWalkFindsEverySlip(t *testing.T) {
	words := randomWords(4000, "abcλ")
	slices.Sort(words)
	words = slices.Compact(words)
	ix := Build([]Document{{Title: strings.Join(words, " ")}}, Options{})
	for _, text := range slices.Concat(randomWords(150, "abcλ"), words[:50]) {
		bound := 1
		if length(text) >= 8 {
			bound = 2
		}
		var want, got []string
		for _, w := range ix.words {
			if n := slipsBetween([]rune(w), []rune(text)); n > 0 && n <= bound {
				want = append(want, fmt.Sprint(w, n))
			}
		}
		ix.walk(text, false, func(word, slipped int) { got = append(got, fmt.Sprint(ix.words[word], slipped)) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: mismatch (-want +got):\n%s", text, diff)
		}
	}
}

// So must the walk for what is begun: the nearest of all beginnings.
func TestWalkFindsEverySlipOfABeginning(t *testing.T) {
	words := randomWords(4000, "abcλ")
	slices.Sort(words)
	words = slices.Compact(words)
	ix := Build([]Document{{Title: strings.Join(words, " ")}}, Options{})
	for _, text := range randomWords(200, "abcλ") {
		if length(text) < 5 {
			continue
		}
		bound := 1
		if length(text) >= 8 {
			bound = 2
		}
		var want, got []string
		for _, w := range ix.words {
			least := bound + 1
			for n := range len([]rune(w)) + 1 {
				least = min(least, slipsBetween([]rune(w)[:n], []rune(text)))
			}
			if least > 0 && least <= bound {
				want = append(want, fmt.Sprint(w, least))
			}
		}
		ix.walk(text, true, func(word, slipped int) { got = append(got, fmt.Sprint(ix.words[word], slipped)) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: mismatch (-want +got):\n%s", text, diff)
		}
	}
}

// slipsBetween counts slips by the definition, from the ends of both words.
func slipsBetween(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				rows[i][j] = rows[i-1][j-1]
			default:
				rows[i][j] = 1 + min(rows[i-1][j-1], rows[i-1][j], rows[i][j-1])
			}
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], 1+rows[i-2][j-2])
			}
		}
	}
	return rows[len(a)][len(b)]
}

func TestNumbersUnpack(t *testing.T) {
	for _, n := range []int{0, 1, 59, 60, 61, 85, 86, 1619, 1620, 42179, 42180, 1 << 20, 1<<31 - 1} {
		got, scale := 0, 1
		for _, c := range number(nil, n) {
			got += strings.IndexByte(digits, c) * scale
			scale *= 26
		}
		if got != n {
			t.Errorf("number(%d) reads as %d", n, got)
		}
	}
}
