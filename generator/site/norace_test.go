//go:build !race

package site

const fewer = 1
