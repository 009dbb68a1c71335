// Package adopt makes a page of a runbook that a team has already: its prose, letter by letter, below a front matter that
// proposes what a playbook would say.
//
//	draft, err := adopt.New(adopt.Source{Name: "HighErrorRate.md", Text: text}, adopt.Site{Roles: roles})
//	draft.ID, draft.Text                  // "high-error-rate", the file to write
//	draft.Recognised, draft.Unsaid        // for the report
//
// # What the file holds
//
// The front matter has three kinds of lines. A key without a number sign is what the runbook truly says: title, tags,
// alerts. A line that begins with "# " is a proposal, with the line of the prose that it was read from: taking the "# "
// away puts it in force, and all of them together are YAML that a playbook may hold. A line that begins with "##"
// explains, and is a comment either way. The runbook's own front matter is among those.
//
// # What is never proposed
//
// Authority. A runbook says what can be done, never who may do it: an action is proposed without roles, and a duty
// without the contact or the time that the runbook does not name, so that check asks for each. A sentence that forbids is
// shown as one, since only a person can say what it binds.
//
// # Where the file belongs
//
// A draft is written to be an ordinary page first: content/runbooks/, not content/playbooks/. There it builds and is found
// by the search on the day it comes, while a playbook without a workload would stop the whole site. The same file, its
// decisions made, is moved to content/playbooks/. Writing it there at once was rejected as the default: sixty runbooks
// would mean a site that cannot be published until the last is decided.
//
// The words that it recognises are English; of a runbook in another language it keeps the prose and proposes less.
//
// Package adopt writes no file and reads no site.yaml: its caller says which roles, workloads and contacts there are. It
// knows the keys of a playbook, not what they mean. The same text and the same site give the same bytes.
package adopt

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"remit/generator/prose"
)

// A Source is a runbook to adopt.
type Source struct {
	Name   string // the name of its file, without folders
	ID     string // what the playbook will be called; empty: made from Name
	Text   []byte
	Folder string // where it goes, below content/: "runbooks"; empty: elsewhere
}

// A Choice is something that site.yaml defines. Channels are the addresses and numbers of a contact.
type Choice struct {
	Name, Title string
	Channels    []string
}

// A Site is what the proposals may refer to.
type Site struct {
	Workloads, Roles, Contacts []Choice
	Facts                      []string // shared facts, whose names are taken
}

// A Draft is the file made of a runbook.
type Draft struct {
	ID         string
	Text       []byte
	Recognised []string // what was read from the runbook
	Unsaid     []string // the decisions that it leaves open
	Links      []Link   // to files beside the runbook, which the new place may not have
}

// A Link leads to another file by a relative address. Path is that address without parameters and anchor; Line is that
// of the draft.
type Link struct {
	Destination, Path string
	Line              int
}

// Largest is how many bytes a runbook may have. The page made of it is longer by its proposals.
const Largest = 900 << 10

// largestPage is how many bytes a page of a site may have.
const largestPage = 1 << 20

// New makes the draft. An error says why the text is no runbook, or needs a name.
func New(s Source, site Site) (*Draft, error) {
	if s.ID == "" {
		s.ID = ID(s.Name)
	}
	if s.ID == "" {
		return nil, fmt.Errorf("its name has no letter from a to z and no digit to make an id of: choose one with --as")
	}
	if err := readable(s.Text); err != nil {
		return nil, err
	}
	old, text := cutFrontMatter(bytes.TrimPrefix(s.Text, []byte("\ufeff")))
	if err := plain(old); err != nil {
		return nil, err
	}
	r := &runbook{source: s, site: site, old: old, text: text, doc: prose.Parse(text, 0)}
	r.outline()
	r.recognise()
	d := r.draft()
	if len(d.Text) > largestPage {
		return nil, fmt.Errorf("with its proposals it would have more than %d bytes: split it first", largestPage)
	}
	return d, nil
}

// readable reports what is no text.
func readable(text []byte) error {
	switch {
	case len(text) > Largest:
		return fmt.Errorf("it has more than %d bytes: split it first", Largest)
	case bytes.HasPrefix(text, []byte{0xFF, 0xFE}), bytes.HasPrefix(text, []byte{0xFE, 0xFF}):
		return fmt.Errorf("it is UTF-16: save it as UTF-8")
	case bytes.IndexByte(text, 0) >= 0:
		return fmt.Errorf("it is no text: line %d holds a zero byte", lineOf(text, bytes.IndexByte(text, 0)))
	case !utf8.Valid(text):
		return fmt.Errorf("line %d is not UTF-8: save the file as UTF-8", lineOf(text, invalid(text)))
	case len(bytes.TrimSpace(text)) == 0:
		return fmt.Errorf("it is empty")
	}
	return nil
}

// invalid returns the place of the first byte that is not UTF-8.
func invalid(text []byte) int {
	at := 0
	for at < len(text) {
		c, size := utf8.DecodeRune(text[at:])
		if c == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}
