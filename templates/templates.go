// Package templates carries the built-in page templates inside the program.
//
// [FS] has the folder layout: one html/template file for each kind of page, inside the document of layout/head.html.
// Templates choose nothing and compute nothing; they lay out the view that package page hands them.
//
// Package templates knows nothing: it is one embedded folder, and a site's own templates/ folder is merged elsewhere.
package templates

import "embed"

// FS holds the folder layout. The prefix all: keeps files whose name begins with an underscore.
//
//go:embed all:layout
var FS embed.FS
