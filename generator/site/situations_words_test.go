package site_test

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"remit/generator/authority"
	"remit/generator/hours"
	"remit/generator/playbook"
)

// A reader is somebody in a situation, with what a page would have to say to him, written down from what ask answers and
// what the playbook says in words. It shares nothing with the page but these two.
type reader struct {
	site  *playbook.Site
	book  *playbook.Playbook
	role  *playbook.Role
	reply string // to "has anyone used this up?": No, Yes or I don’t know
	at    time.Time
	now   time.Time
	open  []string // the facts that no reading tells, in the order of the page
	known int      // how many readings there are
	helps bool     // whether ask says whom to call when acting does not help: where some limit counts
	lines []string

	calendar *hours.Calendar
}

func (r *reader) say(format string, words ...any) {
	r.lines = append(r.lines, fmt.Sprintf(format, words...))
}

// told is what an answer about all actions, or a narrowed one about a single action, comes to on the page. Verdict is what
// the plate says if no limit stands in the way.
func (r *reader) told(a authority.Answer, verdict string, settled bool, one string) []string {
	yes, spent := r.counted(a.May)
	plate := verdict
	if len(a.May) > 0 && len(yes) == 0 {
		plate = "used_up"
	}
	r.plate(a, plate, yes, one)
	r.doubts(a, plate, settled)
	if plate != "used_up" {
		r.acts(yes)
		for _, m := range spent {
			r.say("Not now: %s, its limit is used up.", inner(r.action(m.Action)))
		}
	}
	r.calls(a, plate, len(spent) > 0)
	if plate == "ask_holder" {
		r.others(a, one)
	}
	for _, f := range a.Forbidden {
		if one == "" || one == f.Action {
			r.say("Not allowed: %s", r.action(f.Action))
		}
	}
	if settled && len(r.open) > 0 && plate != "impossible" && len(yes) >= len(a.May) {
		words := "This holds"
		if len(yes) > 0 {
			words = "You may act"
		}
		r.say("%s, whatever: %s.", words, strings.Join(r.open, ", "))
	}
	return r.lines
}

// counted sorts actions by whether a limit, as this reader answers for it, leaves them.
func (r *reader) counted(may []authority.May) (yes, spent []authority.May) {
	for _, m := range may {
		if r.reply != "No" && slices.ContainsFunc(m.Grants, authority.UsedGrant.Counted) {
			spent = append(spent, m)
		} else {
			yes = append(yes, m)
		}
	}
	return yes, spent
}

func (r *reader) plate(a authority.Answer, plate string, yes []authority.May, one string) {
	title := map[string]string{"used_up": "Used up", "not_this": "Not yours to do"}[plate]
	if plate == "call_owner" && r.owns() {
		title = "Cannot confirm: find out more, or decide"
	}
	if title == "" {
		title = authority.Verdict(plate).Title()
	}
	r.say("%s: %s", plate, title)
	switch plate {
	case "act", "act_and_escalate":
		r.say("fill: %s", series(r.actions(yes), "and"))
	case "not_this":
		r.say("fill: %s", inner(r.action(one)))
	case "ask_holder":
		r.say("fill: %s", series(r.named(a, one), "or"))
	case "impossible":
		var why []string
		for _, line := range a.RuledOutBy {
			why = append(why, sentence(line.Because))
		}
		r.say("fill: %s", strings.Join(slices.Compact(why), " "))
	case "used_up":
		is := map[bool]string{true: "is", false: "may be"}[r.reply == "Yes"]
		r.say("fill: The limit %s used up: %s.", is, series(r.actions(a.May), "and"))
	}
}

func (r *reader) doubts(a authority.Answer, plate string, settled bool) {
	if !settled {
		r.say("Some facts are unknown: this is the safe reading.")
	}
	if len(a.Might) > 0 {
		r.say("Not on this reading: %s.", series(r.actions(a.Might), "or"))
	}
	if plate == "used_up" && r.decides() && !r.owns() { // the plate tells the owner
		r.say("Beyond its limit it is yours to decide.")
	}
	if a.Decides && plate != "decide" {
		r.say("Beyond this it is yours to decide.")
	}
}

// acts are the actions with the terms of each grant.
func (r *reader) acts(yes []authority.May) {
	for _, m := range yes {
		r.say("may: %s", r.action(m.Action))
		for _, g := range m.Grants {
			for _, words := range g.LimitWords() {
				r.say("  %s", words)
			}
			for _, t := range g.Tell {
				r.say("  %s", r.tell(t))
			}
			if g.TogetherWith != "" {
				r.say("  together with %s", r.title(g.TogetherWith))
			}
			r.say("  rule %s, line %d", g.File[strings.LastIndexByte(g.File, '/')+1:], g.Line)
		}
	}
}

func (r *reader) tell(t authority.Tell) string {
	words := "Tell " + r.site.Contact(t.Contact).Title.Value
	if t.Within == "now" {
		words += " now"
	} else if t.Within != "" {
		words += " within " + t.Within
	}
	if t.First {
		words += " before you act; do not wait for a reply"
	}
	return words + "."
}

