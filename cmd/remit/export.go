package main

import (
	"remit/generator/site"
)

type exportVerb struct {
	Playbook string `arg:"" optional:"" help:"The id of a playbook: its path below content/playbooks, without .md."`
	On       string `help:"Export what holds on this day, such as 2026-10-01." placeholder:"DATE"`
	Format   string `help:"How to write it." enum:"json" default:"json"`
	Schema   bool   `help:"Print the JSON Schema of an export instead."`
}

// Run prints a compiled playbook as data, or the form of that data, for which no site is needed.
func (v *exportVerb) Run(c console, all *verbs) error {
	if v.Schema {
		if v.Playbook != "" {
			return &site.UsageError{Problem: "--schema is the same for every playbook", Hint: "leave the id out"}
		}
		_, err := c.out.Write(site.ExportSchema())
		return err
	}
	s, err := all.open()
	if err != nil {
		return err
	}
	asker, err := s.Asker(v.On)
	if err != nil {
		return err
	}
	data, err := asker.Export(v.Playbook)
	if err != nil {
		return err
	}
	_, err = c.out.Write(data)
	return err
}
