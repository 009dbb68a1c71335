package load

import (
	"slices"

	"remit/generator/frontmatter"
	"remit/generator/language"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

// private reads the file of private values and puts each into the channel that waits for it:
//
//	head_of_commerce: [{phone: "+447700900123"}, {email: "head@shop.example"}]
//
// The channels of a contact are filled in their order, each from the next value of its kind. A value that no channel of
// the site waits for is reported, and so is a channel that is left without one.
func (l *loader) private(file *source.File) {
	r := newReader(file, l.caps)
	defer func() { l.found = append(l.found, r.Found...) }()
	if large, fits := r.Caps.Fits("site", file.Path, int64(len(file.Text))); !fits {
		r.Found = append(r.Found, large)
		return
	}
	site := l.frame.site
	site.Private = true
	n := r.Document(r.BOM(), len(file.Text))
	if n.Kind != frontmatter.MappingNode {
		r.notA(n, "the file of private values", `contacts and their values, such as head_of_commerce: [{phone: "+447700900123"}]`)
		return
	}
	for _, p := range r.unique(n.Pairs) {
		name := r.word(p.Key, "a contact", "on_call_rota")
		if !name.Present() || !r.known(name, l.frame.contacts) {
			continue
		}
		if c := site.Contact(name.Value); c != nil {
			r.fill(c, p.Value)
		}
	}
	for _, c := range site.Contacts {
		for _, channel := range c.Channels {
			if channel.Private && !channel.Value.Present() {
				r.Report("missing_key", file.Span(0, 0), "add "+words.Code("%s: [{%s: …}]", c.Name.Value, channel.Kind), "the private %s of %s has no value", channel.Kind, words.Quote(c.Name.Value))
				r.Relate(channel.Span, "it is announced here")
			}
		}
	}
}

// fill gives the private channels of a contact their values.
func (r *reader) fill(c *playbook.Contact, n *frontmatter.Node) {
	if n.Kind != frontmatter.ListNode {
		r.notA(n, "the values of "+words.Quote(c.Name.Value), `a list, such as [{phone: "+447700900123"}]`)
		return
	}
	kinds := slices.DeleteFunc(language.Keys(language.Channel), func(k language.Key) bool { return k.Name == "private" })
	for _, item := range n.Items {
		t := r.tableOf(item, "a channel", r.Span(item), kinds)
		for _, p := range t.pairs {
			value := t.text(p.Key.Text)
			if !value.Present() {
				continue
			}
			if waiting := waiting(c, p.Key.Text); waiting != nil {
				waiting.Value = value
				continue
			}
			r.Report("unknown_name", r.Span(p.Key), "announce it there as {"+p.Key.Text+": , private: yes}, or take it out here",
				"%s has no private %s in site.yaml that waits for a value", words.Quote(c.Name.Value), p.Key.Text)
		}
	}
}

// waiting returns the first private channel of a kind that has no value yet.
func waiting(c *playbook.Contact, kind string) *playbook.Channel {
	for _, channel := range c.Channels {
		if channel.Private && channel.Kind == kind && !channel.Value.Present() {
			return channel
		}
	}
	return nil
}