// calls are the duties, then whom to call where they leave nobody.
func (r *reader) calls(a authority.Answer, plate string, spent bool) {
	for _, d := range a.Duties {
		r.duty("Call "+r.deadline(d.Within), d)
	}
	for _, d := range a.PossibleDuties {
		r.duty("Call "+r.deadline(d.Within)+", to be safe", d)
	}
	owes := len(a.Duties)+len(a.PossibleDuties) > 0
	switch plate {
	case "call_owner", "unanswered", "impossible":
		if !r.owns() {
			if plate == "impossible" {
				r.say("If they are right all the same, call")
			}
			r.numbered(r.everybody())
		}
	case "not_this":
		if !owes && !r.decides() {
			r.numbered(r.everybody())
		}
	}
	switch {
	case spent && !owes:
		r.spare(a, func(by string) string { return "Call" + by })
	case plate == "act" && r.helps:
		r.spare(a, func(string) string { return helpless })
	}
}

// helpless is the heading of what to do when acting does not help.
const helpless = "If it does not help"

func (r *reader) spare(a authority.Answer, title func(by string) string) {
	for _, d := range a.Fallback {
		r.duty(title(" "+r.deadline(d.Within)), d)
	}
	if len(a.Fallback) == 0 && !r.decides() {
		r.say("%s", title(""))
		r.numbered(r.everybody())
	}
}

func (r *reader) duty(title string, d authority.Owed) {
	r.say("%s", title)
	for i, c := range d.To {
		r.say("  %d %s", i+1, r.site.Contact(c).Title.Value)
	}
	for _, words := range d.Bring {
		r.say("  Have ready: %s", sentence(words))
	}
	for _, words := range d.IfSilent {
		r.say("  If nobody answers: %s", sentence(words))
	}
}

// others are who else may act, each with his actions, those who answer now first, and whom to call beside them.
func (r *reader) others(a authority.Answer, one string) {
	var here, away, contacts []string
	for _, role := range r.holders(a, one) {
		words := ""
		if sure := r.may(a, one, role, true); sure != nil {
			words = series(sure, "and")
		}
		if perhaps := r.may(a, one, role, false); perhaps != nil && words != "" {
			words += ", and perhaps " + series(perhaps, "and")
		} else if perhaps != nil {
			words = "perhaps " + series(perhaps, "and")
		}
		line := fmt.Sprintf("other: %s may %s.", r.title(role), words)
		contact := r.site.Role(role).Contact.Value
		if contacts = append(contacts, contact); r.answers(contact) {
			here = append(here, line)
		} else {
			away = append(away, line)
		}
	}
	rest := slices.DeleteFunc(r.everybody(), func(c string) bool { return slices.Contains(contacts, c) || r.help(c) > 1 })
	if at := slices.Index(rest, r.ownerContact()); at >= 0 { // the last to be woken
		rest = append(slices.Delete(rest, at, at+1), r.ownerContact())
	}
	title := "If nobody answers"
	switch {
	case len(here) == 0 && len(rest) == 0:
		title = "Nobody who may act answers now"
	case len(here) == 0:
		title = "Nobody who may act answers now. Call"
	default:
		r.lines = append(append(r.lines, here...), away...)
	}
	r.say("%s", title)
	if r.numbered(rest); len(rest) == 0 {
		r.say("  Begin again with the first. Do not act yourself.")
	}
	if len(here) == 0 {
		r.lines = append(r.lines, away...)
	}
}

// named are the roles in the sentence of the plate, those who answer first: who surely may, and where none of them answers,
// whoever does and perhaps may.
func (r *reader) named(a authority.Answer, one string) []string {
	var here, away, perhaps, closed []string
	for _, role := range r.holders(a, one) {
		title, open := inner(r.title(role)), r.answers(r.site.Role(role).Contact.Value)
		switch sure := r.may(a, one, role, true) != nil; {
		case sure && open:
			here = append(here, title)
		case sure:
			away = append(away, title)
		case open:
			perhaps = append(perhaps, title+" (perhaps)")
		default:
			closed = append(closed, title+" (perhaps)")
		}
	}
	switch {
	case len(here) > 0:
		return append(here, away...)
	case len(away) > 0:
		return append(perhaps, away...)
	}
	return append(perhaps, closed...)
}

// may are the actions that another role surely, or perhaps, may take.
func (r *reader) may(a authority.Answer, one, role string, certain bool) (actions []string) {
	for _, h := range a.Holders {
		if (one == "" || one == h.Action) && h.Certain == certain && slices.Contains(h.Roles, role) {
			actions = append(actions, inner(r.action(h.Action)))
		}
	}
	return actions
}

// holders are the other roles that may act, those that surely may first.
func (r *reader) holders(a authority.Answer, one string) []string {
	var roles []string
	for _, certain := range []bool{true, false} {
		for _, h := range a.Holders {
			for _, role := range h.Roles {
				if (one == "" || one == h.Action) && h.Certain == certain && !slices.Contains(roles, role) {
					roles = append(roles, role)
				}
			}
		}
	}
	return roles
}

