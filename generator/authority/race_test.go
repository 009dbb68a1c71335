//go:build race

package authority_test

// fewer divides how many random playbooks are looked at: under the race detector, which has nothing to find in one
// goroutine, each takes ten times as long.
const fewer = 20
