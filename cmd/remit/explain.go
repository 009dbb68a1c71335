package main

import (
	"io"

	"remit/generator/site"
)

type explainVerb struct {
	Rule string `arg:"" optional:"" help:"The name in square brackets behind a finding. Without one, all rules are listed."`
}

// Run prints the page of a rule.
func (v *explainVerb) Run(c console) error {
	text, err := site.Explain(v.Rule)
	if err != nil {
		return err
	}
	_, err = io.WriteString(c.out, text)
	return err
}
