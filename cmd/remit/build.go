package main

import (
	"context"
	"fmt"

	"remit/generator/site"
)

type buildVerb struct {
	Output  string `short:"o" help:"The folder to write. Default: public, in the site's folder." type:"path" placeholder:"DIR"`
	At      string `help:"The build time, such as 2026-10-01T12:00:00Z. Default: SOURCE_DATE_EPOCH, else that of the commit." placeholder:"TIME"`
	Private string `help:"A file outside the repository with the values of private channels; the site is marked as private." type:"path" placeholder:"FILE"`

	AllowShrink bool `help:"Accept that most playbooks, or all, are gone since the commit that is checked out."`
	NoOffline   bool `help:"Keep nothing on devices: ships a worker that deletes what an earlier build kept there, and leaves."`
}

// Run builds the site.
func (v *buildVerb) Run(ctx context.Context, c console, all *verbs) error {
	s, err := all.open()
	if err != nil {
		return err
	}
	if err := s.UsePrivate(ctx, v.Private); err != nil {
		return err
	}
	built, err := s.Build(ctx, site.BuildOptions{Output: v.Output, At: v.At, Notices: c.err, NoOffline: v.NoOffline, AllowShrink: v.AllowShrink})
	if err != nil {
		return err
	}
	if err := built.Report.Print(c.out, "text", colour(c.out)); err != nil {
		return err
	}
	if built.Report.Failed(false) {
		fmt.Fprintln(c.err, "remit: nothing was written, since there are errors")
		return exit(findings)
	}
	fmt.Fprintln(c.err, built.Summary())
	return nil
}
