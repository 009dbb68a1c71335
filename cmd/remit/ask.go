package main

import (
	"remit/generator/site"
)

type askVerb struct {
	Playbook string   `arg:"" optional:"" help:"The id of a playbook: its path below content/playbooks, without .md."`
	Facts    []string `arg:"" optional:"" help:"What is known, as fact=value; fact=? when it cannot be learnt."`
	Role     string   `help:"Who asks." placeholder:"ROLE"`
	Action   string   `help:"Ask about one action only: may I do this?" placeholder:"ACTION"`
	On       string   `help:"Answer as if it were this day, such as 2026-10-01." placeholder:"DATE"`
	At       string   `help:"Say who can be called at this time, such as 2026-10-01T03:10:00Z; its day is the one that is asked about." placeholder:"INSTANT"`
	Format   string   `help:"How to print the answer: text or json." enum:"text,json" default:"text"`
	Batch    bool     `help:"Read questions from standard input, one JSON object a line, and answer each on a line."`
}

// Run answers one question, a batch of them, or asks back on a terminal.
func (v *askVerb) Run(c console, all *verbs) error {
	s, err := all.open()
	if err != nil {
		return err
	}
	asker, err := s.AskerAt(v.On, v.At)
	if err != nil {
		return err
	}
	switch {
	case v.Batch && (v.Playbook != "" || v.Role != "" || v.Action != ""):
		return &site.UsageError{Problem: "--batch reads playbook, role, action and facts from standard input", Hint: "leave them out of the command line"}
	case v.Batch:
		return asker.Batch(c.in, c.out)
	case v.Format == "text" && terminal(c.in) && terminal(c.out):
		return asker.Interview(c.in, c.out, v.Playbook, v.Role, v.Action, v.Facts)
	case v.Action != "":
		permit, err := asker.AskAction(v.Playbook, v.Role, v.Action, v.Facts)
		if err != nil {
			return err
		}
		return permit.Print(c.out, v.Format)
	}
	reply, err := asker.Ask(v.Playbook, v.Role, v.Facts)
	if err != nil {
		return err
	}
	return reply.Print(c.out, v.Format)
}
