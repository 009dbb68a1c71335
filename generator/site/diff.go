package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"remit/generator/authority"
	"remit/generator/diagnostic"
	"remit/generator/load"
	"remit/generator/playbook"
	"remit/generator/print"
	"remit/generator/revision"
	"remit/generator/words"
)

// DiffOptions choose what is compared.
type DiffOptions struct {
	Revisions []string // none: HEAD with the working tree; one: it with the working tree; two: the first with the second
	On        string   // a date; empty for today
}

// worktree is how a reader calls the files as they are.
const worktree = "the working tree"

// state is one side of a comparison, loaded.
type state struct {
	name     string
	fsys     fs.FS
	library  *playbook.Library
	findings []diagnostic.Diagnostic
}

// Diff compares the authority of two states of the site. Whatever cannot be compared is reported as such.
func (s *Site) Diff(ctx context.Context, o DiffOptions) (*print.Difference, error) {
	was, is, err := s.states(ctx, o.Revisions)
	if err != nil {
		return nil, err
	}
	d := &print.Difference{Then: was.name, Now: is.name, On: o.On}
	today, err := day(o.On, time.Now(), is.library.Site)
	if err != nil {
		return nil, err
	}
	for _, st := range []*state{was, is} {
		if first := firstError(st.findings, "site.yaml"); first != "" {
			d.Site = append(d.Site, authority.Change{Kind: authority.Uncompared,
				Details: []string{"site.yaml of " + st.name + " has mistakes: " + first}})
		}
	}
	if d.Site != nil {
		return d, nil // without its roles and contacts no playbook means anything
	}
	d.Site, d.Notices = authority.CompareSites(was.library, is.library)
	pairing{was: was, is: is, day: today, alike: authority.SameMeaning(was.library.Site, is.library.Site)}.compareAll(d)
	return d, nil
}

// states opens and loads both sides.
func (s *Site) states(ctx context.Context, revisions []string) (was, is *state, err error) {
	switch {
	case len(revisions) > 2:
		return nil, nil, &UsageError{fmt.Sprintf("%d revisions are given", len(revisions)), "give one to compare with the working tree, or two"}
	case len(revisions) == 0:
		revisions = []string{"HEAD"}
	}
	list := []*state{nil, {name: worktree, fsys: s.fsys}}
	for i, rev := range revisions {
		fsys, err := s.revision(ctx, rev)
		if err != nil {
			return nil, nil, err
		}
		list[i] = &state{name: rev, fsys: fsys}
	}
	for _, st := range list {
		st.library, st.findings, err = load.Dir(st.fsys, load.Options{Limits: s.limits})
		if errors.Is(err, fs.ErrNotExist) && st.name != worktree {
			return nil, nil, &UsageError{fmt.Sprintf("revision %q has no site.yaml in this folder", st.name), "compare with a revision in which the site was here"}
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return list[0], list[1], nil
}

// revision opens a revision, and turns what can be wrong with its name into wrong use.
func (s *Site) revision(ctx context.Context, rev string) (fs.FS, error) {
	if before, after, dots := strings.Cut(rev, ".."); dots {
		return nil, &UsageError{fmt.Sprintf("%q is a range", rev), fmt.Sprintf("write the two revisions apart: remit diff %s %s", before, strings.TrimPrefix(after, "."))}
	}
	fsys, err := revision.Open(ctx, s.root, rev)
	switch {
	case err == nil:
		return fsys, nil
	case errors.Is(err, revision.ErrNoRepository):
		return nil, &UsageError{err.Error(), "a diff compares revisions of git; run git init and commit the site first"}
	case errors.Is(err, revision.ErrUntrusted):
		return nil, &UsageError{Problem: err.Error()}
	case errors.Is(err, fs.ErrNotExist):
		return nil, &UsageError{err.Error(), "compare with a revision in which the site was here"}
	case !errors.Is(err, revision.ErrUnknown):
		return nil, err
	}
	if _, none := revision.Head(ctx, s.root); errors.Is(none, revision.ErrNoCommit) {
		return nil, &UsageError{none.Error(), "commit the site once, and compare what follows with it"}
	}
	return nil, &UsageError{err.Error(), nearRevision(ctx, s.root, rev, errors.Is(err, revision.ErrShallow))}
}

// nearRevision says what may have been meant: a name that only a remote has, or one that is spelt a little differently. Of
// a shallow clone the error says what to do already.
func nearRevision(ctx context.Context, root, rev string, shallow bool) string {
	names, err := revision.Names(ctx, root)
	for _, name := range names {
		if _, branch, _ := strings.Cut(name, "/"); branch == rev {
			return fmt.Sprintf("did you mean %q?", name)
		}
	}
	if near := words.Nearest(rev, names); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if shallow || err != nil {
		return ""
	}
	return "git branch -a and git tag list the names; git fetch gets what only the server has"
}

// KindsOf reads kinds of changes as the command line names them.
func KindsOf(names []string) ([]authority.Kind, error) {
	var kinds []authority.Kind
	var known []string
	for _, k := range authority.Kinds() {
		known = append(known, string(k))
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			hint := "the kinds are " + strings.Join(known, ", ")
			if near := words.Nearest(name, known); near != "" {
				hint = fmt.Sprintf("did you mean %q? %s", near, hint)
			}
			return nil, &UsageError{fmt.Sprintf("there is no kind of change %q", name), hint}
		}
		kinds = append(kinds, authority.Kind(name))
	}
	return kinds, nil
}
