// Package bundle turns the built-in scripts and styles, with a site's own styles laid over them, into what a page loads.
//
// [Build] takes the site's static/ folder. Its styles/*.css shadow the built-in ones file by file, and may be new ones.
// The style answer.css and its layer are sealed, and so are scripts: what decides on a page is the same on every site, so a file under client/ is a [Message].
// Every client/NAME.ts becomes assets/NAME.js, a classic script (browsers refuse modules on pages opened from disk), and
// every styles/NAME.css becomes assets/NAME.css with its imports inlined. Files that begin with an underscore, and those
// in subfolders, are parts for import. The names carry no hash and the same sources give the same bytes.
//
// Nothing leaves the sources: esbuild reads only from memory, knows no packages and no disk, and an import, a url() or
// a function that could name another host is a Message with its place.
//
// Package bundle refuses to know pages, playbooks and where assets are written. Pictures and fonts of a theme are not
// its matter; it only makes sure that those a style names are there.
package bundle

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// An Asset is a file of the built site: its address from the root of the site, such as "assets/site.css", and its bytes.
type Asset struct {
	Path string
	Data []byte
}

// A Message is a mistake in a TypeScript or CSS source. File is a path from the root of the site ("static/styles/site.css");
// Line and Column count from 1, the column in characters.
type Message struct {
	File         string
	Line, Column int
	Text         string
}

// Build returns all assets, sorted by path. The theme is the site's static/ folder; nil means that it has none.
// When there are messages, sorted by place, there are no assets. An error is a failure of the machine.
func Build(theme fs.FS) ([]Asset, []Message, error) {
	src, messages, err := merge(theme)
	if err != nil {
		return nil, nil, err
	}
	names, misnamed := src.entries()
	assets, mistakes, err := src.bundle(names)
	if err != nil {
		return nil, nil, err
	}
	messages = ordered(slices.Concat(messages, misnamed, mistakes))
	if len(messages) > 0 {
		return nil, messages, nil
	}
	return assets, nil, nil
}

// Script returns the built-in script of a name ("walk") as pages load it, so that tests elsewhere can run it.
func Script(name string) (string, error) {
	src, _, err := merge(nil)
	if err != nil {
		return "", err
	}
	assets, messages, err := src.bundle([]string{"client/" + name + ".ts"})
	if err != nil {
		return "", err
	}
	if len(messages) > 0 {
		m := messages[0]
		return "", fmt.Errorf("%s:%d:%d: %s", m.File, m.Line, m.Column, m.Text)
	}
	return string(assets[0].Data), nil
}

// bundle makes one asset of each named source.
func (s sources) bundle(names []string) ([]Asset, []Message, error) {
	result := api.Build(s.options(names))
	messages := heard(result.Errors, result.Warnings)
	if len(result.Errors) > 0 {
		return nil, messages, nil
	}
	var assets []Asset
	for _, file := range result.OutputFiles {
		name := path.Base(strings.ReplaceAll(file.Path, `\`, "/"))
		assets = append(assets, Asset{Path: "assets/" + name, Data: file.Contents})
		if path.Ext(name) == ".css" {
			messages = append(messages, s.refused(name, file.Contents)...)
		}
	}
	if len(assets) != len(names) {
		return nil, messages, fmt.Errorf("bundling: %d sources gave %d assets", len(names), len(assets))
	}
	slices.SortFunc(assets, func(a, b Asset) int { return strings.Compare(a.Path, b.Path) })
	return assets, messages, nil
}

func (s sources) options(names []string) api.BuildOptions {
	var entries []api.EntryPoint
	for _, name := range names {
		entries = append(entries, api.EntryPoint{
			InputPath:  name,
			OutputPath: strings.TrimSuffix(path.Base(name), path.Ext(name)),
		})
	}
	return api.BuildOptions{
		EntryPointsAdvanced: entries,
		Bundle:              true,
		Write:               false,
		Outdir:              "assets",
		Format:              api.FormatIIFE,
		Platform:            api.PlatformBrowser,
		Target:              api.ES2020,
		Charset:             api.CharsetUTF8,
		MinifyWhitespace:    true,
		MinifyIdentifiers:   true,
		MinifySyntax:        true,
		LegalComments:       api.LegalCommentsNone,
		LogLevel:            api.LogLevelSilent,
		// Without it esbuild looks for a tsconfig.json on the disk. Plain fields make smaller scripts.
		TsconfigRaw: `{"compilerOptions":{"useDefineForClassFields":false}}`,
		// A property too new for esbuild is no mistake, and a false alarm stops a build.
		LogOverride: map[string]api.LogLevel{"unsupported-css-property": api.LogLevelSilent},
		Plugins:     []api.Plugin{s.plugin()},
	}
}
