// Package channel is the table of the kinds of channels by which a contact is reached, with everything that depends on the
// kind: what a value may be, the address that one tap opens, the word and the picture on the button, the help for a value
// that cannot be used.
//
//	kind, known := channel.Of("sms")
//	kind.Href("+442079460101") // sms:+442079460101
//
// To add a kind, add its row here and in MEANING.md; what else is missing is named by tests: a link of that scheme in a page,
// or the way that the script of pages writes a message by it.
//
// Package channel knows no contact and no page: it is data, and the three forms that a value can have.
package channel

import (
	"regexp"
	"strings"
)

// A Kind is one row of the table.
type Kind struct {
	Name    string // as it stands in site.yaml
	Holds   string // what a value is, as MEANING.md says it
	Meaning string // one sentence, for whoever writes it
	Example string

	Number bool   // a value may be a phone number
	Mail   bool   // a value may be a mail address
	Web    bool   // a value may be an http or https address
	Scheme string // of the address that a number or a mail address becomes, with its colon

	Word    string // on the button, before the name of the contact
	Rings   bool   // it is a phone: the button bears its picture, and it is the one to try beside a preferred channel
	AtOnce  bool   // it reaches somebody at once
	Message bool   // a page can fill in a message for it

	Carries string // after "is not", of a value that cannot be used
	Help    string // what to write instead
}

// Kinds returns the table, in the order in which help lists the kinds.
func Kinds() []Kind {
	const (
		number   = "a phone number that every phone can dial"
		dial     = `write + and the country code without spaces, such as "+442079460101", or a short number of 2 to 6 digits`
		address  = "a web address"
		openable = `write the whole address, such as "https://chat.example/c/desk"; what cannot be opened goes under room`
	)
	return []Kind{
		{Name: "phone", Holds: "a number in E.164 form (`+442079460101`), or a short one of 2 to 6 digits", Meaning: "A number to call, in E.164 form or of 2 to 6 digits.", Example: `phone: "+442079460101"`,
			Number: true, Scheme: "tel:", Word: "Call", Rings: true, AtOnce: true, Carries: number, Help: dial},
		{Name: "sms", Holds: "as for phone", Meaning: "A number that takes text messages.", Example: `sms: "+442079460101"`,
			Number: true, Scheme: "sms:", Word: "Text", Message: true, Carries: number, Help: dial},
		{Name: "pager", Holds: "an http or https address, or a number", Meaning: "The address or the number of a pager.", Example: `pager: "https://pager.example/on-call"`,
			Number: true, Web: true, Scheme: "tel:", Word: "Page", AtOnce: true, Carries: "a web address, nor a phone number",
			Help: `write the whole address, such as "https://pager.example/on-call", or a number such as "+442079460101"`},
		{Name: "chat", Holds: "an http or https address", Meaning: "The address of a conversation.", Example: `chat: "https://chat.example/c/desk"`,
			Web: true, Word: "Chat", Carries: address, Help: openable},
		{Name: "email", Holds: "a plain mail address", Meaning: "A mail address.", Example: "email: desk@example.org",
			Mail: true, Scheme: "mailto:", Word: "Email", Message: true, Carries: "one mail address",
			Help: "write one address such as desk@shop.example, without a name and without mailto:"},
		{Name: "room", Holds: "words that say where somebody sits", Meaning: "Where somebody sits, in words.", Example: "room: Building 4, second floor", Word: "Room"},
		{Name: "url", Holds: "an http or https address", Meaning: "Any other web address.", Example: "url: https://status.example/report",
			Web: true, Word: "Open", Carries: address, Help: openable},
	}
}

// Of returns the kind of that name.
func Of(name string) (Kind, bool) {
	for _, k := range Kinds() {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Names returns the names of all kinds, in their order.
func Names() []string {
	var names []string
	for _, k := range Kinds() {
		names = append(names, k.Name)
	}
	return names
}

// Schemes returns the schemes of addresses that channels open, beside http and https, without their colons.
func Schemes() []string {
	var list []string
	for _, k := range Kinds() {
		if k.Scheme != "" {
			list = append(list, strings.TrimSuffix(k.Scheme, ":"))
		}
	}
	return list
}

// Words reports whether a value is only words, which no button opens.
func (k Kind) Words() bool { return !k.Number && !k.Mail && !k.Web }

// Href returns the address that one tap opens. It is empty for words, and for what the kind cannot carry.
func (k Kind) Href(value string) string {
	switch {
	case k.Number && dialable.MatchString(value), k.Mail && mailable.MatchString(value):
		return k.Scheme + value
	case k.Web:
		if u := WebAddress(value); u != nil && !strings.Contains(value, "'") {
			return u.String()
		}
	}
	return ""
}

var (
	// dialable matches a number in E.164 form, or a short one of 2 to 6 digits.
	dialable = regexp.MustCompile(`^(\+[1-9][0-9]{6,14}|[0-9]{2,6})$`)
	// mailable matches a plain mail address, nothing that adds headers or recipients.
	mailable = regexp.MustCompile(`^[A-Za-z0-9.!#$*+/=^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
)
