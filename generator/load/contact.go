package load

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"remit/generator/channel"
	"remit/generator/frontmatter"
	"remit/generator/language"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

var (
	dayNames = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
)

func (r *reader) contact(name playbook.Text, n *frontmatter.Node, place source.Span, zone *time.Location) *playbook.Contact {
	t := r.table(n, "contact "+words.Quote(name.Value), place, language.Contact)
	c := &playbook.Contact{Name: name, Title: t.title(name), AnswersIn: t.duration("answers_in"), Span: span(place, t)}
	for _, item := range t.listDue("channels") {
		if way := r.channel(item); way != nil {
			c.Channels = append(c.Channels, way)
		}
	}
	c.Hours = t.hours(zone)
	return c
}

func (r *reader) channel(n *frontmatter.Node) *playbook.Channel {
	t := r.table(n, "a channel", r.File.Span(n.Start, n.Start), language.Channel)
	c := &playbook.Channel{Private: t.yesNo("private").Value, Span: t.span}
	for _, p := range t.pairs {
		switch {
		case p.Key.Text == "private":
		case c.Kind != "":
			r.Report("wrong_type", r.Span(p.Key), "write two channels: [{"+c.Kind+": …}, {"+p.Key.Text+": …}]", "a channel has one kind, and this one has %s and %s", words.Quote(c.Kind), words.Quote(p.Key.Text))
		case c.Private && p.Value.Empty():
			c.Kind = p.Key.Text // its value comes from a file of its own
		default:
			c.Kind, c.Value = p.Key.Text, t.text(p.Key.Text)
		}
	}
	if c.Kind == "" && t.sure && len(t.maybe) == 0 && len(n.Pairs) == len(t.pairs) {
		r.Report("missing_key", t.place, `write one of `+frontmatter.OrList(channel.Names())+`, such as {phone: "+442079460101"}`, "a channel has no kind")
	}
	if c.Private {
		r.keepOut(c)
		return c
	}
	if !c.Value.Present() {
		return nil
	}
	return c
}

// keepOut drops the value of a private channel from the site, where it must not stand.
func (r *reader) keepOut(c *playbook.Channel) {
	if !c.Value.Present() {
		return
	}
	r.Report("private_value", c.Value.Span, "write {"+c.Kind+": , private: yes} here, put the value into a file outside the repository, and name that file with --private",
		"the value of a private channel stands in site.yaml, for everybody who can read the repository")
	c.Value = playbook.Text{}
}

// hours reads "always" or a list of windows.
func (t *table) hours(zone *time.Location) playbook.Hours {
	n := t.node("hours")
	if n == nil {
		return playbook.Hours{}
	}
	h := playbook.Hours{Span: t.r.Span(n)}
	const example = `[{days: mon-fri, from: "09:00", to: "17:00"}]`
	if n.Kind == frontmatter.ScalarNode && n.Text == "always" {
		h.Always = true
		return h
	}
	if n.Kind != frontmatter.ListNode {
		t.r.notA(n, t.named("hours"), "always, or windows: hours: "+example)
		return h
	}
	for _, item := range t.listDue("hours") {
		if w, ok := t.r.window(item, zone); ok {
			h.Windows = append(h.Windows, w)
		}
	}
	return h
}

// window reads one opening time of the week.
func (r *reader) window(n *frontmatter.Node, zone *time.Location) (w playbook.Window, ok bool) {
	before := len(r.Found)
	t := r.table(n, "a window of hours", r.File.Span(n.Start, n.Start), language.Window)
	w = playbook.Window{Days: t.days(), From: t.clock("from"), To: t.clock("to"), Zone: zone, Span: t.span}
	if z := t.zone("zone"); z.Present() {
		w.Zone = z.Value
	}
	switch {
	case len(r.Found) > before || !t.sure:
		return w, false
	case w.From == 24*60:
		r.Report("wrong_type", r.Span(t.node("from")), `write "00:00", on the next day`, "a window cannot begin at 24:00")
		return w, false
	case w.From == w.To:
		r.Report("wrong_type", r.Span(t.node("to")), `for the whole day write from: "00:00", to: "24:00"`, "a window cannot begin and end at the same time")
		return w, false
	}
	return w, true
}

// clock reads a time of the day as minutes since midnight.
func (t *table) clock(key string) int {
	text := t.text(key)
	if !text.Present() {
		return 0
	}
	hour, minute, ok := strings.Cut(text.Value, ":")
	h, err := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(minute)
	if !ok || err != nil || err2 != nil || len(hour) != 2 || len(minute) != 2 || h < 0 || m < 0 || m > 59 || h*60+m > 24*60 {
		help := `write hours and minutes, such as "09:00"; midnight is "00:00", at the end of a day "24:00"`
		t.r.Report("wrong_type", text.Span, help, "%s is not a time of the day: %s", t.named(key), words.Quote(text.Value))
	}
	return h*60 + m
}

// days reads mon, mon-fri, sat-mon, or a list of such.
func (t *table) days() (days [7]bool) {
	n := t.node("days")
	if n == nil {
		return days
	}
	items := []*frontmatter.Node{n}
	if n.Kind == frontmatter.ListNode {
		items = t.listDue("days")
	}
	for _, item := range items {
		text := t.r.word(item, t.named("days"), "mon-fri, sat or [mon, wed]")
		if text.Present() && !addDays(&days, text.Value) {
			t.r.Report("wrong_type", text.Span, "write mon-fri, sat or [mon, wed]; the days are "+frontmatter.OrList(append(dayNames[1:7:7], dayNames[0])), "%s are not days: %s", t.named("days"), words.Quote(text.Value))
		}
	}
	return days
}

// addDays adds a day, or the days from one to another, across the end of the week when need be.
func addDays(days *[7]bool, word string) bool {
	first, last, several := strings.Cut(word, "-")
	from, to := slices.Index(dayNames, first), slices.Index(dayNames, last)
	if !several {
		to = from
	}
	if from < 0 || to < 0 {
		return false
	}
	for d := from; ; d = (d + 1) % 7 {
		days[d] = true
		if d == to {
			return true
		}
	}
}
