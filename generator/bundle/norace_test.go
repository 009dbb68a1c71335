//go:build !race

package bundle_test

const watchedForRaces = false
