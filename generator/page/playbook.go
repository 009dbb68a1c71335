package page

import (
	"html/template"
	"math/big"
	"slices"
	"strings"

	"remit/generator/authority"
	"remit/generator/playbook"
	"remit/generator/words"
)

// playbookView is the page of one playbook.
type playbookView struct {
	Title, Summary string
	Workload       link
	Lapsed         string
	Walk           walk
	Actions        []action
	Always         bool // opening the page is the trigger
	Triggers       []named
	Conditions     []named
	Facts          []fact
	Impossible     []ruledOut
	Escalations    []escalation
	Further        bool // some ladder has a next contact to call
	Contents       []link
	Body           template.HTML
	State          state
	Alerts, Tags   []string
	Tellings       []telling
}

// A named is a condition or trigger with its meaning.
type named struct{ Name, Words string }

// A ruledOut is a situation that cannot be.
type ruledOut struct{ When, Because string }

// A telling is a thanks that names this playbook.
type telling struct{ Title, Href string }

func (w *writer) playbook(b *book) sheet {
	view := func(at place) any { return w.playbookView(b, at) }
	return sheet{address: b.Address(), layout: "playbook.html", title: b.Title.Value, scripts: []string{"walk"}, view: view, also: func() ([]File, error) { return w.beside(b) }}
}

// beside is what else is made of a playbook: its questions as a page, and the whole of it as data for other programs, the
// same bytes that `remit export` prints on the day of the build.
func (w *writer) beside(b *book) ([]File, error) {
	questions := w.questions(b)
	data, err := w.write(questions)
	return []File{{questions.address, data}, {apiAddress(b.ID), b.model.Document(*b.exported()).Bytes()}}, err
}

func (w *writer) playbookView(b *book, at place) playbookView {
	v := playbookView{
		Title: b.Title.Value, Summary: b.Summary.Value, Workload: w.workloadLink(at, b.Workload.Value), Lapsed: w.lapsed(b),
		Walk: w.walk(b, at), Always: !b.Always.IsZero(), Triggers: w.named(b, b.Triggers), Conditions: w.named(b, b.Conditions),
		Contents: contents(&b.Body), Body: bodyOf(&b.Body), State: w.state(b, at),
		Alerts: playbook.Values(b.Alerts), Tags: playbook.Values(b.Tags), Tellings: w.tellings(b, at),
	}
	v.Actions, v.Facts, v.Escalations = v.Walk.Actions, v.Walk.Facts, v.Walk.Duties
	v.Further = slices.ContainsFunc(v.Escalations, func(e escalation) bool { return len(e.Ladder.Rungs) > 1 })
	for _, line := range b.Impossible {
		v.Impossible = append(v.Impossible, ruledOut{words.Capital(w.words(b, line.When)), words.Sentence(line.Because.Value)})
	}
	return v
}

func (w *writer) workloadLink(at place, name string) link {
	title := name
	if l := w.site.Workload(name); l != nil && l.Title.Value != "" {
		title = l.Title.Value
	}
	return at.link(title, workloadAddress(name))
}

func (w *writer) named(b *book, list []*playbook.Named) []named {
	var views []named
	for _, n := range list {
		views = append(views, named{playbook.Words(n.Name.Value), w.words(b, n.Condition)})
	}
	return views
}

func (w *writer) tellings(b *book, at place) []telling {
	var list []telling
	for _, t := range w.Library.Thanks {
		if t.Playbook.Value == b.ID {
			list = append(list, telling{t.Title, at.to(recognitionAddress)})
		}
	}
	return list
}

// taken are the names that the page gives to elements of its own. A heading of the same name goes by another.
var taken = [...]string{"walk", "walk-live", "who-may-do-what", "copy-state", "main"}

// proseName is the name of a heading on the page.
func proseName(anchor string) string {
	for _, name := range taken {
		if anchor == name {
			return anchor + ".text" // no heading has a dot, and a colon would look like a scheme
		}
	}
	return anchor
}

