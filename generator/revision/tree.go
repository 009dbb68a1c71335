package revision

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Files of at most small bytes are read when a revision is opened, up to plenty together; the others when they are asked
// for. A process for each playbook would be slow, and all pictures of a site at once would be much memory.
const (
	small  = 256 << 10
	plenty = 256 << 20
)

// A tree is a revision as a file system. It does not change once it is open.
type tree struct {
	ctx   context.Context
	dir   string
	nodes map[string]*node
}

func newTree(ctx context.Context, dir string) *tree {
	root := &node{name: ".", mode: fs.ModeDir | 0o555}
	return &tree{ctx: ctx, dir: dir, nodes: map[string]*node{".": root}}
}

// fill enters the files that git ls-tree -r -z -l lists: "mode kind hash size", a tab, the path and a zero byte.
func (t *tree) fill(list []byte) error {
	for line := range strings.SplitSeq(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		head, name, _ := strings.Cut(line, "\t")
		words := strings.Fields(head)
		if len(words) != 4 || words[1] != "blob" || !portable(name) {
			continue // nothing at all, a submodule, or a name that is none here
		}
		size, err := strconv.ParseInt(words[3], 10, 64)
		if err != nil {
			return fmt.Errorf("git ls-tree said %q", line)
		}
		mode := fs.FileMode(0o444)
		switch words[0] {
		case "100755":
			mode = 0o555
		case "120000":
			mode |= fs.ModeIrregular
		}
		t.add(&node{name: path.Base(name), mode: mode, size: size, hash: words[2]}, name)
	}
	for _, n := range t.nodes {
		slices.SortFunc(n.inside, func(a, b *node) int { return cmp.Compare(a.name, b.name) })
	}
	return nil
}

func portable(name string) bool {
	return fs.ValidPath(name) && name != "." && !strings.Contains(name, `\`)
}

// add enters a file and the folders above it. A tree that has two things of one name is broken; the first one stays.
func (t *tree) add(n *node, name string) {
	if t.nodes[name] != nil {
		return
	}
	above := path.Dir(name)
	if t.nodes[above] == nil {
		t.add(&node{name: path.Base(above), mode: fs.ModeDir | 0o555}, above)
	}
	if folder := t.nodes[above]; folder != nil && folder.IsDir() {
		t.nodes[name] = n
		folder.inside = append(folder.inside, n)
	}
}

// prefetch reads the commit, for its time, and the small files.
func (t *tree) prefetch(commit string) error {
	var files []*node
	names, total := []string{commit}, int64(0)
	for _, name := range slices.Sorted(maps.Keys(t.nodes)) {
		n := t.nodes[name]
		if n.IsDir() || n.size > small || total+n.size > plenty {
			continue
		}
		total += n.size
		files, names = append(files, n), append(names, n.hash)
	}
	var when time.Time
	var untimed error
	err := objects(t.ctx, t.dir, names, func(i int, o object) {
		if i == 0 {
			when, untimed = committed(o.data)
			return
		}
		files[i-1].data, files[i-1].held = o.data, true
	})
	for _, n := range t.nodes {
		n.when = when
	}
	if err != nil {
		return err
	}
	return untimed
}

// Open opens a file or a folder.
func (t *tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.IsDir() {
		return &openFolder{node: n, path: name, rest: n.inside}, nil
	}
	data, err := t.content(n, name)
	if err != nil {
		return nil, err
	}
	return &openFile{Reader: bytes.NewReader(data), node: n}, nil
}

// ReadFile returns the content of a file.
func (t *tree) ReadFile(name string) ([]byte, error) {
	n, err := t.find("readfile", name)
	if err != nil {
		return nil, err
	}
	if n.IsDir() {
		return nil, &fs.PathError{Op: "readfile", Path: name, Err: errFolder}
	}
	data, err := t.content(n, name)
	return bytes.Clone(data), err
}

// ReadDir returns what is in a folder, by name.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !n.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errNoFolder}
	}
	return entries(n.inside), nil
}

// Stat describes a file or a folder.
func (t *tree) Stat(name string) (fs.FileInfo, error) {
	n, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return n, nil
}

func (t *tree) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if n := t.nodes[name]; n != nil {
		return n, nil
	}
	return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// content returns what a file holds, which belongs to the tree while it is held.
func (t *tree) content(n *node, name string) (data []byte, err error) {
	if n.held {
		return n.data, nil
	}
	err = objects(t.ctx, t.dir, []string{n.hash}, func(_ int, o object) { data = o.data })
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return data, nil
}
