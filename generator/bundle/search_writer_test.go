package bundle_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"remit/generator/search"
)

// A writer makes up documents of words that resemble each other, and asks for them well and badly.
type writer struct{ random *rand.Rand }

func (w *writer) word() string {
	all := strings.Fields("ba ca er ing ed s ry on qu ti")
	word := ""
	for range 1 + w.random.IntN(4) {
		word += all[w.random.IntN(len(all))]
	}
	return word
}

// text returns words of which many are among the few that all documents use.
func (w *writer) text(words int) string {
	var text []string
	for range words {
		switch n := w.random.IntN(60); {
		case n == 0:
			text = append(text, fmt.Sprintf("ERR-%d", 4000+w.random.IntN(500)))
		case n == 1:
			text = append(text, w.word()+"-"+w.word()+fmt.Sprint(w.random.IntN(9)))
		case n == 2:
			text = append(text, w.odd())
		case n < 12:
			text = append(text, w.word())
		default:
			text = append(text, strings.Fields("the queue of database errors is slow when deploys fail and caches expire")[n%13])
		}
	}
	return strings.Join(text, " ")
}

func (w *writer) camel() string {
	name := ""
	for range 3 {
		word := w.word()
		name += strings.ToUpper(word[:1]) + word[1:]
	}
	return name
}

// odd is a name as people write them: of letters and digits, of names, or in two words.
func (w *writer) odd() string {
	n := 100 + w.random.IntN(20)
	return []string{fmt.Sprintf("PAY %d", n), fmt.Sprintf("exit code %d", n), fmt.Sprintf("Http%dxx", n), fmt.Sprintf("%dms", n),
		w.camel() + "." + w.word(), w.word() + "." + w.camel(), "https://www." + w.word() + ".example/" + w.word(), w.word() + w.word(), "C++"}[w.random.IntN(9)]
}

// documents makes n of them, with so many words in a title.
func (w *writer) documents(n, words int) []search.Document {
	docs := make([]search.Document, n)
	for i := range docs {
		id := fmt.Sprintf("%s/%d", w.word(), i)
		docs[i] = search.Document{ID: id, Title: w.text(words), Address: "playbooks/" + id + ".html", Alerts: []string{w.camel()},
			Aliases: []string{"/" + w.word() + "/"}, Tags: []string{w.word()}, Names: []string{w.word() + "-" + w.word(), w.text(3)},
			Facets: [][]string{{[]string{"red", "blue"}[i%2]}, {"a", []string{"b", "c", "__proto__"}[i%3]}}}
		for s := range w.random.IntN(4) {
			docs[i].Sections = append(docs[i].Sections, search.Section{Heading: w.text(s), Anchor: w.word(), Text: w.text(20), Code: []string{w.camel()}})
		}
	}
	return docs
}

// queries asks for titles, alerts and sections, whole, half typed and with slips, and for what nobody should.
func (w *writer) queries(docs []search.Document, n int) []string {
	var all []string
	for len(all) < n {
		d := docs[w.random.IntN(len(docs))]
		texts := []string{d.Title, d.Alerts[0], d.Names[0], w.text(3), w.hostile()}
		for _, s := range d.Sections {
			texts = append(texts, s.Heading, s.Code[0], w.some(s.Text))
		}
		text := texts[w.random.IntN(len(texts))]
		switch w.random.IntN(4) {
		case 0:
			text = w.slipped(text)
		case 1:
			text = text[:w.random.IntN(len(text)+1)]
		}
		all = append(all, strings.ToValidUTF8(text, "\ufffd"))
	}
	for range 5 { // about 10 kB
		long := w.hostile()
		for len(long) < 10_000 {
			long += w.hostile() + w.word()
		}
		all = append(all, strings.ToValidUTF8(long, "\ufffd"))
	}
	return all
}

func (w *writer) some(text string) string {
	words := strings.Fields(text)
	w.random.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return strings.Join(words[:min(3, len(words))], " ")
}

func (w *writer) slipped(text string) string {
	if len(text) < 3 {
		return text
	}
	at := 1 + w.random.IntN(len(text)-2)
	switch w.random.IntN(3) {
	case 0:
		return text[:at] + text[at+1:]
	case 1:
		return text[:at] + text[at+1:at+2] + text[at:at+1] + text[at+2:]
	}
	return text[:at] + "x" + text[at:]
}

// oddities are words of the language under the engine, separators, letters that fold in odd ways, and all too long.
var oddities = []string{"constructor", "__proto__", "hasOwnProperty", "toString", "prototype", "then", "length", "a", "re", "zzzzzz", "<script>",
	"'", "’", "-", "--", "ERR-", "::", ".", "\u00ad", "\u200b", "\u0301", "e\u0301", "É", "ß", "ŒUVRE", "İstanbul", "ﬀ", "Ｅｒｒ", "ΣΊΣΥΦΟΣ", "Ёлка",
	"日本", "支払い", "\U0001F525", "\u2028", "\x00", "\"", "\\", "*", "!", "|", "ERR4B2x", "HTTPServer", "APIs", "S3Bucket", "don't", "x'1", "checkOut",
	"0", "00000000000000000000", "1e309", "NaN", "-1", "queue", "queeu", "databsae", "\ufffd", strings.Repeat("a", 70),
	strings.Repeat("a-", 40), strings.Repeat("ab", 33), "the", "of",
	"http://", "https", "www.", "c++", "C#", "+", "http5xx", "500ms", "12ab", "PAY 4410", "code 137", "a.ConnPool", "us before", "cant", "เต็ม", "فَشَل"}

func (w *writer) hostile() string {
	var b strings.Builder
	for range 1 + w.random.IntN(6) {
		b.WriteString(oddities[w.random.IntN(len(oddities))])
		if w.random.IntN(3) > 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
