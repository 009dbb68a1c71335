package print

import (
	"io"

	"remit/generator/authority"
)

// A Difference is what changed in authority between two states of a site.
type Difference struct {
	Then, Now string // how a reader calls the two states
	Site      []authority.Change
	Notices   []string // of the site
	Books     []BookDifference
	Compared  int    // playbooks that both states have and that were compared
	On        string // the day that was asked for; "" for today
}

// A BookDifference is what became of one playbook.
type BookDifference struct {
	ID      string
	Was     string // the id then, when it was another
	Changes []authority.Change
	Notices []string
	More    bool // there are more regions than are told apart
}

// Print writes the difference as text, markdown or json.
func (d *Difference) Print(w io.Writer, format string, colour bool) error {
	text := ""
	switch format {
	case "json":
		return d.json(w)
	case "markdown":
		text = d.markdown()
	default:
		text = d.text(colour)
	}
	_, err := io.WriteString(w, text)
	return err
}
