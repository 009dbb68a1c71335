//go:build !race

package campaign

// reduction divides how many cases are tried.
const reduction = 1
