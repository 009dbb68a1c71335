package main

import (
	"context"

	"remit/generator/site"
)

type diffVerb struct {
	Revisions []string `arg:"" optional:"" name:"rev" help:"One revision of git, to compare with the working tree, or two. Default: HEAD."`
	Format    string   `help:"How to print the changes: text, markdown or json." enum:"text,markdown,json" default:"text"`
	ExitCode  bool     `help:"Exit with 1 when authority changed, or something could not be compared."`
	FailOn    []string `help:"Exit with 1 when there is a change of one of these kinds, such as widened,moved." placeholder:"KIND"`
	On        string   `help:"Compare what holds from this day on, such as 2026-10-01." placeholder:"DATE"`
}

// Run prints what changes in authority from one state of the site to another.
func (v *diffVerb) Run(ctx context.Context, c console, all *verbs) error {
	kinds, err := site.KindsOf(v.FailOn)
	if err != nil {
		return err
	}
	s, err := all.open()
	if err != nil {
		return err
	}
	difference, err := s.Diff(ctx, site.DiffOptions{Revisions: v.Revisions, On: v.On})
	if err != nil {
		return err
	}
	if err := difference.Print(c.out, v.Format, colour(c.out)); err != nil {
		return err
	}
	if v.ExitCode && difference.Changed() || difference.Has(kinds) {
		return exit(findings)
	}
	return nil
}
