package playbook

import (
	"regexp"
	"strings"

	"remit/generator/source"
)

// A Channel is one way to reach a contact. The value of a private one is not in the site: it comes from a file of its own,
// and without that file it is absent.
type Channel struct {
	Kind    string // phone, sms, pager, chat, email, room or url
	Value   Text
	Private bool
	Span    source.Span
}

// Href returns the address that one tap opens: tel:, sms:, mailto:, http: or https:. It is empty for a room, and for what
// the kind cannot carry.
func (c *Channel) Href() string {
	v := c.Value.Value
	switch c.Kind {
	case "phone", "sms":
		if dialable.MatchString(v) {
			return map[string]string{"phone": "tel:", "sms": "sms:"}[c.Kind] + v
		}
	case "email":
		if mailable.MatchString(v) {
			return "mailto:" + v
		}
	case "pager", "chat", "url":
		if u := WebAddress(v); u != nil && !strings.Contains(v, "'") {
			return u.String()
		}
		if c.Kind == "pager" && dialable.MatchString(v) {
			return "tel:" + v
		}
	}
	return ""
}

// Usable reports whether the channel can be shown and used: it has a value, and its kind can carry it.
func (c *Channel) Usable() bool {
	return c.Value.Present() && (c.Kind == "room" || c.Href() != "")
}

// Usable reports whether one of the channels is.
func (c *Contact) Usable() bool {
	for _, channel := range c.Channels {
		if channel.Usable() {
			return true
		}
	}
	return false
}

var (
	// dialable matches a number in E.164 form, or a short one of 2 to 6 digits.
	dialable = regexp.MustCompile(`^(\+[1-9][0-9]{6,14}|[0-9]{2,6})$`)
	// mailable matches a plain mail address, nothing that adds headers or recipients.
	mailable = regexp.MustCompile(`^[A-Za-z0-9.!#$*+/=^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
)
