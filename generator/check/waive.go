package check

import (
	"fmt"
	"slices"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
	"remit/generator/words"
)

// Waive takes out the findings that a playbook waives for itself until a day, and returns how many. A waiver that has
// ended takes nothing out, and the finding says so; one that names no rule, or a rule whose findings leave the meaning of
// the file in doubt, is a finding itself.
func Waive(books []*playbook.Playbook, found []diagnostic.Diagnostic, day playbook.Date) (left []diagnostic.Diagnostic, waived int) {
	byPath := map[string]*playbook.Playbook{}
	for _, b := range books {
		if len(b.Waivers) > 0 {
			byPath[b.File.Path] = b
		}
	}
	for _, d := range found {
		b := byPath[d.Span.Path()]
		if b == nil {
			left = append(left, d)
			continue
		}
		switch w := waiverFor(b, d.Rule); {
		case w == nil:
			left = append(left, d)
		case w.Until.Value.Before(day):
			d.Related = append(slices.Clip(d.Related), diagnostic.Related{
				Span: w.Span, Message: "this waiver ended on " + w.Until.Value.String(),
			})
			left = append(left, d)
		default:
			waived++
		}
	}
	for _, b := range books {
		for _, w := range b.Waivers {
			left = append(left, idleWaiver(w)...)
		}
	}
	return left, waived
}

// Renamed says of each waiver that holds only under the former name of a rule what to write.
func Renamed(books []*playbook.Playbook, found []diagnostic.Diagnostic) []string {
	var notes []string
	for _, d := range found {
		for _, b := range books {
			if w := waiverFor(b, d.Rule); b.File.Path == d.Span.Path() && w != nil && w.Rule.Value != d.Rule {
				notes = append(notes, fmt.Sprintf("%s:%d: this waiver of %s holds for %s until the next release: write %s",
					b.File.Path, w.Span.From().Line, w.Rule.Value, d.Rule, d.Rule))
			}
		}
	}
	return slices.Compact(notes)
}

func idleWaiver(w *playbook.Waiver) []diagnostic.Diagnostic {
	if mayWaive(w.Rule.Value) {
		return nil
	}
	var names []string
	for _, r := range Rules() {
		names = append(names, r.Name)
	}
	d := diagnostic.Diagnostic{Rule: "unknown_name", Severity: diagnostic.Error, Span: w.Rule.Span}
	if slices.Contains(names, w.Rule.Value) {
		d.Message = fmt.Sprintf("%q cannot be waived: its findings leave in doubt what the file means", w.Rule.Value)
		d.Help = "correct what it reports, and take the waiver out"
		return []diagnostic.Diagnostic{d}
	}
	d.Message = fmt.Sprintf("there is no rule %q", w.Rule.Value)
	d.Help = "remit explain lists all rules"
	if near := words.Nearest(w.Rule.Value, names); near != "" {
		d.Help = fmt.Sprintf("did you mean %q?", near)
	}
	return []diagnostic.Diagnostic{d}
}

// waiverFor returns the waiver of a rule that lasts longest.
func waiverFor(b *playbook.Playbook, rule string) *playbook.Waiver {
	var longest *playbook.Waiver
	for _, w := range b.Waivers {
		if (w.Rule.Value == rule || w.Rule.Value == FormerName(rule)) && mayWaive(rule) && (longest == nil || longest.Until.Value.Before(w.Until.Value)) {
			longest = w
		}
	}
	return longest
}

// FormerName returns the name under which the findings of a rule were reported until the last release; "" for those that
// have kept theirs. Waivers and baselines that name it hold for one release.
func FormerName(rule string) string {
	if rule == "idle_otherwise" {
		return "unreachable_duty"
	}
	return ""
}

// mayWaive reports whether a rule can be waived: not when its findings leave in doubt what the file means, or what an
// answer is.
func mayWaive(rule string) bool {
	return !InDoubt(rule) && rule != "forged_answer" && slices.ContainsFunc(Rules(), func(r Rule) bool { return r.Name == rule })
}

// InDoubt reports whether the findings of a rule leave in doubt what the file means.
func InDoubt(rule string) bool {
	switch rule {
	case "syntax", "misplaced_playbook", "unanalysed", "unknown_key", "duplicate_key", "wrong_type", "missing_key", "bad_name", "unknown_name", "cyclic_names",
		"name_conflict", "unsafe_file", "too_large", "bad_condition", "out_of_range", "off_grid":
		return true
	}
	return false
}
