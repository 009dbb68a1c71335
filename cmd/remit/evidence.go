package main

import (
	"remit/generator/site"
)

type evidenceVerb struct {
	Format string `help:"How to print it: text, markdown or json." enum:"text,markdown,json" default:"text"`
	On     string `help:"Say what holds on this day, such as 2026-10-01." placeholder:"DATE"`
}

// Run prints what the site says about the practice, what is missing first.
func (v *evidenceVerb) Run(c console, all *verbs) error {
	s, err := all.open()
	if err != nil {
		return err
	}
	e, err := s.Evidence(site.EvidenceOptions{On: v.On})
	if err != nil {
		return err
	}
	return e.Print(c.out, v.Format)
}
