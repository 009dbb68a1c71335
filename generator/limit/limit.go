// Package limit says how much one input file may hold, and what to do about one that holds more.
//
//	raised := limit.Raised{"facts": 800}
//	raised.Most("facts") // 800; the limit of a run without --raise stands in [All]
//
// Package limit measures files; what is in them is counted by those who read them.
package limit

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/source"
)

// The limits of one input file. With these, any single file is read and analysed, or refused, in seconds and within 512 MB;
// all are far beyond what anybody can review.
const (
	MaxPage      = 1 << 20
	maxSite      = 4 << 20
	maxAsset     = 32 << 20
	maxValues    = 400_000 // a value begins at one of a few characters, so the tree of a text stays small whatever it holds
	maxFacts     = 500     // memory grows with the square of these
	maxActions   = 500
	maxGrants    = 500
	maxNumbers   = 2_000
	maxRoles     = 100
	maxDuties    = 500
	maxLadder    = 100
	maxContacts  = 2_000 // their hours are worked out for 13 months
	MaxCondition = 4_000 // bytes
	MaxNesting   = 100   // brackets and nots inside each other
	MaxDepth     = 20
	MaxMistakes  = 500 // nobody reads more; a file made to have a million must not hold up the rest
)

// A Limit is how much of something one input file may hold.
type Limit struct {
	Name    string // as the flag --raise calls it
	Most    int
	Of      string // what is counted
	Instead string // what to do instead
	Fixed   bool   // it cannot be raised
}

// Check says what is wrong with limits that somebody wants raised, and what to write instead; "" for nothing.
func Check(raised map[string]int) (problem, hint string) {
	var names []string
	for _, l := range All() {
		if !l.Fixed {
			names = append(names, l.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(raised)) {
		switch {
		case !slices.Contains(names, name):
			return fmt.Sprintf("there is no limit %q that can be raised", name), "the limits are " + strings.Join(names, ", ")
		case raised[name] < 1:
			return fmt.Sprintf("the limit of %s is %d", name, raised[name]), "write a whole number above 0, such as --raise " + name + "=1000"
		}
	}
	return "", ""
}

// Raised are the limits of a run: those that were raised, by name.
type Raised map[string]int

// Fits reports a file with more bytes than the limit of that name, at the file itself: it was not read.
func (c Raised) Fits(limit, path string, size int64) (tooLarge diagnostic.Diagnostic, fits bool) {
	if most := c.Most(limit); size > int64(most) {
		return diagnostic.Diagnostic{
			Rule: "too_large", Span: source.NewFile(path, nil).Span(0, 0), Help: c.Help(limit, int(size)),
			Message: fmt.Sprintf("this file has %d bytes; at most %d are read", size, most),
		}, false
	}
	return diagnostic.Diagnostic{}, true
}

// Most is the limit of that name in this run.
func (c Raised) Most(name string) int {
	if n, raised := c[name]; raised {
		return n
	}
	return limitOf(name).Most
}

// Help says what to do about a file that holds n of something.
func (c Raised) Help(name string, n int) string {
	limit := limitOf(name)
	if limit.Fixed {
		return limit.Instead
	}
	return fmt.Sprintf("%s; or raise the limit with `--raise %s=%d`", limit.Instead, name, n)
}

func limitOf(name string) Limit {
	all := All()
	return all[slices.IndexFunc(all, func(l Limit) bool { return l.Name == name })]
}

// All returns the limits of one input file.
func All() []Limit {
	const situations = "write one playbook for each kind of situation"
	return []Limit{
		{Name: "page", Most: MaxPage, Of: "bytes of a page or playbook", Instead: "split it into several files"},
		{Name: "site", Most: maxSite, Of: "bytes of site.yaml, or of the private values", Instead: "take out what is no longer used"},
		{Name: "asset", Most: maxAsset, Of: "bytes of a picture or another file to download", Instead: "keep it elsewhere and link to it"},
		{Name: "values", Most: maxValues, Of: "values in one file", Instead: "split it into several files"},
		{Name: "facts", Most: maxFacts, Of: "facts of a playbook", Instead: situations},
		{Name: "actions", Most: maxActions, Of: "actions of a playbook", Instead: situations},
		{Name: "grants", Most: maxGrants, Of: "grants of a playbook", Instead: situations},
		{Name: "numbers", Most: maxNumbers, Of: "numbers that one fact is compared with", Instead: situations},
		{Name: "roles", Most: maxRoles, Of: "roles that a playbook addresses", Instead: "let one role include others, and address that one"},
		{Name: "duties", Most: maxDuties, Of: "duties of a playbook", Instead: situations},
		{Name: "ladder", Most: maxLadder, Of: "contacts of one ladder", Instead: "let one contact stand for those who answer together"},
		{Name: "contacts", Most: maxContacts, Of: "contacts of a site", Instead: "let one contact stand for those who answer together"},
		{Name: "depth", Most: MaxDepth, Of: "lists and mappings inside each other", Instead: "take the inner lists and mappings apart", Fixed: true},
		{Name: "condition", Most: MaxCondition, Of: "bytes of a condition", Instead: "give its parts names under `conditions`", Fixed: true},
		{Name: "nesting", Most: MaxNesting, Of: "brackets and nots inside each other", Instead: "give the inner part a name under `conditions`", Fixed: true},
		{Name: "mistakes", Most: MaxMistakes, Of: "mistakes of one file that are shown", Instead: "repair those that are shown first", Fixed: true},
	}
}
