package print

import (
	"io"

	"remit/generator/authority"
)

// diffJSON is a difference as data.
type diffJSON struct {
	Version   int          `json:"version"`
	Then      string       `json:"then"`
	Now       string       `json:"now"`
	Changed   bool         `json:"changed"`
	Compared  int          `json:"compared"` // playbooks
	Changes   []changeJSON `json:"changes"`
	Notices   []noticeJSON `json:"notices"`
	Truncated bool         `json:"truncated"` // some playbook has more regions than are told apart
}

// changeJSON is one change. One about situations has a region and what both sides answer in it.
type changeJSON struct {
	Playbook string           `json:"playbook,omitempty"` // none: of the site
	Was      string           `json:"was,omitempty"`      // the id then, when it was another
	Kind     authority.Kind   `json:"kind"`
	Also     []authority.Kind `json:"also,omitempty"`
	Action   string           `json:"action,omitempty"`
	Roles    []string         `json:"roles,omitempty"`
	From     []string         `json:"from,omitempty"`
	Subject  string           `json:"subject,omitempty"`
	Details  []string         `json:"details,omitempty"`
	Touches  []string         `json:"touches,omitempty"`
	Region   string           `json:"region,omitempty"`
	Then     *seenJSON        `json:"then,omitempty"`
	Now      *seenJSON        `json:"now,omitempty"`
}

// seenJSON is what one side answers.
type seenJSON struct {
	Role    string            `json:"role"`
	On      string            `json:"on,omitempty"` // the day, when it is not today
	Facts   authority.Facts   `json:"facts"`
	Refused bool              `json:"refused,omitempty"` // a reading lies outside what the side takes
	Answer  authority.Verdict `json:"answer"`
	May     []string          `json:"may"`
	Call    []string          `json:"call"`
	Replay  string            `json:"replay"`
}

type noticeJSON struct {
	Playbook string `json:"playbook,omitempty"`
	Message  string `json:"message"`
}

func (d *Difference) json(w io.Writer) error {
	out := diffJSON{Version: 1, Then: d.Then, Now: d.Now, Changed: d.Changed(), Compared: d.Compared, Changes: []changeJSON{}, Notices: []noticeJSON{}}
	d.addJSON(&out, &BookDifference{Changes: d.Site, Notices: d.Notices})
	for i := range d.Books {
		d.addJSON(&out, &d.Books[i])
	}
	return JSON(w, out)
}

func (d *Difference) addJSON(out *diffJSON, b *BookDifference) {
	for _, c := range b.Changes {
		j := changeJSON{Playbook: b.ID, Was: b.Was, Kind: c.Kind, Also: c.Also, Action: c.Action, Roles: c.Roles, From: c.From,
			Subject: c.Subject, Details: c.Details, Touches: c.Books, Region: c.Where}
		if c.Then != nil {
			was := b.ID
			if b.Was != "" {
				was = b.Was
			}
			j.Then, j.Now = d.seenJSON(was, c.Then), d.seenJSON(b.ID, c.Now)
		}
		out.Changes = append(out.Changes, j)
	}
	for _, n := range b.Notices {
		out.Notices = append(out.Notices, noticeJSON{b.ID, n})
	}
	out.Truncated = out.Truncated || b.More
}

func (d *Difference) seenJSON(id string, s *authority.Seen) *seenJSON {
	j := &seenJSON{Role: s.Role, On: d.onDay(s), Facts: s.Facts, Refused: s.Refused, Answer: s.Answer, May: orEmpty(s.May), Call: orEmpty(s.Call), Replay: d.replay(id, s)}
	return j
}
