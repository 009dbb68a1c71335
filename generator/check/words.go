package check

import (
	"remit/generator/authority"
	"remit/generator/diagnostic"
)

// witness turns one situation of a region into what a finding carries; its role is the first one concerned. It names the
// day when the finding belongs to a later period.
func (s *subject) witness(m *authority.Model, r authority.Region) *diagnostic.Witness {
	w := &diagnostic.Witness{Playbook: s.book.ID, Role: r.Roles[0]}
	if m != s.today() {
		w.On = m.Day.String()
	}
	for _, f := range r.Witness {
		w.Facts = append(w.Facts, diagnostic.Fact{Name: f.Fact, Value: f.Value})
	}
	return w
}

// since begins the message of a finding that belongs to a later period than today's.
func (s *subject) since(m *authority.Model) string {
	if m == s.today() {
		return ""
	}
	return "from " + m.Day.String() + " on, when a grant begins or ends, "
}

// has is "has" for one and "have" for several.
func has(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// mark writes rule and severity on findings. A rule of errors may lower one to a warning itself.
func mark(r Rule, list []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	for i := range list {
		list[i].Rule, list[i].Severity = r.Name, max(r.Severity, list[i].Severity)
	}
	return list
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func hasItself(n int) string {
	if n == 1 {
		return "it holds itself"
	}
	return "they hold themselves"
}

// their is "its" for one and "their" for several.
func their(n int) string {
	if n == 1 {
		return "its"
	}
	return "their"
}
