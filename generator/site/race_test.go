//go:build race

package site

// fewer divides how many slips, payloads and random playbooks are tried: under the race detector, which has nothing to find
// in one goroutine, each takes ten times as long.
const fewer = 10
