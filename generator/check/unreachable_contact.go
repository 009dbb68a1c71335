package check

import (
	"fmt"
	"slices"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// unreachableContact: a contact without a channel that can be used. Private channels count when their values are given;
// the site that everybody may read is judged without them.
func unreachableContact() Rule {
	return Rule{Name: "unreachable_contact", Severity: diagnostic.Error, whole: func(l *playbook.Library) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, c := range l.Site.Contacts {
			if len(c.Channels) == 0 || c.Usable() {
				continue // without channels it could not be read, which is reported
			}
			d := diagnostic.Diagnostic{
				Span:    c.Name.Span,
				Message: fmt.Sprintf("%s cannot be reached: none of its channels can be used", c.Name.Value),
				Help:    "give it a channel whose value its kind can carry",
			}
			if slices.ContainsFunc(c.Channels, func(ch *playbook.Channel) bool { return ch.Private && !ch.Value.Present() }) {
				d.Message = fmt.Sprintf("%s cannot be reached from a site that everybody may read: its channels are private", c.Name.Value)
				d.Help = "give it a channel that may be public, such as a desk or a pager address; for a site of your own, name the file of private values with --private"
			}
			found = append(found, d)
		}
		return found
	}}
}
