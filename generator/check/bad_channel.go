package check

import (
	"fmt"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// badChannel: a value that its kind of channel cannot carry, so that no button can be made of it.
func badChannel() Rule {
	return Rule{Name: "bad_channel", Severity: diagnostic.Error, lone: true, whole: func(l *playbook.Library) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, c := range l.Site.Contacts {
			for _, channel := range c.Channels {
				if channel.Value.Present() && !channel.Usable() {
					found = append(found, diagnostic.Diagnostic{
						Span:    channel.Value.Span,
						Message: fmt.Sprintf("%q is not %s", shown(channel), carries(channel.Kind)),
						Help:    channelHelp(channel),
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

// carries says what a kind of channel can carry.
func carries(kind string) string {
	switch kind {
	case "phone", "sms":
		return "a phone number that every phone can dial"
	case "email":
		return "one mail address"
	case "pager":
		return "a web address, nor a phone number"
	}
	return "a web address"
}

func channelHelp(c *playbook.Channel) string {
	switch c.Kind {
	case "phone", "sms":
		if digits := dialled(c.Value.Value); digits != "" && !c.Private {
			return fmt.Sprintf("write %q: + and the country code, without spaces", digits)
		}
		return `write + and the country code without spaces, such as "+442079460101", or a short number of 2 to 6 digits`
	case "email":
		return "write one address such as desk@shop.example, without a name and without mailto:"
	case "pager":
		return `write the whole address, such as "https://pager.example/on-call", or a number such as "+442079460101"`
	}
	return `write the whole address, such as "https://chat.example/c/desk"; what cannot be opened goes under room`
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
	channel := playbook.Channel{Kind: "phone", Value: playbook.Text{Value: string(digits)}}
	if channel.Href() == "" || len(digits) <= 6 {
		return ""
	}
	return string(digits)
}
