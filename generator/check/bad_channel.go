package check

import (
	"fmt"

	"remit/generator/channel"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// badChannel: a value that its kind of channel cannot carry, so that no button can be made of it.
func badChannel() Rule {
	return Rule{Name: "bad_channel", Severity: diagnostic.Error, lone: true, whole: func(l *playbook.Library) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, c := range l.Site.Contacts {
			for _, way := range c.Channels {
				if kind, _ := channel.Of(way.Kind); way.Value.Present() && !way.Usable() {
					found = append(found, diagnostic.Diagnostic{
						Span:    way.Value.Span,
						Message: fmt.Sprintf("%q is not %s", shown(way), kind.Carries),
						Help:    channelHelp(way, kind),
					})
				}
			}
		}
		return found
	}}
}

// shown is the value of a channel; that of a private one is never repeated.
func shown(c *playbook.Channel) string {
	if c.Private {
		return "the private value"
	}
	return c.Value.Value
}

// channelHelp says what to write instead.
func channelHelp(c *playbook.Channel, kind channel.Kind) string {
	if digits := dialled(c.Value.Value); kind.Number && !kind.Web && digits != "" && !c.Private {
		return fmt.Sprintf("write %q: + and the country code, without spaces", digits)
	}
	return kind.Help
}

// dialled returns an international number without what only makes it readable; "" when that does not leave one.
func dialled(value string) string {
	digits := []byte{}
	value = withoutTrunk(value)
	for i := range len(value) {
		switch b := value[i]; {
		case b >= '0' && b <= '9', b == '+' && len(digits) == 0:
			digits = append(digits, b)
		case b == ' ' || b == '-' || b == '.' || b == '/' || b == '(' || b == ')':
		default:
			return ""
		}
	}
	phone := playbook.Channel{Kind: "phone", Value: playbook.Text{Value: string(digits)}}
	if phone.Href() == "" || len(digits) <= 6 {
		return ""
	}
	return string(digits)
}
