package load

import "remit/generator/diagnostic"

// mostPlaces is how many further places of one mistake are shown.
const mostPlaces = 5

// merged makes one finding of those that miss the same name in one file: a slip where the name is defined is one
// mistake, however often the name is used. The first use is shown, with the next ones beside it.
func merged(found []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	type cause struct{ path, message string }
	first := map[cause]int{}
	list := make([]diagnostic.Diagnostic, 0, len(found))
	for _, d := range found {
		if d.Rule != "unknown_name" {
			list = append(list, d)
			continue
		}
		c := cause{d.Span.Path(), d.Message}
		at, again := first[c]
		if !again {
			first[c] = len(list)
			list = append(list, d)
		} else if len(list[at].Related) < mostPlaces {
			list[at].Related = append(list[at].Related, diagnostic.Related{Span: d.Span, Message: "it is also named here"})
		}
	}
	return list
}
