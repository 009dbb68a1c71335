package main

import (
	"remit/generator/site"
)

type checkVerb struct {
	Format string `help:"How to print findings: text, json, github or sarif." enum:"text,json,github,sarif" default:"text"`
	Strict bool   `help:"Let warnings fail the check, too."`
	On     string `help:"Check as if it were this day, such as 2026-10-01." placeholder:"DATE"`
}

// Run checks the site and prints what was found.
func (v *checkVerb) Run(c console, all *verbs) error {
	s, err := site.Open(all.Site)
	if err != nil {
		return err
	}
	report, err := s.Check(site.CheckOptions{On: v.On})
	if err != nil {
		return err
	}
	if err := report.Print(c.out, v.Format, colour(c.out)); err != nil {
		return err
	}
	if report.Failed(v.Strict) {
		return exit(findings)
	}
	return nil
}
