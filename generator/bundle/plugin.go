package bundle

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"remit/static"

	"github.com/evanw/esbuild/pkg/api"
)

// room is the namespace of all sources. esbuild asks the plugin first for everything, so it never looks elsewhere.
const room = "static"

var errOutside = errors.New("nothing outside static/ can be loaded: put the file there and name it from here, as in ../images/name.png")

// plugin answers every question of esbuild from memory.
func (s sources) plugin() api.Plugin {
	return api.Plugin{Name: room, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			return s.resolve(args)
		})
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: room}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			text, found := s.text[args.Path]
			if !found {
				return api.OnLoadResult{}, fmt.Errorf("no file static/%s", args.Path)
			}
			return api.OnLoadResult{Contents: &text, Loader: loader(args.Path)}, nil
		})
	}}
}

func loader(name string) api.Loader {
	switch path.Ext(name) {
	case ".css":
		return api.LoaderCSS
	case ".json":
		return api.LoaderJSON
	}
	return api.LoaderTS
}

func (s sources) resolve(args api.OnResolveArgs) (api.OnResolveResult, error) {
	switch args.Kind {
	case api.ResolveEntryPoint:
		return api.OnResolveResult{Path: args.Path, Namespace: room}, nil
	case api.ResolveCSSURLToken:
		return s.resolveURL(args)
	case api.ResolveCSSImportRule:
		return s.resolveStyle(args)
	case api.ResolveJSImportStatement:
		if !strings.HasPrefix(args.Path, "./") && !strings.HasPrefix(args.Path, "../") {
			return api.OnResolveResult{}, fmt.Errorf("cannot import %q: a script imports only its neighbours, as ./name", args.Path)
		}
		return s.resolveFile(args, "client/", ".ts", ".json")
	}
	return api.OnResolveResult{}, fmt.Errorf("cannot load %q here: write an import statement or @import", args.Path)
}

// resolveStyle lets a style import parts, and parts nothing: a chain of parts that each import the next one twice would
// double the style at every step.
func (s sources) resolveStyle(args api.OnResolveArgs) (api.OnResolveResult, error) {
	result, err := s.resolveFile(args, "styles/", ".css")
	switch {
	case err != nil:
		return result, err
	case isPart(args.Importer):
		return api.OnResolveResult{}, fmt.Errorf("cannot import %q: a part imports nothing; import both in the style", args.Path)
	case !isPart(result.Path):
		return api.OnResolveResult{}, fmt.Errorf("cannot import %q: a style imports parts only, named with an underscore or put in a folder", args.Path)
	}
	return result, nil
}

// resolveFile finds an imported source below folder, the extension of a script being optional.
func (s sources) resolveFile(args api.OnResolveArgs, folder string, extensions ...string) (api.OnResolveResult, error) {
	name, err := below(args)
	if err != nil {
		return api.OnResolveResult{}, err
	}
	for _, end := range append([]string{""}, extensions...) {
		if _, found := s.text[name+end]; found && strings.HasPrefix(name, folder) && hasAny(name+end, extensions) {
			return api.OnResolveResult{Path: name + end, Namespace: room}, nil
		}
	}
	return api.OnResolveResult{}, fmt.Errorf("cannot import %q: there is no static/%s", args.Path, name)
}

func hasAny(name string, extensions []string) bool {
	for _, end := range extensions {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// resolveURL lets a style name a picture or a font of the static folders, and writes its address as seen from assets/,
// since an inlined style may come from a deeper folder. A fragment names an element of the page itself.
func (s sources) resolveURL(args api.OnResolveArgs) (api.OnResolveResult, error) {
	if strings.HasPrefix(args.Path, "#") {
		return api.OnResolveResult{Path: args.Path, External: true}, nil
	}
	name, err := below(args)
	if err != nil {
		return api.OnResolveResult{}, err
	}
	file, _, _ := strings.Cut(name, "#")
	if !s.holds(file) {
		return api.OnResolveResult{}, fmt.Errorf("cannot name %q: there is no picture or font static/%s", args.Path, file)
	}
	return api.OnResolveResult{Path: "../" + name, External: true}, nil
}

// holds reports whether a file is served as it is: there, and no source of this package.
func (s sources) holds(name string) bool {
	if _, source := s.text[name]; source || strings.HasPrefix(name, "client/") {
		return false
	}
	for _, fsys := range []fs.FS{s.theme, static.FS} {
		if fsys == nil {
			continue
		}
		if info, err := fs.Stat(fsys, name); err == nil && info.Mode().IsRegular() {
			return true
		}
	}
	return false
}

var plainPath = regexp.MustCompile(`^[\w./-]+(#[\w-]+)?$`)

// below returns the path that a source means by a relative address, and refuses whatever could mean something else:
// a scheme, a host, the root, a query, a way out of the static folder.
func below(args api.OnResolveArgs) (string, error) {
	if !plainPath.MatchString(args.Path) || strings.HasPrefix(args.Path, "/") {
		return "", fmt.Errorf("cannot use %q: %w", args.Path, errOutside)
	}
	name := path.Join(path.Dir(args.Importer), args.Path)
	if !fs.ValidPath(name) || name == "." {
		return "", fmt.Errorf("cannot use %q: %w", args.Path, errOutside)
	}
	return name, nil
}
