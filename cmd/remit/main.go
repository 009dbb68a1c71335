// Command remit turns a git folder of Markdown playbooks into a static site that answers "am I allowed to act?", and
// refuses to publish until it has proved that every situation at risk has an answer.
//
// Each verb has a file of its own. A verb reads its flags, calls one method of package site, and prints what comes
// back. Findings and answers go to standard output, notices to standard error. The exit code is 0 when all is fine, 1
// when there are findings, 2 when remit was used wrongly, 3 when the machine failed.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"remit/generator/site"
)

// The exit codes.
const (
	fine     = 0
	findings = 1
	misused  = 2
	failed   = 3
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// console is where a verb reads and writes.
type console struct {
	in       io.Reader
	out, err io.Writer
}

// verbs is the command line.
type verbs struct {
	Site  string         `help:"The folder of the site. Default: here, or the nearest parent with a site.yaml." type:"path" placeholder:"DIR"`
	Raise map[string]int `help:"Raise a limit on input files, such as facts=1000; remit explain too_large lists them." placeholder:"NAME=N"`

	Init     initVerb     `cmd:"" help:"Write a small complete site to begin with."`
	Adopt    adoptVerb    `cmd:"" help:"Make pages of runbooks, with proposals for what a playbook would say."`
	Check    checkVerb    `cmd:"" help:"Find every mistake, and prove that every situation at risk has an answer."`
	Test     testVerb     `cmd:"" help:"Play the scenarios of playbooks, and say what they cover."`
	Build    buildVerb    `cmd:"" help:"Check, then write the site."`
	Serve    serveVerb    `cmd:"" help:"Show the site on this machine, and again after every change."`
	Ask      askVerb      `cmd:"" help:"Answer: am I allowed to act?"`
	Diff     diffVerb     `cmd:"" help:"Say what a change does to authority, between revisions of git or since one."`
	Evidence evidenceVerb `cmd:"" help:"Say what guidance, empowerment and escalation exist, and what is missing."`
	Export   exportVerb   `cmd:"" help:"Print a compiled playbook as data for other programs."`
	Search   searchVerb   `cmd:"" help:"Find playbooks by what is remembered of them."`
	Explain  explainVerb  `cmd:"" help:"Explain a rule that check reports."`
}

// open opens the site that the flags name.
func (v *verbs) open() (*site.Site, error) {
	s, err := site.Open(v.Site)
	if err != nil {
		return nil, err
	}
	return s, s.Raise(v.Raise)
}

// exit is an error that carries only an exit code: what there was to say has been said.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// run is the whole program but for the process around it.
func run(ctx context.Context, args []string, c console) int {
	v := &verbs{}
	quit := -1
	parser, err := kong.New(v, kong.Name("remit"), kong.Writers(c.out, c.err), kong.Exit(func(code int) { quit = code }),
		kong.Description("Proves and publishes team empowerment playbooks: the pages that answer \"am I allowed to act?\"."),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(c, v))
	if err != nil {
		fmt.Fprintln(c.err, "remit:", err)
		return failed
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	chosen, err := parser.Parse(args)
	if quit >= 0 {
		return quit
	}
	if err != nil {
		fmt.Fprintf(c.err, "remit: %v; remit --help lists what it can do\n", err)
		return misused
	}
	return code(c, chosen.Run())
}

// code turns what a verb returns into an exit code, and says what has not been said.
func code(c console, err error) int {
	var done exit
	var usage *site.UsageError
	switch {
	case err == nil:
		return fine
	case errors.As(err, &done):
		return int(done)
	case errors.As(err, &usage):
		fmt.Fprintln(c.err, "remit:", err)
		return misused
	}
	fmt.Fprintln(c.err, "remit:", err)
	return failed
}

// colour reports whether w is a terminal that wants colour.
func colour(w io.Writer) bool {
	return terminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

func terminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
