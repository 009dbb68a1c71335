//go:build !race

package authority_test

const fewer = 1
