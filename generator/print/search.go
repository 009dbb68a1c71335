package print

import (
	"fmt"
	"io"
)

// Found is what a query found, as it is printed.
type Found struct {
	Query   string       `json:"query"`
	Results []FoundPlace `json:"results"`

	Meant string   `json:"-"` // what may have been meant by the query
	Count int      `json:"-"` // how many there are, shown or not
	Call  []string `json:"-"` // whom to call when nothing is found
}

// A FoundPlace is one result, best first.
type FoundPlace struct {
	Playbook string `json:"playbook"` // the id; "" when it is an ordinary page
	Title    string `json:"title"`
	Section  string `json:"section"` // the heading that the address leads to; "" for the page as a whole
	URL      string `json:"url"`
	Score    int    `json:"score"`
}

// Print writes the results in a format, and what else there is to say to notices.
func (f Found) Print(out, notices io.Writer, format string) error {
	if format == "json" {
		return JSON(out, f)
	}
	for _, r := range f.Results {
		line := r.Title
		if r.Section != "" {
			line += ": " + r.Section
		}
		if _, err := fmt.Fprintf(out, "%s\n    %s\n", line, r.URL); err != nil {
			return err
		}
	}
	if f.Meant != "" {
		fmt.Fprintf(notices, "remit: did you mean %q?\n", f.Meant)
	}
	if more := f.Count - len(f.Results); more > 0 {
		fmt.Fprintf(notices, "remit: %d more; --limit shows them\n", more)
	}
	if len(f.Results) == 0 {
		fmt.Fprintf(notices, "remit: nothing found for %q\n", f.Query)
		for _, who := range f.Call {
			fmt.Fprintf(notices, "remit: call %s\n", who)
		}
	}
	return nil
}
