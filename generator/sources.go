// Package generator carries the sources of the program inside the program, so that a build can say which program made it.
//
// [Sources] holds every Go file below generator/. Their sum tells two programs apart whatever built them: the version
// control stamp is missing in a program that was started with go run, and says only "modified" of work in progress, while
// the sum of the executable depends on the machine and the path of the checkout. It costs 2.4 MB of a 30 MB program.
//
// Package generator knows nothing: it is one embedded folder. Scripts, styles and layouts are embedded by static and
// templates.
package generator

import "embed"

// Sources holds the Go files of the packages below generator/.
//
//go:embed *.go */*.go
var Sources embed.FS