func (r *reader) answers(contact string) bool { return r.calendar.Open(contact).Covers(r.now.Unix()) }

// help is how much a contact can do where nothing says whom to call: 0 the owner, 1 somebody who decides, 2 a role of the
// site, 3 a third party.
func (r *reader) help(contact string) int {
	rank := 3
	for _, one := range r.site.Roles {
		switch {
		case one.Contact.Value != contact:
		case contact == r.ownerContact():
			return 0
		case one.Kind == playbook.EscalationManager:
			return 1
		default:
			rank = 2
		}
	}
	return rank
}

func (r *reader) ownerContact() string {
	return r.site.Role(r.site.Workload(r.book.Workload.Value).Owner.Value).Contact.Value
}

// everybody is whom the playbook knows: the owner, then the contacts of its ladders, by how much they can do.
func (r *reader) everybody() []string {
	all := []string{r.ownerContact()}
	for help := range 4 {
		for _, d := range r.book.Duties {
			for _, to := range d.To {
				if !slices.Contains(all, to.Value) && r.help(to.Value) == help {
					all = append(all, to.Value)
				}
			}
		}
	}
	return slices.DeleteFunc(all, func(c string) bool { return c == r.role.Contact.Value })
}

// numbered is a list of contacts, those who answer now first.
func (r *reader) numbered(contacts []string) {
	n := 0
	for _, open := range []bool{true, false} {
		for _, c := range contacts {
			if r.answers(c) != open {
				continue
			}
			title := r.site.Contact(c).Title.Value
			if c == r.ownerContact() {
				title = r.owner()
			}
			n++
			r.say("  %d %s", n, title)
		}
	}
}

// stops is the line under a question: what holds for a reader who learns no more.
func (r *reader) stops(a authority.Answer) string {
	var free, limited, calls []string
	for _, m := range a.May {
		if words := inner(r.action(m.Action)); slices.ContainsFunc(m.Grants, authority.UsedGrant.Counted) {
			limited = append(limited, words+" (unless its limit is used up)")
		} else {
			free = append(free, words)
		}
	}
	by := ""
	for _, d := range slices.Concat(a.Duties, a.PossibleDuties) {
		if title := r.site.Contact(d.To[0]).Title.Value; !slices.Contains(calls, title) {
			calls = append(calls, title)
		}
		if by == "" || lasts(d.Within) < lasts(by) {
			by = d.Within
		}
	}
	may := slices.Concat(free, limited)
	switch {
	case len(may) > 0 && len(calls) > 0:
		return "you may " + series(may, "and") + ", and call " + series(calls, "and") + " " + r.deadline(by) + "."
	case len(may) > 0:
		return "you may " + series(may, "and") + "."
	case len(calls) > 0:
		return "call " + series(calls, "and") + " " + r.deadline(by) + ", before you do anything."
	}
	if r.owns() {
		return "no grant is sure. You own this workload: find out more, or decide."
	}
	return "do nothing yet, and call " + r.owner() + "."
}

func (r *reader) owns() bool {
	return r.site.Workload(r.book.Workload.Value).Owner.Value == r.role.Name.Value
}

func (r *reader) decides() bool {
	return r.role.Kind == playbook.EscalationManager || r.owns()
}

func (r *reader) owner() string { return r.title(r.site.Workload(r.book.Workload.Value).Owner.Value) }

func (r *reader) title(role string) string { return r.site.Role(role).Title.Value }

func (r *reader) action(name string) string { return r.book.Action(name).Title.Value }

func (r *reader) actions(list []authority.May) []string {
	var titles []string
	for _, m := range list {
		titles = append(titles, inner(r.action(m.Action)))
	}
	return titles
}

// deadline is the time of day by which a call is due, on the clock of the reader.
func (r *reader) deadline(within string) string {
	if within == "now" {
		return "now"
	}
	due := r.at.Add(lasts(within))
	words := due.Format("15:04")
	if due.YearDay() != r.now.YearDay() {
		words += " tomorrow"
		if due.Before(r.now) {
			words = due.Format("15:04") + " yesterday"
		}
	}
	if due.After(r.now) {
		return "by " + words
	}
	return "at once (it was due by " + words + ")"
}

// lasts reads a deadline; "now" is none at all.
func lasts(within string) time.Duration {
	var n int
	var unit string
	if within == "now" {
		return 0
	}
	if _, err := fmt.Sscan(within, &n, &unit); err != nil {
		panic(within)
	}
	return time.Duration(n) * map[string]time.Duration{"s": time.Second, "min": time.Minute, "h": time.Hour}[unit]
}

// inner is how a title stands inside a sentence.
func inner(title string) string {
	letters := []rune(title)
	if len(letters) > 1 && unicode.IsUpper(letters[1]) {
		return title
	}
	letters[0] = unicode.ToLower(letters[0])
	return string(letters)
}

// sentence ends with a stop.
func sentence(words string) string {
	if strings.ContainsRune(".!?", rune(words[len(words)-1])) {
		return words
	}
	return words + "."
}

func series(words []string, and string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
}
