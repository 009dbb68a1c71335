package main

import (
	"io"

	"remit/generator/site"
)

type testVerb struct {
	Playbooks []string `arg:"" optional:"" help:"The ids of playbooks. Default: all."`
	Suggest   string   `help:"Write scenarios that would complete the coverage of a playbook, for its author to judge." placeholder:"ID"`
	Format    string   `help:"How to print what was found: text or json." enum:"text,json" default:"text"`
	Verbose   bool     `help:"Name the scenarios that passed, and what none covers, too." short:"v"`
	On        string   `help:"Test as if it were this day, such as 2026-10-01." placeholder:"DATE"`
}

// Run plays the scenarios, or proposes some.
func (v *testVerb) Run(c console, all *verbs) error {
	s, err := all.open()
	if err != nil {
		return err
	}
	if v.Suggest != "" {
		return v.suggest(c, s)
	}
	report, err := s.Test(site.TestOptions{Playbooks: v.Playbooks, On: v.On})
	if err != nil {
		return err
	}
	if err := report.Print(c.out, v.Format, v.Verbose); err != nil {
		return err
	}
	if report.Bad() {
		return exit(findings)
	}
	return nil
}

func (v *testVerb) suggest(c console, s *site.Site) error {
	if len(v.Playbooks) > 0 || v.Format != "text" || v.Verbose {
		return &site.UsageError{Problem: "--suggest writes scenarios and plays none", Hint: "it takes one playbook, and no other flag but --on"}
	}
	text, err := s.Suggest(v.Suggest, v.On)
	if err != nil {
		return err
	}
	_, err = io.WriteString(c.out, text)
	return err
}
