// Package campaign says how many random cases a test tries.
//
//	for seed := range campaign.Cases(500) { … }
//
// `go test ./...` tries a short form of each campaign. REMIT_CAMPAIGN=100 multiplies all of them by a hundred, and where the
// cases can be counted tries every one. Under the race detector, which makes a goroutine ten times slower and finds nothing
// in a single one, there are fewer: a test that asserts how much the others have seen asks [Fewer] first.
package campaign

import (
	"os"
	"strconv"
)

// Cases returns how many cases are tried where the short form tries n.
func Cases[N int | uint64](n N) N {
	return max(1, n*N(factor())/reduction)
}

// All reports whether every case is tried where they can be counted.
func All() bool { return factor() > 1 }

// Fewer reports whether fewer cases than in the short form are tried, so that something may not be met among them.
func Fewer() bool { return reduction > 1 }

// Sample returns which share of cases that can be counted is tried: one in n, or all.
func Sample(n int) int {
	if All() {
		return 1
	}
	return n * reduction
}

func factor() int {
	n, err := strconv.Atoi(os.Getenv("REMIT_CAMPAIGN"))
	if err != nil || n < 1 {
		return 1
	}
	return n
}
