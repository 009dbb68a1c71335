package playbook

import (
	"remit/generator/channel"
	"remit/generator/source"
)

// A Channel is one way to reach a contact. The value of a private one is not in the site: it comes from a file of its own,
// and without that file it is absent.
type Channel struct {
	Kind    string // the name of a kind of package channel
	Value   Text
	Private bool
	Span    source.Span
}

// Usable reports whether one of the channels is.
func (c *Contact) Usable() bool {
	for _, way := range c.Channels {
		if way.Usable() {
			return true
		}
	}
	return false
}

// Usable reports whether the channel can be shown and used: it has a value, and its kind can carry it.
func (c *Channel) Usable() bool {
	kind, _ := channel.Of(c.Kind)
	return c.Value.Present() && (kind.Words() || c.Href() != "")
}

// Href returns the address that one tap opens: tel:, sms:, mailto:, http: or https:. It is empty for words, and for what
// the kind cannot carry.
func (c *Channel) Href() string {
	kind, _ := channel.Of(c.Kind)
	return kind.Href(c.Value.Value)
}
