//go:build race

package bundle_test

// An interpreter of scripts has no second thread to race with, and the detector makes it ten times slower.
const watchedForRaces = true
