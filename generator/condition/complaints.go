package condition

import (
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
