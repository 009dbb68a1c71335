package adopt

import (
	"math/big"
	"regexp"
	"slices"
	"strings"

	"remit/generator/prose"
	"remit/generator/words"
)

// most is how many facts, or actions, of one runbook are proposed. Who has more of them is better served by his own list.
const most = 12

// A fact is a statement that somebody could observe. A percentage is a number; all else is asked as yes or no, since a
// runbook does not say the range of a number.
type fact struct {
	name, ask, look string
	base            string // the name it would have if no other thing had it
	percent         bool
	said
}

// A trigger is a test that may put a playbook at risk.
type trigger struct {
	name string
	test said
}

// comparison is a limit in words. Its groups: the words before it, the comparison, the number, its unit.
var comparison = regexp.MustCompile(`(?i)([^.,;:()|!?]*?)\s*(\b(?:above|over|more than|greater than|higher than|exceed(?:s|ed|ing)?|below|under|less than|fewer than|lower than|at least|at most)\b|>=|<=|≥|≤|>|<)\s*([0-9]+(?:[.,][0-9]+)*)\s?(%|[A-Za-z]+(?:/[a-z]+)?(?: ago)?)?`)

// thousands are groups of three digits, which a comma parts from others.
var thousands = regexp.MustCompile(`([0-9]),([0-9]{3})\b`)

var operators = map[string]string{"above": ">", "over": ">", "more than": ">", "greater than": ">", "higher than": ">", "exceed": ">",
	"exceeds": ">", "exceeded": ">", "exceeding": ">", "below": "<", "under": "<", "less than": "<", "fewer than": "<", "lower than": "<",
	"at least": ">=", "at most": "<=", "≥": ">=", "≤": "<="}

// question begins an item that tells the reader to find something out.
var question = regexp.MustCompile(`(?i)^(?:please )?(?:check|verify|see|confirm|find out|make sure|ensure|determine) (?:if|whether|that) (.+)$`)

// ends is where the first sentence of some words ends.
var ends = regexp.MustCompile(`[.?!] `)

// readFacts proposes facts and triggers: from limits in words, and from what the diagnosis asks for.
func (r *runbook) readFacts() {
	for _, p := range r.all {
		if p.part == escalation || p.Kind == prose.Code {
			continue
		}
		for _, test := range r.limits(p, p.Text) {
			if p.part != mitigation && !asks(p.Text) && len(r.triggers) < most {
				r.triggers = append(r.triggers, trigger{r.taken.take(triggerName(test.words)), test})
			}
		}
	}
	for _, p := range r.all {
		if p.part == diagnosis && p.Kind == prose.Item && len(r.facts) < most {
			r.observed(p)
		}
	}
}

// asks reports whether a passage tells the reader to find something out: that puts nothing at risk.
func asks(words string) bool {
	return question.MatchString(plainItem(words)) || strings.HasSuffix(words, "?")
}

// triggerName names a test: "cpu > 80" becomes cpu_above_80, a fact alone risk_fact.
func triggerName(test string) string {
	f := strings.Fields(test)
	if len(f) == 1 {
		return "risk_" + test
	}
	word := map[string]string{">": "above", "<": "below", ">=": "from", "<=": "up_to"}[f[1]]
	return f[0] + "_" + word + "_" + slug(f[2], "_")
}

// limits proposes a fact for each limit in some words of a passage, and returns the tests.
func (r *runbook) limits(p passage, words string) (tests []said) {
	for _, m := range comparison.FindAllStringSubmatch(words, -1) {
		about, op, unit := subject(m[1]), operators[strings.ToLower(m[2])], m[4]
		if op == "" {
			op = m[2]
		}
		if len(tests) >= most {
			return tests
		}
		if about == "" || len(r.facts) >= most && r.fact(named(about)) == nil {
			continue
		}
		test := said{at: r.find(p, about)}
		test.words = r.limit(about, m[2], op, m[3], unit, test.at)
		if !slices.ContainsFunc(tests, func(t said) bool { return t.words == test.words }) {
			tests = append(tests, test)
		}
	}
	return tests
}

