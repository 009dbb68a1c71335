package main

import (
	"context"

	"remit/generator/site"
)

type serveVerb struct {
	Address string `help:"The loopback address to listen on." default:"127.0.0.1:8080"`
	Private string `help:"A file outside the repository with the values of private channels; the site is marked as private." type:"path" placeholder:"FILE"`
}

// Run serves the site until it is interrupted.
func (v *serveVerb) Run(ctx context.Context, c console, all *verbs) error {
	s, err := all.open()
	if err != nil {
		return err
	}
	if err := s.UsePrivate(ctx, v.Private); err != nil {
		return err
	}
	return s.Serve(ctx, site.ServeOptions{Address: v.Address, Notices: c.err})
}
