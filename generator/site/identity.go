package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"runtime/debug"
	"time"

	"remit/generator"
	"remit/generator/page"
	"remit/generator/source"
	"remit/static"
	"remit/templates"
)

// The identity of a build is the sum of everything that it reads, known before the first page is written: so every page
// carries it, and two builds of one second, or one of a changed folder under the time of its commit, are told apart. The
// same program, sources, build time and commit give the same identity on every machine: no path, no clock and no name of a
// machine is in it. Of history a build uses the commit, and nothing else.

// identity is the sum of what a build reads: the program, the time, the commit, the options, site.yaml, every file of
// content/, the private values, the templates, and the scripts and styles as they are bundled.
func (an *analysis) identity(in page.Input) (string, error) {
	d := digest{sha256.New()}
	if err := d.program(); err != nil {
		return "", err
	}
	d.word("built", in.Built.UTC().Format(time.RFC3339))
	d.word("commit", in.Version)
	d.word("offline", fmt.Sprint(!in.NoOffline))
	an.sources(d)
	for _, a := range in.Assets {
		d.add("asset", a.Path, a.Data)
	}
	return hex.EncodeToString(d.Sum(nil)), nil
}

// program adds what made the build: the sources of the program, what is embedded in it, and the modules that it is linked
// with. See package generator for why it is not the executable.
func (d digest) program() error {
	d.word("version", version)
	for _, part := range []struct {
		kind string
		fsys fs.FS
	}{{"source", generator.Sources}, {"static", static.FS}, {"layout", templates.FS}} {
		if err := d.folder(part.kind, part.fsys); err != nil {
			return err
		}
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Replace != nil {
				m = m.Replace
			}
			d.word("module", m.Path+" "+m.Version+" "+m.Sum)
		}
	}
	return nil
}

// sources adds the files of the site, as they were read.
func (an *analysis) sources(d digest) {
	l := an.library
	d.file("site", l.Site.File)
	if an.private != nil {
		d.add("private", "", an.private.Text) // its path is the machine's
	}
	for _, p := range l.Playbooks {
		d.file("playbook", p.File)
	}
	for _, p := range l.Pages {
		d.file("page", p.File)
	}
	for _, t := range l.Thanks {
		d.file("thanks", t.File)
	}
	for _, a := range l.Assets {
		d.add("content", a.Address, a.Data)
	}
	for _, f := range l.Templates {
		d.file("template", f)
	}
}

// A digest is a sum in the making. What goes in has its kind, its name and its length before it, so that no two lists of
// things give the same bytes.
type digest struct{ hash.Hash }

// folder adds the files of a folder that is embedded in the program.
func (d digest) folder(kind string, fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, path)
		d.add(kind, path, data)
		return err
	})
}

func (d digest) file(kind string, f *source.File) {
	if f != nil {
		d.add(kind, f.Path, f.Text)
	}
}

func (d digest) word(kind, value string) { d.add(kind, value, nil) }

func (d digest) add(kind, name string, data []byte) {
	fmt.Fprintf(d, "%s %d %d\n%s\n", kind, len(name), len(data), name)
	d.Write(data)
}
