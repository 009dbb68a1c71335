package main

import (
	"context"

	"remit/generator/site"
)

type checkVerb struct {
	Format        string `help:"How to print findings: text, json, github or sarif." enum:"text,json,github,sarif" default:"text"`
	Strict        bool   `help:"Let warnings fail the check, too."`
	Baseline      string `help:"Leave out the findings that this file lists." type:"path" placeholder:"FILE"`
	WriteBaseline string `help:"Write what is found into this file, to be left out by --baseline." type:"path" placeholder:"FILE"`
	Due           string `help:"Also list what falls due within this time, by owner, such as \"30 days\"." placeholder:"TIME"`
	On            string `help:"Check as if it were this day, such as 2026-10-01." placeholder:"DATE"`
	AllowShrink   bool   `help:"Accept that most playbooks, or all, are gone since the commit that is checked out."`
	Output        string `short:"o" help:"The folder that build writes: without git, what was published there is compared with. Default: public, in the site's folder." type:"path" placeholder:"DIR"`
	Private       string `help:"A file outside the repository with the values of private channels; the site is marked as private." type:"path" placeholder:"FILE"`
}

// Run checks the site and prints what was found.
func (v *checkVerb) Run(ctx context.Context, c console, all *verbs) error {
	if v.Baseline != "" && v.WriteBaseline != "" {
		return &site.UsageError{Problem: "--baseline and --write-baseline together", Hint: "write a baseline first, and use it in the next run"}
	}
	if v.Due != "" && v.Format != "text" {
		return &site.UsageError{Problem: "--due is a list for people", Hint: "leave --format out"}
	}
	s, err := all.open()
	if err != nil {
		return err
	}
	if err := s.UsePrivate(ctx, v.Private); err != nil {
		return err
	}
	report, err := s.Check(site.CheckOptions{On: v.On, Baseline: v.Baseline, WriteBaseline: v.WriteBaseline, Due: v.Due, AllowShrink: v.AllowShrink, Output: v.Output})
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
