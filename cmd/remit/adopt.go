package main

import (
	"errors"
	"fmt"

	"remit/generator/site"
)

type adoptVerb struct {
	Files  []string `arg:"" name:"file" help:"Runbooks in Markdown, from anywhere. They are not changed."`
	Output string   `short:"o" help:"The folder to write. Default: content/runbooks, in the site's folder." type:"path" placeholder:"DIR"`
	As     string   `help:"The id to give to a single runbook. Default: made from the name of its file." placeholder:"ID"`
}

// Help is what remit adopt --help adds.
func (v *adoptVerb) Help() string {
	return `Each runbook becomes an ordinary page: its prose, letter by letter, below proposals in comments. It is published and
searchable at once, and grants nothing. When its decisions are made, move it to content/playbooks; remit check then
says what is still missing. With -o content/playbooks it goes there at once, and nothing is published until it is
complete. No file is ever replaced.`
}

// Run adopts the runbooks, as many as can be.
func (v *adoptVerb) Run(c console, all *verbs) error {
	s, err := all.open()
	if err != nil {
		return err
	}
	list, err := s.Adopt(v.Files, site.AdoptOptions{Output: v.Output, As: v.As})
	if err != nil {
		return err
	}
	worst := fine
	for _, a := range list {
		if a.Err == nil {
			if err := a.Print(c.out); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintln(c.err, "remit:", a.Err)
		var usage *site.UsageError
		if errors.As(a.Err, &usage) {
			worst = max(worst, misused)
		} else {
			worst = failed
		}
	}
	if worst != fine {
		return exit(worst)
	}
	return nil
}
