// Slowest reads what `go test -json` prints, shows what failed in full, and then the slowest packages and tests.
//
//	go test -json ./... | go run ./.ci/slowest
//
// It exits with 1 when something failed or when nothing was tested.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// shown is how many packages and how many tests are listed.
const shown = 15

type event struct {
	Action, Package, Test, Output, ImportPath string
	Elapsed                                   float64
}

type result struct {
	name    string
	seconds float64
}

type report struct {
	printed         map[string][]string // by package and test, until it is known to have passed
	packages, tests []result
	failed          bool
}

func main() {
	r := report{printed: map[string][]string{}}
	if err := r.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "slowest:", err)
		os.Exit(3)
	}
	r.print(os.Stdout)
	if r.failed || len(r.packages) == 0 {
		os.Exit(1)
	}
}

func (r *report) read(in io.Reader) error {
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadString('\n')
		var e event
		if json.Unmarshal([]byte(line), &e) == nil {
			r.take(e)
		} else if line != "" {
			fmt.Print(line)
		}
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func (r *report) take(e event) {
	key := e.Package + " " + e.Test
	switch e.Action {
	case "output":
		r.printed[key] = append(r.printed[key], e.Output)
	case "build-output":
		fmt.Print(e.Output)
	case "build-fail":
		r.failed = true
	case "fail":
		r.failed = true
		fmt.Print(strings.Join(r.printed[key], ""))
		r.done(e, key)
	case "pass", "skip":
		r.done(e, key)
	}
}

func (r *report) done(e event, key string) {
	delete(r.printed, key)
	switch {
	case e.Test == "":
		fmt.Printf("%s\t%s\t%.1fs\n", e.Action, e.Package, e.Elapsed)
		r.packages = append(r.packages, result{e.Package, e.Elapsed})
	case !strings.Contains(e.Test, "/"):
		r.tests = append(r.tests, result{e.Package + " " + e.Test, e.Elapsed})
	}
}

func (r *report) print(out io.Writer) {
	sum := 0.0
	for _, p := range r.packages {
		sum += p.seconds
	}
	fmt.Fprintf(out, "\nAll packages take %.0f seconds, one after the other. The slowest:\n", sum)
	list(out, r.packages)
	fmt.Fprintln(out, "\nThe slowest tests:")
	list(out, r.tests)
}

func list(out io.Writer, all []result) {
	slices.SortFunc(all, func(a, b result) int {
		return cmp.Or(cmp.Compare(b.seconds, a.seconds), strings.Compare(a.name, b.name))
	})
	for _, r := range all[:min(shown, len(all))] {
		fmt.Fprintf(out, "%8.1f  %s\n", r.seconds, r.name)
	}
}