func (r *runbook) limit(about, word, op, number, unit string, at int) string {
	if number = thousands.ReplaceAllString(number, "$1$2"); strings.Count(number, ",") == 1 {
		number = strings.Replace(number, ",", ".", 1)
	}
	value, ok := new(big.Rat).SetString(number)
	if percent := strings.EqualFold(unit, "percent") || strings.EqualFold(unit, "per") || unit == "%"; percent && ok && value.Cmp(big.NewRat(100, 1)) <= 0 {
		return r.add(&fact{name: named(about), ask: words.Capital(about) + ", in per cent?", percent: true, said: said{"", "", at}}) + " " + op + " " + number
	}
	ask := strings.TrimSpace(about + " " + word + " " + number + " " + unit)
	return r.add(&fact{name: named(ask), ask: words.Capital(ask) + "?", said: said{"", "", at}})
}

var (
	copulas = strings.Fields("is are was were be stays stay rises rise goes go gets get grows grow has have been remains remain drops drop falls fall climbs reaches becomes being not still consistently of to at")
	// articles may begin the words of a limit without being part of what is limited.
	articles = strings.Fields("the a an its any this these our your check verify see")
	pronouns = strings.Fields("anything something everything nothing it they them those these this that which number value values amount")
	spans    = strings.Fields("for within after every last past wait lasting takes took since")
)

// observed proposes a fact for an item of a diagnosis: a question, something to check, or a short statement.
func (r *runbook) observed(p passage) {
	item := plainItem(p.Text)
	if comparison.MatchString(item) && subject(comparison.FindStringSubmatch(item)[1]) != "" {
		return // proposed with its limit
	}
	m := question.FindStringSubmatch(item)
	switch {
	case m != nil:
		item = m[1]
	case strings.HasSuffix(item, "?"):
	case begins(item, observing) || acts(item) || begins(item, calling) || len(strings.Fields(item)) > 10 || command(r.text[p.Offset:]):
		return
	}
	item = item[:ends.FindStringIndex(item + ". ")[0]]
	item = strings.TrimRight(item, ".:;?! ")
	if len(strings.Fields(item)) < 2 || named(item) == "" {
		return
	}
	f := &fact{name: named(item), ask: words.Capital(shorten(item, 100)) + "?", said: said{"", "", p.Offset}}
	for _, l := range r.links(p) {
		if strings.HasPrefix(l.Destination, "http") && f.look == "" {
			f.look = tidy(l.Destination)
		}
	}
	r.add(f)
}

// subject returns what a limit is about: the last words before it.
func subject(before string) string {
	words := strings.Fields(before)
	for i := len(words) - 1; i >= 0; i-- {
		switch w := strings.ToLower(words[i]); w {
		case "if", "when", "whether", "that", "while", "once", "until", "because", "and", "or", "but", "then", "with":
			words = words[i+1:]
			i = -1
		}
	}
	for len(words) > 0 && slices.Contains(copulas, strings.ToLower(words[len(words)-1])) {
		words = words[:len(words)-1]
	}
	for len(words) > 0 && slices.Contains(articles, strings.ToLower(words[0])) {
		words = words[1:]
	}
	if len(words) == 0 || slices.Contains(spans, strings.ToLower(words[len(words)-1])) {
		return "" // "for more than 5 minutes" limits nothing that can be read off
	}
	words = words[max(0, len(words)-6):]
	if slug(strings.Join(words, " "), "") == "" {
		return ""
	}
	about := strings.Trim(strings.Join(words, " "), "\"'`*“”- ")
	if slices.Contains(pronouns, strings.ToLower(about)) {
		return ""
	}
	return about
}

// add enters a fact and returns its name. One that is known by that name already, and is of the same kind, is the same.
func (r *runbook) add(f *fact) string {
	if known := r.fact(f.name); known != nil && known.percent == f.percent {
		return known.name
	}
	f.base, f.name = f.name, r.taken.take(f.name)
	r.facts = append(r.facts, f)
	return f.name
}

func (r *runbook) fact(name string) *fact {
	for _, f := range r.facts {
		if f.base == name {
			return f
		}
	}
	return nil
}
