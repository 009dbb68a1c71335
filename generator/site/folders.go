package site

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/source"
)

// The folders of a site have fixed names. One that is missing, spelt in other letters or not a folder at all would publish
// a site without its playbooks or its theme, so each of that is an error, and check and build say the same of it.

// folders judges the folders of the site before anything in them is read. Package load judges what is inside content/.
func (s *Site) folders() ([]diagnostic.Diagnostic, error) {
	entries, err := fs.ReadDir(s.fsys, ".")
	if err != nil {
		return nil, err
	}
	var found []diagnostic.Diagnostic
	for _, name := range []string{"content", "static", "templates"} {
		found = append(found, oneFolder(s.fsys, entries, name)...)
	}
	for _, e := range entries {
		if name := strings.ToLower(e.Name()); (name == "site.yml" || name == "site.yaml" || name == "site.yaml.txt") && e.Name() != "site.yaml" {
			found = append(found, fileError("bad_name", e.Name(), "this file is not read: the site is described by site.yaml, which stands beside it",
				"take over into site.yaml what is right in it, and delete it")...)
		}
	}
	unsafe, err := unsafeFiles(s.fsys, "static", "templates")
	return append(found, unsafe...), err
}

// oneFolder judges one folder of the site by the names that stand in it: a disk that ignores case would open any spelling,
// and the next machine that builds may not.
func oneFolder(fsys fs.FS, entries []fs.DirEntry, name string) []diagnostic.Diagnostic {
	alike := ""
	for _, e := range entries {
		switch {
		case e.Name() == name:
			return folderEntry(fsys, e)
		case strings.EqualFold(e.Name(), name) && e.IsDir():
			alike = e.Name()
		}
	}
	switch {
	case alike != "":
		return fileError("bad_name", alike, fmt.Sprintf("the folder %s/ is not read: its name is written %s, in small letters", alike, name),
			fmt.Sprintf("rename it: git mv %s %s", alike, name))
	case name == "content":
		return fileError("no_playbooks", name, "there is no folder content/ here: the site would be published without its pages", withoutContent(fsys, entries))
	}
	return nil
}

// folderEntry judges what stands under the name of a folder. Package load says what is wrong with content/, but not that
// it is empty.
func folderEntry(fsys fs.FS, e fs.DirEntry) []diagnostic.Diagnostic {
	switch {
	case e.Name() == "content" && e.IsDir() && isEmpty(fsys, e.Name()):
		return fileError("no_playbooks", "content", "the folder content/ is empty: the site would be published without its pages", howToBegin)
	case e.Name() == "content", e.IsDir():
		return nil
	case e.Type()&fs.ModeSymlink != 0:
		return fileError("unsafe_file", e.Name(), "this is a symbolic link: it could lead anywhere on the machine that builds the site", "put the folder itself here")
	}
	return fileError("unsafe_file", e.Name(), "this is not a folder", "make it a folder, or take it out")
}

// isEmpty reports whether a folder holds nothing but dot files.
func isEmpty(fsys fs.FS, name string) bool {
	inside, err := fs.ReadDir(fsys, name)
	for _, e := range inside {
		if !strings.HasPrefix(e.Name(), ".") {
			return false
		}
	}
	return err == nil
}

const howToBegin = "write the first playbook in content/playbooks/, or bring the folder back: git checkout HEAD -- content"

// withoutContent says what to do about a missing content/: mostly the folder was given another name.
func withoutContent(fsys fs.FS, entries []fs.DirEntry) string {
	for _, e := range entries {
		if info, err := fs.Stat(fsys, path.Join(e.Name(), "playbooks")); e.IsDir() && err == nil && info.IsDir() && !strings.HasPrefix(e.Name(), ".") && e.Name() != "public" && e.Name() != "private" {
			return fmt.Sprintf("if %s/ holds the pages of this site, rename it: git mv %s content", e.Name(), e.Name())
		}
	}
	return howToBegin
}

// fileError is one error about a file or a folder as a whole.
func fileError(rule, name, message, help string) []diagnostic.Diagnostic {
	return []diagnostic.Diagnostic{{
		Rule: rule, Severity: diagnostic.Error, Span: source.NewFile(name, nil).Span(0, 0), Message: message, Help: help,
	}}
}
