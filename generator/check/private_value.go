package check

import (
	"fmt"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// privateValue: a phone number or a person's mail address in a text of a site that everybody may read, which no contact
// declares as public. Package load reports the values of private channels that stand in site.yaml themselves. A site
// that is marked private may hold them.
func privateValue() Rule {
	return Rule{Name: "private_value", Severity: diagnostic.Error, whole: func(l *playbook.Library) []diagnostic.Diagnostic {
		if l.Site.Private {
			return nil
		}
		declared := declaredValues(l.Site)
		var found []diagnostic.Diagnostic
		for _, f := range l.Files() {
			for _, h := range reachable(string(f.Text)) {
				if declared.has(h) || f == l.Site.File && ofChannel(l.Site, h) || h.mail != "" && ordinary(f.Path) {
					continue
				}
				found = append(found, diagnostic.Diagnostic{
					Span:    f.Span(h.start, h.end),
					Message: fmt.Sprintf("%s, which no contact of site.yaml declares, would be published", h.what),
					Help:    "name the contact instead; or, when everybody may know it, make it a channel of a contact in site.yaml",
				})
			}
		}
		return found
	}}
}

// ofChannel reports whether a hit is in a channel of site.yaml: what is wrong there is reported as such.
func ofChannel(s *playbook.Site, h hit) bool {
	for _, c := range s.Contacts {
		for _, channel := range c.Channels {
			if channel.Span.Start <= h.start && h.end <= channel.Span.End {
				return true
			}
		}
	}
	return false
}

// ordinary reports whether a file is an ordinary page. Runbooks that a team brings along name mailboxes of desks and of
// people alike; they are warned about (exposed_contact), so that they build on the first day.
func ordinary(path string) bool {
	return strings.HasPrefix(path, "content/") && !strings.HasPrefix(path, "content/playbooks/") && !strings.HasPrefix(path, "content/recognition/")
}

// values are the numbers and addresses that may be public.
type values struct {
	numbers []string // digits alone
	mails   map[string]bool
}

func declaredValues(s *playbook.Site) values {
	v := values{mails: map[string]bool{}}
	for _, c := range s.Contacts {
		for _, channel := range c.Channels {
			switch href := channel.Href(); {
			case channel.Private:
			case strings.HasPrefix(href, "mailto:"):
				v.mails[strings.ToLower(channel.Value.Value)] = true
			case href != "":
				v.numbers = append(v.numbers, digitsOf(channel.Value.Value))
			}
		}
	}
	return v
}

// has reports whether a hit may be public. A number without its country code is that of the channel whose end it is.
func (v values) has(h hit) bool {
	if h.digits == "" {
		return v.mails[h.mail]
	}
	for _, n := range v.numbers {
		if n == h.digits || !h.whole && strings.HasSuffix(n, strings.TrimLeft(h.digits, "0")) {
			return true
		}
	}
	return false
}
