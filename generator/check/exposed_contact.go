package check

import (
	"fmt"
	"regexp"
	"strings"

	"remit/generator/channel"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// exposedContact: a personal number or mail address, on a site that everybody may read. A number is taken for personal when
// its country gives its beginning to mobile phones; where mobile and other phones share their numbers, as in North America,
// nothing can be said.
func exposedContact() Rule {
	return Rule{Name: "exposed_contact", Severity: diagnostic.Warning, whole: func(l *playbook.Library) []diagnostic.Diagnostic {
		if l.Site.Private {
			return nil
		}
		found := personalMail(l)
		for _, c := range l.Site.Contacts {
			for _, way := range c.Channels {
				what := personal(way)
				if way.Private || what == "" {
					continue
				}
				found = append(found, diagnostic.Diagnostic{
					Span:    way.Value.Span,
					Message: fmt.Sprintf("%s looks like %s, and everybody may read this site", way.Value.Value, what),
					Help:    fmt.Sprintf("give the number of a desk or a rota, or write {%s: , private: yes} and keep the value in a file for --private", way.Kind),
				})
			}
		}
		return found
	}}
}

// personalMail finds addresses on ordinary pages that look like somebody's own and that no contact declares.
func personalMail(l *playbook.Library) []diagnostic.Diagnostic {
	declared := declaredValues(l.Site)
	var found []diagnostic.Diagnostic
	for _, p := range l.Pages {
		for _, h := range reachable(string(p.File.Text)) {
			if h.mail == "" || declared.has(h) || personal(&playbook.Channel{Kind: "email", Value: playbook.Text{Value: h.mail}}) == "" {
				continue
			}
			found = append(found, diagnostic.Diagnostic{
				Span:    p.File.Span(h.start, h.end),
				Message: h.mail + " looks like somebody's own mailbox, and everybody may read this site",
				Help:    "name the contact instead",
			})
		}
	}
	return found
}

// personal says what makes a channel somebody's own; "" when nothing does.
func personal(c *playbook.Channel) string {
	switch kind, _ := channel.Of(c.Kind); {
	case kind.Number && !kind.Web:
		if mobile.MatchString(c.Value.Value) {
			return "a mobile number"
		}
	case kind.Mail:
		_, host, _ := strings.Cut(strings.ToLower(c.Value.Value), "@")
		for _, h := range mailboxes {
			if host == h {
				return "somebody's own mailbox"
			}
		}
	}
	return ""
}

// mobile matches the beginnings that national numbering plans keep for mobile phones.
var mobile = regexp.MustCompile(`^\+(` + strings.ReplaceAll(strings.Join([]string{
	"27[6-8]", "30 69", "31 6", "32 4[5-9]", "33[67]", "34[67]", "351 9[1236]", "353 8[3-9]", "358 (4|50)", "36 [2357]0", "39 3", "41 7[5-9]",
	"420 [67]", "421 9", "43 6[5-9]", "44 7[1-57-9]", "46 7[02369]", "47 [49]", "48 (45|5[01347]|6[069]|7[2389]|88)", "49 1[567]",
	"61 4", "64 2", "65 [89]", "81 [789]0", "82 10", "86 1[3-9]", "886 9", "91 [6-9]", "972 5", "90 5", "55 [1-9][1-9]9",
}, "|"), " ", "") + `)`)

// mailboxes are hosts where people keep their own mail.
var mailboxes = []string{
	"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com", "proton.me",
	"protonmail.com", "gmx.de", "gmx.net", "web.de", "mail.ru", "qq.com", "163.com", "aol.com", "fastmail.com",
}
