package load

import (
	"slices"

	"remit/generator/condition"
	"remit/generator/language"
	"remit/generator/playbook"
	"remit/generator/source"
)

// private reads the file of private values and puts each into the channel that waits for it:
//
//	head_of_commerce: [{phone: "+447700900123"}, {email: "head@shop.example"}]
//
// The channels of a contact are filled in their order, each from the next value of its kind. A value that no channel of
// the site waits for is reported, and so is a channel that is left without one.
func (l *loader) private(file *source.File) {
	r := &reader{file: file, caps: l.caps}
	defer func() { l.found = append(l.found, r.found...) }()
	if large, fits := r.caps.fits("site", file.Path, int64(len(file.Text))); !fits {
		r.found = append(r.found, large)
		return
	}
	site := l.frame.site
	site.Private = true
	n := r.document(r.bom(), len(file.Text))
	if n.kind != mappingNode {
		r.notA(n, "the file of private values", `contacts and their values, such as head_of_commerce: [{phone: "+447700900123"}]`)
		return
	}
	for _, p := range r.unique(n.pairs) {
		name := r.word(p.key, "a contact", "on_call_rota")
		if !name.Present() || !r.known(name, l.frame.contacts) {
			continue
		}
		if c := site.Contact(name.Value); c != nil {
			r.fill(c, p.value)
		}
	}
	for _, c := range site.Contacts {
		for _, channel := range c.Channels {
			if channel.Private && !channel.Value.Present() {
				r.report("missing_key", file.Span(0, 0), "add "+condition.Code("%s: [{%s: …}]", c.Name.Value, channel.Kind), "the private %s of %s has no value", channel.Kind, quote(c.Name.Value))
				r.relate(channel.Span, "it is announced here")
			}
		}
	}
}

// fill gives the private channels of a contact their values.
func (r *reader) fill(c *playbook.Contact, n *node) {
	if n.kind != listNode {
		r.notA(n, "the values of "+quote(c.Name.Value), `a list, such as [{phone: "+447700900123"}]`)
		return
	}
	kinds := slices.DeleteFunc(language.Keys(language.Channel), func(k language.Key) bool { return k.Name == "private" })
	for _, item := range n.items {
		t := r.tableOf(item, "a channel", r.span(item), kinds)
		for _, p := range t.pairs {
			value := t.text(p.key.text)
			if !value.Present() {
				continue
			}
			if waiting := waiting(c, p.key.text); waiting != nil {
				waiting.Value = value
				continue
			}
			r.report("unknown_name", r.span(p.key), "announce it there as {"+p.key.text+": , private: yes}, or take it out here",
				"%s has no private %s in site.yaml that waits for a value", quote(c.Name.Value), p.key.text)
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