// bodyOf is the prose of a page. Package load has made it safe.
func bodyOf(b *playbook.Body) template.HTML {
	html := b.HTML
	for _, name := range taken {
		html = strings.ReplaceAll(html, ` id="`+name+`"`, ` id="`+proseName(name)+`"`)
		html = strings.ReplaceAll(html, ` href="#`+name+`"`, ` href="#`+proseName(name)+`"`)
	}
	return template.HTML(html)
}

// contents lists the headings of the first two levels; a short page needs no list.
func contents(b *playbook.Body) []link {
	var list []link
	shown := namesIn(b.HTML)
	for _, h := range b.Headings {
		if h.Level <= 2 && h.Anchor != "" && shown[template.HTMLEscapeString(h.Anchor)] {
			list = append(list, link{h.Text, "#" + proseName(h.Anchor)})
		}
	}
	if len(list) < 3 {
		return nil
	}
	return list
}

// namesIn returns the names that elements of a page have, as they are written there: in one pass, since a page may have
// very many headings.
func namesIn(html string) map[string]bool {
	names := map[string]bool{}
	for {
		_, rest, more := strings.Cut(html, ` id="`)
		name, after, whole := strings.Cut(rest, `"`)
		if !more || !whole {
			return names
		}
		names[name] = names[name] || strings.HasPrefix(after, ">")
		html = after
	}
}

// A state says how well kept a playbook is.
type state struct {
	Reviewed, Due, Practised, Until string
	Overdue                         bool
	Proof, Otherwise                string
	Waits                           *week // for somebody with authority
	Owner                           link
	Source                          cite
	Questions                       link // all of them on a page
	Data                            link // for programs
}

func (w *writer) state(b *book, at place) state {
	s := state{Source: cite{b.File.Path, w.sourceLink(b.File.Path)}, Questions: at.link("on one page, with every answer", questionsAddress(b.ID)), Data: at.link("JSON", apiAddress(b.ID))}
	if b.LastReviewedOn.Present() {
		s.Reviewed = b.LastReviewedOn.Value.Words()
		if b.ReviewIn.Present() {
			due := b.LastReviewedOn.Value.Add(b.ReviewIn.Value)
			s.Due, s.Overdue = due.Words(), due.Before(w.today)
		}
	}
	if b.LastDrilledOn.Present() {
		s.Practised = b.LastDrilledOn.Value.Words()
	}
	if b.Until.Present() {
		s.Until = b.Until.Value.Words()
	}
	if p, known := w.Proofs[b.ID]; known {
		s.Proof = p.String()
		s.Otherwise = w.byOtherwise(b, p)
	}
	if waits := w.Reach[b.ID].Words(w.zone); s.Proof != "" && waits != "" {
		s.Proof, s.Waits = s.Proof+"; "+waits, w.waits(w.Reach[b.ID].Proof)
	}
	return s
}

// byOtherwise says how much only an `otherwise` answers in the period in which that is most, and where most of that lies.
func (w *writer) byOtherwise(b *book, p authority.Proof) string {
	if p.Otherwise().Sign() == 0 || p.Situations.Sign() == 0 {
		return ""
	}
	m := b.model
	if later := p.ExplicitFrom != (playbook.Date{}); later || !b.Validity.Covers(m.Day) {
		day := m.Day
		if later {
			day = p.ExplicitFrom
		}
		m = authority.Compile(m.Site, m.Playbook, authority.Options{Day: day, Proof: true})
	}
	r := m.ByOtherwise()
	if r == nil {
		return ""
	}
	var who []string
	for _, name := range r.Roles {
		who = append(who, w.roleTitle(name))
	}
	return percent(p.Otherwise(), p.Situations) + " of the situations, the largest part of them for " + strings.Join(who, ", ") + ": " + playbook.Words(r.Words)
}

// percent is a part of a whole, rounded down; less than one is said as such.
func percent(part, whole *big.Int) string {
	share := new(big.Int).Mul(part, big.NewInt(100))
	if share.Quo(share, whole).Sign() == 0 {
		return "less than 1 %"
	}
	return share.String() + " %"
}
