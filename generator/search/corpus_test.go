package search_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"remit/generator/search"
)

// The corpus of these tests: documents and queries drawn from small vocabularies, the same for the same seed.

var (
	systems = strings.Fields("basket ledger parcel invoice pricing stock courier identity profile wallet voucher mailbox gateway " +
		"catalogue refund tariff payroll warehouse telemetry archive booking translation ranking beacon")
	kinds    = strings.Fields("api store worker cache writer proxy stream scheduler")
	troubles = []string{"Replication falls behind", "Disk nearly full", "Certificate about to expire", "Connections exhausted",
		"Queue keeps growing", "Memory leaking slowly", "Login failures spiking", "Deployment rolled out halfway",
		"Backups missing since midnight", "Duplicate charges reported", "Clock drifting", "Packets dropped between zones",
		"Checksum mismatch", "Thermal shutdown", "Search results empty", "Webhooks delayed", "Naïve retries in Zürich",
		"Straße address lookup wrong", "Ακύρωση πληρωμής", "Ошибка оплаты", "支払い失敗"}
	deeds    = strings.Fields("restart drain promote rotate flush throttle pause resume replay restore verify reroute resize reindex disable revert")
	things   = strings.Fields("primary replica queue consumer token certificate snapshot partition lease volume balancer endpoint schema batch session cursor")
	states   = strings.Fields("stale healthy degraded stuck partial overdue regional permanent")
	letters  = strings.Fields("ERR PAY SQL NET AUTH")
	chapters = []string{"First look", "Who decides", "Mitigate", "Afterwards"}
)

type corpus struct {
	random    *rand.Rand
	documents []search.Document
	codes     map[string]int // codes of one document only
}

func newCorpus(size, words int) *corpus {
	c := &corpus{random: rand.New(rand.NewPCG(7, 11)), codes: map[string]int{}}
	for number := range size {
		c.documents = append(c.documents, c.document(number, words))
	}
	return c
}

func one[T any](c *corpus, of []T) T { return of[c.random.IntN(len(of))] }

func (c *corpus) document(number, words int) search.Document {
	// Every pair of trouble and workload comes once, so that a full title is an answer.
	trouble := troubles[number%len(troubles)]
	system := systems[number/len(troubles)%len(systems)] + "-" + kinds[number/len(troubles)/len(systems)%len(kinds)]
	id := fmt.Sprintf("%s/%03d-%s", system, number, kinds[number%len(kinds)])
	d := search.Document{
		ID: id, Title: trouble + " on " + system, Address: "playbooks/" + id + ".html",
		Alerts: []string{fmt.Sprintf("%s%sTrouble%d", title(system), title(one(c, things)), number)},
		Tags:   []string{one(c, things), "team-" + one(c, kinds)},
		Names:  []string{system, one(c, deeds) + " the " + one(c, things)},
	}
	if number%5 == 0 {
		d.Aliases = []string{fmt.Sprintf("/runbooks/%s-%d/", system, number)}
	}
	for written := 0; written < words; written += 40 {
		d.Sections = append(d.Sections, c.section(number, len(d.Sections)))
	}
	return d
}

func title(name string) string {
	camel := ""
	for _, part := range strings.Split(name, "-") {
		camel += strings.ToUpper(part[:1]) + part[1:]
	}
	return camel
}

func (c *corpus) section(number, nth int) search.Section {
	s := search.Section{}
	if nth > 0 {
		s.Heading = title(one(c, deeds)) + " the " + one(c, states) + " " + one(c, things)
		if c.random.IntN(3) == 0 {
			s.Heading = one(c, chapters)
		}
		s.Anchor = fmt.Sprintf("%s-%d", strings.ReplaceAll(strings.ToLower(s.Heading), " ", "-"), nth)
	}
	var text []string
	for range 4 {
		text = append(text, fmt.Sprintf("When the %s %s is %s, %s it after %d minutes.",
			one(c, states), one(c, things), one(c, states), one(c, deeds), c.random.IntN(60)))
	}
	code := fmt.Sprintf("%s-%d", one(c, letters), 1000+number*7+nth)
	c.codes[code] = number
	text = append(text, "It reports "+code+" while it lasts.")
	s.Text = strings.Join(text, " ")
	s.Code = []string{fmt.Sprintf("opsctl drain %s_%s --host %s-a%02d.internal", one(c, systems), one(c, things), one(c, systems), c.random.IntN(40))}
	return s
}

// A query knows which document should come first.
type query struct {
	kind, text string
	document   int
	section    string // its heading, when a section should come first; else ""
}

func (c *corpus) queries(each int) []query {
	var all []query
	for range each {
		n := c.random.IntN(len(c.documents))
		full := c.documents[n].Title
		all = append(all,
			query{kind: "exact", text: full, document: n},
			query{kind: "words", text: c.shuffled(full), document: n},
			query{kind: "prefix", text: full[:len(full)-1-c.random.IntN(2)], document: n},
			query{kind: "typo", text: c.slipped(full), document: n},
			query{kind: "alert", text: c.documents[n].Alerts[0], document: n},
		)
		code := c.code()
		all = append(all, query{kind: "code", text: one(c, []string{code, strings.ToLower(code), strings.ReplaceAll(code, "-", " "), strings.ReplaceAll(code, "-", "")}), document: c.codes[code]})
	}
	return all
}

func (c *corpus) code() string {
	for {
		d := one(c, c.documents)
		for _, word := range strings.Fields(one(c, d.Sections).Text) {
			if _, ok := c.codes[word]; ok {
				return word
			}
		}
	}
}

func (c *corpus) shuffled(text string) string {
	words := strings.Fields(text)
	c.random.Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	return strings.Join(words, " ")
}

// slipped makes one slip inside one of the longer words.
func (c *corpus) slipped(text string) string {
	words := strings.Fields(text)
	for range 20 {
		i := c.random.IntN(len(words))
		w := []rune(words[i])
		if len(w) < 6 || strings.Contains(words[i], "-") {
			continue
		}
		k := 1 + c.random.IntN(len(w)-2)
		switch c.random.IntN(3) {
		case 0:
			w[k], w[k+1] = w[k+1], w[k]
		case 1:
			w = append(w[:k:k], w[k+1:]...)
		default:
			w[k] = 'q'
		}
		words[i] = string(w)
		break
	}
	return strings.Join(words, " ")
}
