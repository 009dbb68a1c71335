package page

import (
	"html/template"
	"strings"
	"time"

	"remit/generator/authority"
	"remit/generator/channel"
	"remit/generator/playbook"
	"remit/generator/words"
)

// A walk is the section in which a reader finds out whether to act: the first question, and the wording that the script
// shows one at a time after it. For readers without a script the first question leads to the page of all questions.
type walk struct {
	Model     template.HTML // the compiled model; JSON without < and &, which Go writes as escapes
	Playbook  string
	Built     int64
	MaxAge    int64 // in seconds
	Root      string
	Build     string // the identity of the build, as build.json says it
	Commit    string // in full, or ""
	For       about  // what a record or a message says besides
	Out       string // why nothing here is granted now; "" otherwise
	Roles     []option
	Plates    []plate
	Facts     []fact
	Actions   []action
	Grants    []grantWording
	Ladders   []ladder
	Calls     ladder // whom to turn to where no rule names a call
	Duties    []escalation
	Refusals  []refusal
	Holders   []holding
	Owner     contact
	OwnerRole string // its name
	GoodFaith string
	End       string
}

// A refusal is an action that can be forbidden, by name, with the reasons that bind a role; "" stands for all other roles.
type refusal struct{ Name, Role, Title, Because string }

// A holding is a role of the playbook with whom to call for it.
type holding struct {
	Role, Title string
	contact
}

// A grantWording is the terms of a grant, and what has to be asked before its yes is shown.
type grantWording struct {
	ID      string
	At      string // file and line
	Ask     string
	Since   int    // minutes; 0 for the incident
	Lasts   int    // minutes; 0 for no limit
	Times   int    // 0 for no limit
	Per     int    // minutes; 0 for the incident
	Apart   int    // minutes; 0 for no limit
	From    string // its first day, in words; "" for no such bound
	Until   string // its last
	Granted string
	terms
}

func (w *writer) walk(b *book, at place) walk {
	v := walk{
		Model: template.HTML(b.exported().Packed()), Playbook: b.ID, Built: w.Built.Unix(), MaxAge: w.maxSeconds(),
		Root: at.root, Build: w.Identity, Commit: w.Version, For: w.about(b), Out: w.lapsed(b), Roles: w.options(b, at), Plates: plates(), Facts: w.facts(b),
		Actions: w.actions(b, at), Grants: w.grantWordings(b), Ladders: w.ladders(b), Calls: w.calls(b), Duties: w.escalations(b, at),
		Owner: w.ownerOf(b), OwnerRole: w.ownerRole(b), GoodFaith: w.goodFaith(b), End: w.endWords(b),
	}
	for _, one := range v.Roles {
		v.Holders = append(v.Holders, holding{one.Name, one.Title, w.roleContact(one.Name)})
	}
	v.Refusals = refusals(v.Actions, v.Roles, b)
	return v
}

func (w *writer) maxAge() playbook.Duration {
	if w.site.MaxAge.Value.Count > 0 {
		return w.site.MaxAge.Value
	}
	return playbook.Duration{Count: 7, Unit: playbook.Day}
}

func (w *writer) maxSeconds() int64 { return int64(w.maxAge().Approximate() / time.Second) }

// endWords say how long a yes of this page holds (MEANING, Time).
func (w *writer) endWords(b *book) string {
	void := "void in a copy built more than " + w.maxAge().String() + " before you read it"
	if day, ends := lastDay(b.Validity); ends {
		return "Granted until " + day.Words() + "; " + void + "."
	}
	return words.Capital(void) + "."
}

// lapsed says why nothing is granted on the day of the build; "" when the playbook is in force.
func (w *writer) lapsed(b *book) string {
	switch {
	case b.Validity.Covers(w.today):
		return ""
	case b.From.Present() && w.today.Before(b.From.Value):
		return "The authority of this playbook begins on " + b.From.Value.Words() + "."
	}
	return "The authority of this playbook lapsed on " + b.Until.Value.Words() + "."
}

// ownerRole is the name of the role that owns the workload.
func (w *writer) ownerRole(b *book) string {
	if l := w.site.Workload(b.Workload.Value); l != nil {
		return l.Owner.Value
	}
	return ""
}

// ownerOf is whom to call when nothing else answers.
func (w *writer) ownerOf(b *book) contact {
	l := w.site.Workload(b.Workload.Value)
	if l == nil {
		return contact{Title: "Workload owner", Kept: true}
	}
	c := w.roleContact(l.Owner.Value)
	c.Title = w.roleTitle(l.Owner.Value)
	return c
}

func (w *writer) goodFaith(b *book) string {
	if l := w.site.Workload(b.Workload.Value); l != nil && l.GoodFaith.Value != "" {
		return l.GoodFaith.Value
	}
	return w.site.GoodFaith.Value
}

// A fact is a question with where to look for its answer.
type fact struct {
	Name, Words, Ask string
	Look             look
	Values           string // what it can be, in words
}

// A look says where the answer is seen: an address, or words.
type look struct{ Href, Text string }

// Parts are the stretches of the text between which a line may break, since an address has no spaces.
func (l look) Parts() []string { return strings.SplitAfter(l.Text, "/") }

