package check

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// forgedAnswer: a title, a summary or an alert that is the words of an answer, so that a reader in a hurry takes it for one;
// a question, an option or a heading that is those of a yes.
// On an ordinary page, which may be an old runbook, it is a warning.
func forgedAnswer() Rule {
	return Rule{Name: "forged_answer", Severity: diagnostic.Error, lone: true, whole: func(l *playbook.Library) []diagnostic.Diagnostic {
		f := forgery{plates: map[string]string{}}
		for _, words := range authority.Plates() {
			f.plates[lookalike(words)] = words
		}
		yes := forgery{plates: map[string]string{}}
		for _, words := range authority.Permissions() {
			yes.plates[lookalike(words)] = words
		}
		f.site(l.Site)
		for _, p := range l.Playbooks {
			f.text("the title", p.Title)
			f.text("the summary", p.Summary)
			for _, alert := range p.Alerts {
				f.text("an alert", alert)
			}
			for _, a := range p.Actions {
				f.text("the title of an action", a.Title)
			}
			yes.asked(p)
		}
		for _, p := range l.Pages {
			f.page(p)
		}
		return append(f.found, yes.found...)
	}}
}

// A forgery looks for words that look like those of a plate.
type forgery struct {
	plates map[string]string
	found  []diagnostic.Diagnostic
}

// site looks at the titles of site.yaml: they stand above and beside every answer.
func (f *forgery) site(s *playbook.Site) {
	f.text("the title", s.Title)
	for _, r := range s.Roles {
		f.text("the title of a role", r.Title)
	}
	for _, c := range s.Contacts {
		f.text("the title of a contact", c.Title)
	}
	for _, w := range s.Workloads {
		f.text("the title of a workload", w.Title)
	}
}

// asked looks at questions, at what can be answered, and at headings. Many of them rightly say "Stop" or "Used up"; only
// what would be taken for a yes is refused.
func (f *forgery) asked(p *playbook.Playbook) {
	for _, fact := range p.Facts {
		f.text("a question", fact.Ask)
		for _, o := range fact.Options {
			f.text("the title of an option", o.Title)
		}
	}
	for _, h := range p.Body.Headings {
		f.words("this heading", h.Text, diagnostic.Diagnostic{Span: h.Span})
	}
}

func (f *forgery) text(what string, text playbook.Text) {
	if text.Present() {
		f.words(what, text.Value, diagnostic.Diagnostic{Span: text.Span})
	}
}

// page looks at the title of an ordinary page: its heading where it has one of these words, else its first line.
func (f *forgery) page(p *playbook.Page) {
	at := p.File.Span(0, 0)
	for _, h := range p.Body.Headings {
		if h.Text == p.Title {
			at = h.Span
			break
		}
	}
	f.words("the title of this page", p.Title, diagnostic.Diagnostic{Span: at, Severity: diagnostic.Warning})
}

// words adds the finding, whose place and severity are given, when a text looks like a plate.
func (f *forgery) words(what, text string, d diagnostic.Diagnostic) {
	plate, forged := f.plates[lookalike(text)]
	if !forged {
		return
	}
	d.Message = fmt.Sprintf("%s looks like an answer: %q", what, plate)
	d.Help = "say what is meant: what happens, or what is to be done, with its object"
	f.found = append(f.found, d)
}

// twins are the letters of other alphabets that look like Latin ones.
const (
	twins = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u043a\u043c\u0442\u043d\u0432\u0501\u04cf\u051b\u051d\u03b1\u03bf\u03c1\u03bd\u03c4\u03c5\u03b9\u03ba\u03f2\u0131\u0261"
	latin = "aeopcyxijskmthbdlqwaopvtuikcig"
)

// lookalike returns the letters and digits of a text as they look: without case, accents, width, signs and what cannot be
// seen, with one blank between words.
func lookalike(text string) string {
	var b strings.Builder
	gap := false
	other, same := []rune(twins), []rune(latin)
	for _, c := range norm.NFKD.String(text) {
		c = unicode.ToLower(c)
		for i, twin := range other {
			if c == twin {
				c = same[i]
			}
		}
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(c)
		case !unicode.In(c, unicode.Mn, unicode.Cf):
			gap = true
		}
	}
	return b.String()
}
