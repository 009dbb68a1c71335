package page

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"remit/generator/playbook"
)

// Two files say what a build is. build.json is a few words, since every page asks for it past all caches to confirm its
// copy (MEANING, Time), on networks that give it two seconds; it names the build by its identity, the sum of everything that
// it was made of, which every page carries, and names the sum of files.json, which lists all other files with theirs. So a
// device that holds the first knows every byte of the build.

// buildFile is build.json.
type buildFile struct {
	Version int    `json:"version"`
	Built   string `json:"built"`
	Build   string `json:"build"` // its identity, as its pages say it
	Commit  string `json:"commit"`
	Files   string `json:"files"`  // where the list is
	SHA256  string `json:"sha256"` // the sum of the list
}

// listFile is files.json: every file with its sum, by how a device keeps it.
type listFile struct {
	Version int                 `json:"version"`
	Built   string              `json:"built"`
	Build   string              `json:"build"`
	Always  map[string]string   `json:"always"`          // kept by every device
	Visited map[string]string   `json:"visited"`         // kept where it was visited, or belongs to the reader's role
	Never   map[string]string   `json:"never"`           // for programs, for paper, and for the browser itself
	Roles   map[string][]string `json:"roles,omitempty"` // the visited files that belong to a role
}

// mostKept is how many bytes a site may have that is kept whole on every device.
const mostKept = 10 << 20

// The addresses that the worker knows.
const (
	buildAddress  = "build.json"
	filesAddress  = "files.json"
	workerAddress = "sw.js"
	awayAddress   = "away.html"
)

// identify adds the two files that say which build this is and what belongs to it.
func (w *writer) identify(files []File) ([]File, error) {
	list, err := json.Marshal(w.list(files))
	if err != nil {
		return nil, err
	}
	list = append(list, '\n')
	b := buildFile{Version: 1, Built: w.Built.UTC().Format(time.RFC3339), Build: w.Identity, Commit: w.Version, Files: filesAddress, SHA256: sumOf(list)}
	data, err := json.MarshalIndent(b, "", " ")
	return append(files, File{filesAddress, list}, File{buildAddress, append(data, '\n')}), err
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func (w *writer) list(files []File) listFile {
	sums := make([]string, len(files))
	whole := 0
	for _, f := range files {
		if !aside(f.Path) && !strings.HasSuffix(f.Path, questionsEnd) {
			whole += len(f.Data)
		}
	}
	_ = each(len(files), func(i int) error {
		sums[i] = sumOf(files[i].Data)
		return nil
	})
	l := listFile{Version: 1, Built: w.Built.UTC().Format(time.RFC3339), Build: w.Identity, Always: map[string]string{}, Visited: map[string]string{}, Never: map[string]string{}}
	for i, f := range files {
		switch {
		case aside(f.Path):
			l.Never[f.Path] = sums[i]
		case strings.HasSuffix(f.Path, questionsEnd): // what the walk asks, once more
			l.Visited[f.Path] = sums[i]
		case whole <= mostKept || first(f.Path):
			l.Always[f.Path] = sums[i]
		default:
			l.Visited[f.Path] = sums[i]
		}
	}
	if whole > mostKept {
		l.Roles = w.kept()
	}
	return l
}

// aside reports whether no device keeps a file: programs read it, it is the rest of the site once more, or the browser
// keeps it itself.
func aside(path string) bool {
	switch path {
	case ".nojekyll", "alerts.json", "sitemap.xml", "feed.xml", pocketAddress, workerAddress:
		return true
	}
	return strings.HasPrefix(path, "api/") || strings.HasPrefix(path, "pocket/") || strings.HasPrefix(path, "sheets/") || strings.HasPrefix(path, "assets/icon-")
}

// first reports whether a file is kept even of a site that is too large to be kept whole: what leads to everything else,
// and what every page needs.
func first(path string) bool {
	switch path {
	case homeAddress, searchAddress, contactsAddress, notFoundAddress, awayAddress, manifestAddress, "favicon.svg":
		return true
	}
	return strings.HasPrefix(path, "assets/") || strings.HasPrefix(path, "search/")
}

// kept names the files that belong to each role: its card, and the playbooks that answer it.
func (w *writer) kept() map[string][]string {
	roles := map[string][]string{}
	for _, r := range w.site.Roles {
		list := []string{roleAddress(r.Name.Value)}
		for _, b := range w.answering(r.Name.Value) {
			list = append(list, b.Address())
		}
		slices.Sort(list)
		roles[r.Name.Value] = list
	}
	return roles
}

// answering are the playbooks that list a role, or one that it includes.
func (w *writer) answering(role string) []*book {
	var list []*book
	for _, b := range w.books {
		if overlap(w.site.Holds(role), playbook.Values(b.Roles)) {
			list = append(list, b)
		}
	}
	return list
}
