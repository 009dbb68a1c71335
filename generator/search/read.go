package search

// A list holds what the words of one stretch of documents stand in, in the order of the documents.
type list struct {
	reader               int // the reader that numbered the words
	strong, heads, prose []posting
}

type posting struct{ word, at uint32 }

// A reader cuts documents into words, which it numbers as it meets them.
type reader struct {
	scan    scanner
	numbers map[string]int
	known   []known
	list    *list
	lead    []byte // the word before, if a number after it makes a code of both
}

// known is a word, with the last places where it was seen (from 1, so that 0 is nowhere): a word is listed once a place.
type known struct {
	word                       string
	stop                       bool
	apart                      bool // it was seen by itself, not only as a compound
	document, heading, section int
}

// How compounds are read: in prose only codes and camel case are kept whole, since any two words may be joined there
// for once; everywhere else a compound is a name.
const (
	asNames = false
	asProse = true
)

// document reads one document; first is the number of its first section. Fields are read weightiest first, since only
// the first in which a word is met is kept.
func (r *reader) document(d Document, number, first int) {
	for f, texts := range [fields][]string{{d.Title}, d.Alerts, d.Aliases, d.Names, d.Tags} {
		for _, text := range texts {
			r.text(text, asNames, func(k *known, word int) {
				if k.document != number+1 && (!k.stop || field(f) <= inAlert) {
					k.document = number + 1
					r.list.strong = append(r.list.strong, posting{uint32(word), uint32(number*int(fields) + f)})
				}
			})
		}
	}
	for i, s := range d.Sections {
		r.section(s, first+i)
	}
}

func (r *reader) section(s Section, number int) {
	r.text(s.Heading, asNames, func(k *known, word int) {
		if k.heading != number+1 && !k.stop {
			k.heading = number + 1
			r.list.heads = append(r.list.heads, posting{uint32(word), uint32(number)})
		}
	})
	prose := func(k *known, word int) {
		if k.section != number+1 && !k.stop {
			k.section = number + 1
			r.list.prose = append(r.list.prose, posting{uint32(word), uint32(number)})
		}
	}
	r.text(s.Text, asProse, prose)
	for _, code := range s.Code {
		r.text(code, asNames, prose)
	}
}

// text calls see for every word of a text, compounds included.
func (r *reader) text(text string, prose bool, see func(k *known, word int)) {
	r.scan.text, r.scan.at, r.lead = text, 0, r.lead[:0]
	for r.scan.next() {
		r.pair(see)
		for part := range r.scan.ends {
			r.see(r.scan.word(part), see).apart = true
		}
		if whole, ok := r.scan.compound(); ok && (!prose || r.scan.isNameInProse()) {
			r.see(whole, see)
		}
		for _, name := range r.scan.inner() {
			r.see(name, see)
		}
	}
}

// pair sees a code that is written apart: PAY 4410, exit code 137.
func (r *reader) pair(see func(k *known, word int)) {
	if n := len(r.scan.whole); len(r.lead) > 0 && len(r.scan.ends) == 1 && n >= 3 && n <= longest/2 && hasOnlyDigits(string(r.scan.whole)) {
		r.see(append(r.lead, r.scan.whole...), see)
	}
	r.lead = r.lead[:0]
	if r.scan.leadsNumber() {
		r.lead = append(r.lead, r.scan.whole...)
	}
}

// leadsNumber reports whether a number after the chunk is a name: after capitals, and a few words.
func (s *scanner) leadsNumber() bool {
	if len(s.ends) != 1 || len(s.whole) < 2 || len(s.whole) > len("sqlstate") {
		return false
	}
	if s.small {
		switch string(s.whole) {
		case "code", "errno", "error", "status":
			return true
		}
		return false
	}
	return isPlain(string(s.whole))
}

func (r *reader) see(word []byte, see func(k *known, word int)) *known {
	n, ok := r.numbers[string(word)]
	if !ok {
		n = len(r.known)
		w := string(word)
		r.numbers[w] = n
		r.known = append(r.known, known{word: w, stop: isStop(w)})
	}
	see(&r.known[n], n)
	return &r.known[n]
}

// isNameInProse reports whether the compound is kept whole in prose: ERR-4312, 10.0.12.7, GitHub, db.example.org; not
// read-only, 12:30, e.g.
func (s *scanner) isNameInProse() bool {
	if len(s.joints) == 0 {
		return true // camel case
	}
	digits, letters := false, false
	for _, c := range s.whole {
		if c >= '0' && c <= '9' {
			digits = true
		} else {
			letters = true
		}
	}
	return digits && (letters || len(s.whole) > 4) || s.dotted && len(s.whole) > 4
}
