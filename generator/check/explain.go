package check

import (
	"embed"
	"fmt"
)

//go:embed *.md
var pages embed.FS

// Explain returns the page of a rule, as Markdown. The error says that there is no such rule.
func Explain(rule string) (string, error) {
	text, err := pages.ReadFile(rule + ".md")
	if err != nil {
		return "", fmt.Errorf("there is no page about a rule %q", rule)
	}
	return string(text), nil
}
