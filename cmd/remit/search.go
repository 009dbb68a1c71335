package main

import (
	"strings"

	"remit/generator/site"
)

type searchVerb struct {
	Words    []string `arg:"" optional:"" help:"What is remembered: an alert, an error, words of a title, with or without slips."`
	Batch    bool     `help:"Read queries from standard input, one a line, and answer each with a line of JSON."`
	Format   string   `help:"How to print the results: text or json." enum:"text,json" default:"text"`
	Limit    int      `help:"How many results at most." default:"10"`
	Workload string   `help:"Only playbooks of this workload." placeholder:"WORKLOAD"`
	Role     string   `help:"Only playbooks that address this role." placeholder:"ROLE"`
	Tag      string   `help:"Only playbooks with this tag." placeholder:"TAG"`
}

// Run answers one query, or a batch of them.
func (v *searchVerb) Run(c console, all *verbs) error {
	s, err := all.open()
	if err != nil {
		return err
	}
	switch {
	case v.Batch && len(v.Words) > 0:
		return &site.UsageError{Problem: "--batch reads queries from standard input", Hint: "leave the words out of the command line"}
	case !v.Batch && strings.TrimSpace(strings.Join(v.Words, "")) == "":
		return &site.UsageError{Problem: "nothing to search for", Hint: "write some words, or pipe queries to remit search --batch"}
	case v.Limit < 1:
		return &site.UsageError{Problem: "--limit is less than 1", Hint: "write how many results there may be"}
	}
	finder, err := s.Finder(site.FindOptions{Limit: v.Limit, Workload: v.Workload, Role: v.Role, Tag: v.Tag})
	if err != nil {
		return err
	}
	if v.Batch {
		return finder.Batch(c.in, c.out)
	}
	return finder.Find(strings.Join(v.Words, " ")).Print(c.out, c.err, v.Format)
}
