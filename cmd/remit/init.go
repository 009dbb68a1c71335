package main

import (
	"fmt"

	"remit/generator/site"
)

type initVerb struct {
	Dir string `arg:"" optional:"" help:"The folder to write into. Default: here." default:"." type:"path"`
}

// Run writes the starter site.
func (v *initVerb) Run(c console) error {
	files, err := site.Init(v.Dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(c.out, f)
	}
	fmt.Fprintf(c.err, "remit: a site to begin with is in %s; next: remit serve --site %s\n", v.Dir, v.Dir)
	fmt.Fprintln(c.err, "remit: before it is published, name your generator in one line of .github/workflows/pages.yml: GENERATOR")
	return nil
}
