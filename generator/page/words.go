package page

import (
	"strconv"

	"remit/generator/playbook"
)

func itoa(n int) string { return strconv.Itoa(n) }

// minutes is a length of time for scripts.
func minutes(d playbook.Duration) int { return int(d.Approximate().Minutes()) }
