// Package static carries the built-in scripts, styles and pictures of a site inside the program.
//
// [FS] has three folders: client (TypeScript, bundled into classic scripts), styles (CSS) and images (served as they
// are). A file whose name begins with an underscore is a part that others import; it is never an asset of its own.
// Package bundle turns the first two into what a page loads.
//
// Package static knows nothing: it is one embedded folder, and a site's own static/ folder is merged elsewhere.
package static

import "embed"

// FS holds the folders client, styles and images. The prefix all: keeps the files with an underscore.
//
//go:embed all:client all:styles images
var FS embed.FS
