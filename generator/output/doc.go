// Package output publishes a folder of files: the whole new tree, or the old one untouched.
//
//	report, err := output.Write("public", files, output.Options{Protect: []string{"."}})
//
// # How a tree is published
//
// [Write] prepares the complete new tree in a folder beside the published one, then swaps the two in one step of the
// kernel (Linux; on a file system that cannot, and on other systems, two renames, between which the folder is missing
// for a moment; the next Write mends a build that was killed there). Files that did not change are hard links, copies
// where links cannot be had. A build that fails or is killed before the swap has changed nothing that was published,
// and a build that changes nothing writes nothing. Because the folder itself is swapped, a shell or a server that
// stands in it keeps standing in the old one: serve the folder by its name, from outside.
//
// # What is ours
//
// A manifest inside the folder, [Manifest], lists every file written here with its size and SHA-256. All else in the
// folder is foreign: it is carried into the new tree, whatever it is, and never opened for writing or removed.
//
//   - A foreign file that stands where a file is to be written is an error that names it, unless it has the very
//     content to be written. Then it stays, and stays foreign: a later build will not remove it either.
//   - A file of ours that was changed since is no longer ours. When it has to be replaced or removed, that is an error
//     that names it. Keeping a copy beside it was rejected: the copy would be published.
//   - A file of ours that was deleted since is simply written again, if it is still wanted.
//   - What appears in the folder while it is being swapped is moved into the new tree, or when something else stands
//     there, kept in a folder beside it, named by the error.
//
// # What is refused
//
// A folder that is a symbolic link (the new tree would have to go elsewhere than the words say; give the target), the
// root of a file system, a folder that is or contains the home folder or one of [Options.Protect], one that lies in one of
// [Options.Sources] or in a git folder, and a mount point, which cannot be swapped. Symbolic links inside the folder are foreign files: carried along, never followed.
//
// # What is left behind by a dead build
//
// For a folder "public": ".public.remit-new-*" was never published and is removed by the next Write.
// ".public.remit-swap-*" may be the old tree: only what is provably ours, or also in the published folder, is removed
// from it, the rest is moved back. ".public.remit-old-*" is the old tree of a swap by two renames: put back when there
// is no published folder. ".public.remit-lock" is locked while a build runs; the lock dies with its process.
//
// On Linux the new tree is on the disk before it is published ([Options.NoSync] saves that), so that a power failure
// finds a whole tree too. Owner and mode of folders that stay are kept where the system allows it; access lists and
// extended attributes of folders are not.
//
// Package output knows no playbook, no page and no address: it is handed paths and bytes.
package output
