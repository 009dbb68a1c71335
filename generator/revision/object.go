package revision

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// An object is a file or a commit as git stores it.
type object struct {
	hash, kind string
	data       []byte
}

// objects reads the named objects in one go and hands them over in that order. Names are hashes, or HEAD.
func objects(ctx context.Context, dir string, names []string, take func(i int, o object)) error {
	stdin := strings.NewReader(strings.Join(names, "\n") + "\n")
	return git(ctx, dir, stdin, func(stdout io.Reader) error {
		r := bufio.NewReaderSize(stdout, 1<<16)
		for i, name := range names {
			o, err := readObject(r)
			if err != nil {
				return fmt.Errorf("git object %s: %w", name, err)
			}
			take(i, o)
		}
		return nil
	}, "cat-file", "--batch")
}

// readObject reads "hash kind size", a line break, the data and a line break.
func readObject(r *bufio.Reader) (object, error) {
	head, err := r.ReadString('\n')
	if err != nil {
		return object{}, io.ErrUnexpectedEOF
	}
	words := strings.Fields(head)
	if len(words) == 2 && words[1] == "missing" {
		return object{}, errMissing
	}
	if len(words) != 3 {
		return object{}, fmt.Errorf("git said %q", head)
	}
	size, err := strconv.Atoi(words[2])
	if err != nil || size < 0 {
		return object{}, fmt.Errorf("git said %q", head)
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(r, data); err != nil {
		return object{}, err
	}
	_, err = r.Discard(1)
	return object{hash: words[0], kind: words[1], data: data}, err
}

// committed returns the time of a commit: when it entered the history, not when its change was first written.
func committed(commit []byte) (time.Time, error) {
	for line := range strings.Lines(string(commit)) {
		rest, ok := strings.CutPrefix(line, "committer ")
		if !ok {
			continue
		}
		words := strings.Fields(rest[strings.LastIndexByte(rest, '>')+1:])
		if len(words) == 0 {
			break
		}
		seconds, err := strconv.ParseInt(words[0], 10, 64)
		return time.Unix(seconds, 0).UTC(), err
	}
	return time.Time{}, fmt.Errorf("the commit has no time")
}