// facts are the questions that the playbook's rules test.
func (w *writer) facts(b *book) []fact {
	var list []fact
	for _, f := range b.exported().Facts {
		list = append(list, factView(b.model.FactOf(f.Name)))
	}
	return list
}

func factView(f *playbook.Fact) fact {
	v := fact{Name: f.Name.Value, Words: playbook.Words(f.Name.Value), Ask: f.Ask.Value, Look: lookOf(f.Look.Value), Values: "yes or no"}
	if v.Ask == "" {
		v.Ask = words.Capital(v.Words) + "?"
	}
	switch f.Kind {
	case playbook.Choice:
		var titles []string
		for _, o := range f.Options {
			titles = append(titles, o.Title.Value)
		}
		v.Values = words.List(titles, "or")
	case playbook.Numeric:
		v.Values = f.Min.String() + " to " + authority.Measure(f, f.Max.String())
	}
	return v
}

// lookOf turns where to look into a link when it is an address; a link is known by its host.
func lookOf(text string) look {
	u := channel.WebAddress(text)
	if u == nil {
		return look{Text: text}
	}
	return look{u.String(), strings.TrimPrefix(u.Host, "www.") + strings.TrimSuffix(u.Path, "/")}
}

// grantWordings are the terms of every grant of the playbook, by its id.
func (w *writer) grantWordings(b *book) []grantWording {
	var list []grantWording
	for _, a := range b.Actions {
		for _, g := range a.Grants {
			v := grantWording{ID: a.ID(g), At: placed(g.Span.Path(), g.Span.From().Line), Granted: w.granted(b, g), terms: w.terms(b, g)}
			v.count(titled(a), g.Limits)
			if day, begins := firstDay(b.Validity, g.Validity); begins {
				v.From = day.Words()
			}
			if day, ends := lastDay(b.Validity, g.Validity); ends {
				v.Until = day.Words()
			}
			list = append(list, v)
		}
	}
	return list
}

// count writes limits down for a script that compares them with a clock.
func (v *grantWording) count(title string, l *playbook.Limits) {
	if l == nil {
		return
	}
	if l.Lasts.Present() {
		v.Lasts = minutes(l.Lasts.Value)
	}
	if !l.Counted() {
		return
	}
	v.Ask, v.Since = usedBefore(title, l)
	if l.Times.Present() || l.Per.Present() {
		v.Times = max(1, l.Times.Value)
	}
	if l.Per.Present() && l.Per.Value.Unit != playbook.Incident {
		v.Per = minutes(l.Per.Value)
	}
	if l.Apart.Present() {
		v.Apart = minutes(l.Apart.Value)
	}
}

// granted says who answers for a grant, and how long it holds.
func (w *writer) granted(b *book, g *playbook.Grant) string {
	words := "You are covered: granted by the " + words.Lower(w.ownerOf(b).Title)
	if b.LastReviewedOn.Present() {
		words += ", reviewed " + b.LastReviewedOn.Value.Words()
	}
	if end, ends := lastDay(b.Validity, g.Validity); ends {
		words += ", valid until " + end.Words()
	}
	return words + "."
}

// usedBefore asks whether a limit is used up, and since when it counts: in minutes, 0 for the incident.
func usedBefore(title string, l *playbook.Limits) (ask string, since int) {
	var parts []string
	note := func(times int, d playbook.Duration) {
		period := "in the last " + d.String()
		if d.Unit == playbook.Incident {
			period = "in this incident"
		} else {
			since = max(since, minutes(d))
		}
		done := "has anyone done this"
		if times > 1 {
			done = "has this been done " + itoa(times) + " times"
		}
		parts = append(parts, done+" "+period)
	}
	per := playbook.Duration{Unit: playbook.Incident}
	if l.Per.Present() {
		per = l.Per.Value
	}
	if l.Times.Present() || l.Per.Present() {
		note(max(1, l.Times.Value), per)
	}
	if l.Apart.Present() {
		note(1, l.Apart.Value)
	}
	return title + ": " + strings.Join(parts, ", or ") + "?", since
}

// refusals are the actions that can be forbidden, with every reason; and once more for each role that some of these do not
// bind, since its own grants say otherwise or it is excepted.
func refusals(actions []action, roles []option, b *book) []refusal {
	var list []refusal
	for i, a := range actions {
		name := b.Actions[i].Name.Value
		because, forbids := reasonsOf(a)
		if !forbids {
			continue
		}
		list = append(list, refusal{name, "", a.Title, because})
		for _, role := range roles {
			for _, r := range b.model.Refusals(role.Name) {
				if own := words.Sentence(r.Because); r.Action == name && own != because {
					list = append(list, refusal{name, role.Name, a.Title, own})
				}
			}
		}
	}
	return list
}

// reasonsOf are all reasons for which an action can be forbidden, and whether it can be.
func reasonsOf(a action) (string, bool) {
	var reasons []string
	if a.IsReserved {
		reasons = append(reasons, a.Reserved)
	}
	if a.Never != nil {
		reasons = append(reasons, a.Never.Because)
	}
	forbids := a.IsReserved || a.Never != nil
	for _, row := range a.Rows {
		if row.Never != nil {
			reasons, forbids = append(reasons, row.Never.Because), true
		}
	}
	return distinct(reasons), forbids
}
