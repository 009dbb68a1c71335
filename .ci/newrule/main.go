// Newrule writes the two files of a new rule of check, and says what else to touch.
//
//	go run ./.ci/newrule late_review
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const source = `package check

import "remit/generator/diagnostic"

// FUNC: say what is wrong, not how to repair it.
func FUNC() Rule {
	return Rule{Name: "NAME", Severity: diagnostic.Warning, run: func(s *subject) []diagnostic.Diagnostic {
		var found []diagnostic.Diagnostic
		for _, a := range s.today().Playbook.Actions {
			if a.Title.Value == "" { // look here for what is wrong
				found = append(found, diagnostic.Diagnostic{Span: a.Name.Span, Message: "what is wrong", Help: "what to write instead"})
			}
		}
		return found
	}}
}
`

const page = `# NAME

What it finds, in two or three sentences.

## Why it matters

What happens to a reader of such a playbook.

## Example

EXAMPLE
~~~text
~~~

## Repair

What to write instead.

EXAMPLE
## When to allow it

Say when it may stay, or "Never".
`

const example = `~~~markdown
---
title: Orders are late
workload: shop
last_drilled_on: 2026-09-12
roles: [on_call]
facts:
  delay: {ask: "How late are orders?", unit: min, range: 0..240}
triggers:
  late: delay >= 10
actions:
  pause_sales:
    title: Pause sales
    roles: [on_call]
---
~~~
`

const rest = `Wrote %[1]s.go and %[1]s.md. Then:

  1. %[3]s/check.go: add %[2]s() to the table in Rules.
  2. generator/meaning/MEANING.md, "Findings": add %[4]s at the same place. go test ./generator/check says when they differ.
  3. Write the function, and the page: an example with the mistake, and the repair.
  4. go test ./generator/check -update writes what the example prints into the page. Read it.
`

func main() {
	if len(os.Args) != 2 || !regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`).MatchString(os.Args[1]) {
		fmt.Fprintln(os.Stderr, "usage: go run ./.ci/newrule NAME, a name such as late_review, for what is wrong")
		os.Exit(2)
	}
	if err := write(filepath.FromSlash("generator/check"), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "newrule:", err)
		os.Exit(3)
	}
}

func write(dir, name string) error {
	function := camel(name)
	fill := strings.NewReplacer("NAME", name, "FUNC", function, "EXAMPLE", strings.ReplaceAll(example, "~~~", "```"), "~~~", "```")
	for suffix, text := range map[string]string{".go": source, ".md": page} {
		path := filepath.Join(dir, name+suffix)
		if _, err := os.Stat(path); err == nil {
			return fmt.Errorf("%s: %w", path, fs.ErrExist)
		}
		if err := os.WriteFile(path, []byte(fill.Replace(text)), 0o666); err != nil {
			return err
		}
	}
	fmt.Printf(rest, filepath.Join(dir, name), function, filepath.ToSlash(dir), name)
	return nil
}

// camel returns late_review as lateReview.
func camel(name string) string {
	words := strings.Split(name, "_")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}
