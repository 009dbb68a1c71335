package site

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"remit/generator/check"
	"remit/generator/diagnostic"
	"remit/generator/reach"
)

// A baseline lists findings that a team knows of and mends step by step. A finding is known by its rule, its file and its
// cause, not by its line, so that it stays known while the file grows around it; one about decisions, besides, by each of
// its regions and each of the roles there; one that says when, by the minutes of the week: a finding that grows is new.
type baseline struct {
	Version  int             `json:"version"`
	Findings []baselineEntry `json:"findings"`
}

// A baselineEntry is a finding, or what it says of one role in one region.
type baselineEntry struct {
	Rule    string `json:"rule"`
	File    string `json:"file"`
	Message string `json:"message"` // without the roles, where Role has one
	Role    string `json:"role,omitempty"`
	Region  string `json:"region,omitempty"`
	Extent  string `json:"extent,omitempty"` // a sum of what the words of the region do not say
	Minutes string `json:"minutes,omitempty"`
}

// leaveOut takes out of the report what the baseline in a file lists, each entry once; an empty path lists nothing.
func (r *Report) leaveOut(path string) error {
	if path == "" {
		return nil
	}
	listed, err := readBaseline(path)
	if err != nil {
		return err
	}
	b := newBaselineMatcher(listed)
	var fresh []diagnostic.Diagnostic
	for _, d := range r.Findings {
		if d, isNew := b.unknown(d); isNew {
			fresh = append(fresh, d)
		} else {
			r.Known++
		}
	}
	r.Gone, r.OldBaseline = b.gone(), listed.Version == 1
	r.Findings = r.withUnanalysed(fresh)
	r.Count()
	return nil
}

// A baselineMatcher is the entries of a baseline, with how often each is still to be found.
type baselineMatcher struct {
	left     map[baselineEntry][]string // the minutes of each that is still to be found, by entry without them
	first    bool                       // of version 1, whose entries name no role
	findings map[baselineEntry]bool     // by rule, file and message: whether something of it was found
}

func newBaselineMatcher(b baseline) baselineMatcher {
	k := baselineMatcher{map[baselineEntry][]string{}, b.Version == 1, map[baselineEntry]bool{}}
	for _, one := range b.Findings {
		k.findings[heading(one)] = false
		minutes := one.Minutes
		one.Minutes = ""
		k.left[one] = append(k.left[one], minutes)
	}
	return k
}

// gone counts the findings of which nothing was found.
func (k baselineMatcher) gone() int {
	n := 0
	for _, found := range k.findings {
		if !found {
			n++
		}
	}
	return n
}

// unknown returns a finding with the regions and roles that are not known, and whether there are any.
func (k baselineMatcher) unknown(d diagnostic.Diagnostic) (diagnostic.Diagnostic, bool) {
	if len(d.Regions) == 0 {
		return d, !k.take(entriesOf(d)[0]) && !(k.first && k.take(entryBeforeRename(d)))
	}
	var left []diagnostic.Region
	for _, r := range d.Regions {
		if k.first && k.take(baselineEntry{Rule: d.Rule, File: d.Span.Path(), Message: r.Told, Region: r.Words}) {
			continue
		}
		r.Roles = slices.DeleteFunc(slices.Clone(r.Roles), func(role string) bool {
			return k.take(baselineEntry{d.Rule, d.Span.Path(), cmp.Or(d.Cause, d.Message), role, r.Words, r.Extent, r.Minutes})
		})
		if len(r.Roles) > 0 {
			left = append(left, r)
		}
	}
	if left == nil {
		return d, false
	}
	d.Regions, d.Region, d.Witness = left, left[0].Words, left[0].Witness
	if w := d.Witness; w != nil && !slices.Contains(left[0].Roles, w.Role) {
		again := *w
		again.Role, d.Witness = left[0].Roles[0], &again
		left[0].Witness = &again
	}
	return d, true
}

// entryBeforeRename is how a finding was known before its rule had its name.
func entryBeforeRename(d diagnostic.Diagnostic) baselineEntry {
	message := d.Message
	if d.Rule == "idle_otherwise" {
		message = strings.Replace(message, "nobody ever needs this \"otherwise\"", "nobody ever owes this duty", 1)
	}
	return baselineEntry{Rule: cmp.Or(check.FormerName(d.Rule), d.Rule), File: d.Span.Path(), Message: message, Region: d.Region}
}

// withUnanalysed adds the playbooks that nothing was proved about because of what the baseline lists: that is no reason to
// pass them.
func (r *Report) withUnanalysed(found []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	return diagnostic.Sort(append(found, check.Unanalysed(r.analysis.library.Site, r.analysis.unanalysed(), found)...))
}

func readBaseline(path string) (baseline, error) {
	var b baseline
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return b, &UsageError{fmt.Sprintf("there is no baseline %s", path), "write one with remit check --write-baseline " + path}
	}
	if err != nil {
		return b, err
	}
	if err := json.Unmarshal(text, &b); err != nil || b.Version != 1 && b.Version != 2 {
		return b, &UsageError{fmt.Sprintf("%s is no baseline of version 2", path), "write it again with remit check --write-baseline " + path}
	}
	return b, nil
}

func (r *Report) writeBaseline(path string) error {
	b := baseline{Version: 2, Findings: []baselineEntry{}}
	for _, d := range r.Findings {
		b.Findings = append(b.Findings, entriesOf(d)...)
	}
	text, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o666)
}

// take looks for an entry that says the same, at the same minutes or more.
func (k baselineMatcher) take(one baselineEntry) bool {
	minutes := one.Minutes
	one.Minutes = ""
	i := slices.IndexFunc(k.left[one], func(of string) bool { return reach.Within(minutes, of) })
	if i < 0 {
		return false
	}
	k.left[one] = slices.Delete(k.left[one], i, i+1)
	k.findings[heading(one)] = true
	return true
}

// entriesOf returns all that a finding says.
func entriesOf(d diagnostic.Diagnostic) []baselineEntry {
	if len(d.Regions) == 0 {
		return []baselineEntry{{Rule: d.Rule, File: d.Span.Path(), Message: cmp.Or(d.Cause, d.Message), Region: d.Region, Minutes: d.Minutes}}
	}
	var all []baselineEntry
	for _, r := range d.Regions {
		for _, role := range r.Roles {
			all = append(all, baselineEntry{d.Rule, d.Span.Path(), cmp.Or(d.Cause, d.Message), role, r.Words, r.Extent, r.Minutes})
		}
	}
	return all
}

// heading is the finding that an entry belongs to. In version 1 each region was a finding.
func heading(k baselineEntry) baselineEntry {
	return baselineEntry{Rule: k.Rule, File: k.File, Message: k.Message}
}
