package revision

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

var (
	// ErrNoGit says that there is no git command on the PATH.
	ErrNoGit = errors.New("the git command is not installed, or not on the PATH")
	// ErrNoRepository says that a folder is in no git repository.
	ErrNoRepository = errors.New("not in a git repository")
	// ErrUntrusted says that git does not open a repository because it belongs to another user.
	ErrUntrusted = errors.New("the repository belongs to another user, and git does not trust it")
	// ErrUnknown says that a revision is no commit of the repository.
	ErrUnknown = errors.New("no such revision")
	// ErrShallow comes with ErrUnknown when the repository holds only the newest part of its history.
	ErrShallow = errors.New("the clone is shallow: fetch the rest with git fetch --unshallow (in GitHub Actions: fetch-depth: 0)")
	// ErrNoCommit says that a repository has no commit yet.
	ErrNoCommit = errors.New("the repository has no commit yet")

	errMissing  = errors.New("it is not in this clone (which may be a partial one)")
	errFolder   = errors.New("it is a folder")
	errNoFolder = errors.New("it is not a folder")
)

// A failure is what git said when it did not do its work.
type failure struct {
	args   []string
	stderr string
	err    error
}

func (f *failure) Error() string {
	text := strings.Join(strings.Fields(f.stderr), " ")
	if text == "" {
		text = f.err.Error()
	}
	return fmt.Sprintf("git %s: %s", f.args[0], text)
}

func (f *failure) Unwrap() error { return f.err }

// says reports whether one of several texts is in what git said.
func (f *failure) says(texts ...string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(f.stderr, text) })
}

// git runs a git command in a folder and hands what it prints to read, which may stop early with an error.
func git(ctx context.Context, dir string, stdin io.Reader, read func(io.Reader) error, args ...string) error {
	if info, err := os.Stat(dir); err != nil {
		return err
	} else if !info.IsDir() {
		return fmt.Errorf("%q is not a folder", dir)
	}
	program, err := exec.LookPath("git")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoGit, err)
	}
	running, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := exec.CommandContext(running, program, append(slices.Clone(settings), args...)...)
	cmd.Dir, cmd.Env, cmd.Stdin = dir, environment(os.Environ()), stdin
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("git: %w", err)
	}
	unread := read(stdout)
	if unread != nil {
		cancel()
	}
	err = cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && stderr.Len() > 0, err != nil && unread == nil:
		return understood(dir, &failure{args: args, stderr: stderr.String(), err: err})
	}
	return unread
}

// output runs a git command in a folder and returns what it printed.
func output(ctx context.Context, dir string, args ...string) (out []byte, err error) {
	err = git(ctx, dir, nil, func(r io.Reader) (err error) {
		out, err = io.ReadAll(r)
		return err
	}, args...)
	return out, err
}

// settings keep the configuration of a repository from running anything.
var settings = []string{"--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=", "-c", "core.hooksPath=" + os.DevNull, "-c", "protocol.allow=never"}

// environment drops what a calling git left, all but where its configuration and the edge of its search are, and makes
// git quiet, English and harmless.
func environment(all []string) []string {
	kept := []string{"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM"}
	env := slices.DeleteFunc(slices.Clone(all), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return strings.HasPrefix(strings.ToUpper(name), "GIT_") && !slices.Contains(kept, name)
	})
	return append(env, "LC_ALL=C", "LANGUAGE=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none")
}

// understood gives the failures a name that a caller, or a person, can act on.
func understood(dir string, f *failure) error {
	switch {
	case f.says("dubious ownership", "unsafe repository"):
		return fmt.Errorf("%q: %w; if you do, run: %s", dir, ErrUntrusted, trust(f.stderr))
	case f.says("not a git repository"):
		return fmt.Errorf("%q: %w", dir, ErrNoRepository)
	}
	return f
}

// trust returns the command that git proposes, with the folder as git spells it.
func trust(stderr string) string {
	const command = "git config --global --add safe.directory"
	for line := range strings.Lines(stderr) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, command) {
			return line
		}
	}
	return command + " FOLDER"
}
