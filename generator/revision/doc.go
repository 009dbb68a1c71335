// Package revision shows a git revision of a folder as an [fs.FS], and what is checked out in it.
//
//	site, err := revision.Open(ctx, "playbooks", "v1.4")
//	head, err := revision.Head(ctx, "playbooks", "public")
//
// The folder may be the root of a repository, a folder in one, or a bare repository. All is read by the git command,
// which must be on the PATH: it alone knows every form of a repository (packs, worktrees, alternates, SHA-256).
//
// # What a revision holds
//
// Files have the bytes that git stores: no line ends are converted, no filter and no export attribute is applied, a
// large file kept elsewhere is its pointer. A symbolic link is an irregular file, never followed; its content is where
// it points. Submodules, folders with nothing else in them, and names that no fs.FS can carry are left out. Every file
// has the time of the commit.
//
// # What git may do
//
// Nothing but read. The environment of a calling git (GIT_DIR and the like) is not passed on; hooks, the pager, the
// file watcher, replaced objects, prompts, optional locks and every transport are off, so that a repository somebody
// sent neither runs a program of its choice through [Open] nor reaches a host. [Head] runs what any git status would: the
// clean filters that the configuration names, without which a changed file could not be told. A revision is never taken
// for an option. A repository of another user is not opened, by git's own rule, and [ErrUntrusted] says how to allow it.
//
// Package revision knows no playbook. Of the history it knows the revision it is asked for, and what the last commits moved
// or removed ([Gone]).
package revision
