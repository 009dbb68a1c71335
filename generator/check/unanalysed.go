package check

import (
	"remit/generator/diagnostic"
)

// unanalysed is reported by [Unanalysed], which knows what is left of all findings.
func unanalysed() Rule {
	return Rule{Name: "unanalysed", Severity: diagnostic.Error}
}
