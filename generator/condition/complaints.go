package condition

import (
	"fmt"
	"strings"

	"remit/generator/diagnostic"
)

// complaints collects the mistakes in one text.
type complaints struct {
	Scalar
	list []diagnostic.Diagnostic
}

func (c *complaints) complain(rule string, from, to int, message, help string) {
	c.list = append(c.list, diagnostic.Diagnostic{Rule: rule, Span: c.span(from, to), Message: message, Help: help})
}

// inQuotes quotes what somebody wrote, shortened to what fits in a message.
func inQuotes(s string) string { return `"` + shortened(s, 60) + `"` }

// Code marks what to write instead.
func Code(format string, args ...any) string {
	return "`" + shortened(fmt.Sprintf(format, args...), 200) + "`"
}

// shortened puts s on one line of at most that many characters.
func shortened(s string, most int) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return string(runes)
}
