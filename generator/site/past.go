package site

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"remit/generator/check"
	"remit/generator/content"
	"remit/generator/diagnostic"
	"remit/generator/output"
	"remit/generator/playbook"
	"remit/generator/revision"
)

// What was there before: the commit on which the files stand, and what the commits before it moved or removed; without
// git, what an earlier build left in the folder that it writes. Nothing of this is in the pages, and a clone that is
// shallow or not at all a clone is no error: then less is known.

// mostCommits is how many commits back an address is remembered: more would cost every check more than old links are worth.
const mostCommits = 500

// sinceLast judges a library by what was there before, for check and build alike. Target is the folder that build writes;
// with shrink playbooks may go.
func (s *Site) sinceLast(ctx context.Context, target string, shrink bool) extraCheck {
	return func(l *playbook.Library) ([]diagnostic.Diagnostic, error) {
		past, err := s.past(ctx, l, target)
		if err != nil {
			return nil, err
		}
		return check.Since(l, past, shrink), nil
	}
}

// past asks git, or else the published folder.
func (s *Site) past(ctx context.Context, l *playbook.Library, target string) (check.Past, error) {
	committed, err := revision.Files(ctx, s.root, "content")
	if errors.Is(err, revision.ErrNoRepository) || errors.Is(err, revision.ErrNoGit) || errors.Is(err, revision.ErrUntrusted) {
		return lastBuilt(target)
	}
	if err != nil && !withoutCommit(err) || len(committed) == 0 {
		return check.Past{}, ignore(err)
	}
	past := check.Past{Where: "the commit that is checked out"}
	for _, f := range committed {
		if id := content.PlaybookID(f.Path); id != "" {
			past.Playbooks = append(past.Playbooks, id)
		}
	}
	past.OldPages, err = s.goneAddresses(ctx, l, committed)
	return past, err
}

// ignore drops the errors that only mean that there is no commit.
func ignore(err error) error {
	if err != nil && withoutCommit(err) {
		return nil
	}
	return err
}

// lastBuilt is what the last build wrote into its folder.
func lastBuilt(target string) (check.Past, error) {
	files, err := output.Earlier(target)
	if err != nil || len(files) == 0 {
		return check.Past{}, err
	}
	past := check.Past{Where: "the site that was last built"}
	for _, f := range files {
		id, ok := strings.CutPrefix(f, "api/playbooks/")
		if ok {
			past.Playbooks = append(past.Playbooks, strings.TrimSuffix(id, ".json"))
		}
	}
	return past, nil
}

// goneAddresses are the pages that are gone from their address: since the commit, and by the commits before it. What became of
// the former is told by their text, since the files that are new may not be known to git yet; of the latter git tells it.
func (s *Site) goneAddresses(ctx context.Context, l *playbook.Library, committed []revision.Left) ([]check.OldPage, error) {
	here := texts(l)
	known, gone := map[string]bool{}, map[string]revision.Left{}
	var lost []revision.Left
	for _, f := range committed {
		known[f.Path] = true
		if _, there := here[f.Path]; !there && content.Address(f.Path) != "" {
			lost = append(lost, f)
		}
	}
	old, err := revision.Texts(ctx, s.root, lost)
	if err != nil {
		return nil, err
	}
	fresh := map[string][]byte{}
	for path, text := range here {
		if !known[path] {
			fresh[path] = text
		}
	}
	earlier, err := revision.Gone(ctx, s.root, "content", mostCommits)
	if err != nil {
		return nil, err
	}
	for _, f := range slices.Backward(earlier) {
		gone[f.Path] = f
	}
	for i, to := range successors(old, fresh) {
		gone[lost[i].Path] = revision.Left{Path: lost[i].Path, To: to}
	}
	return followMoves(gone, here), nil
}

// followMoves leads each page that is gone to the file that it is now, over all that it was called in between.
func followMoves(gone map[string]revision.Left, here map[string][]byte) []check.OldPage {
	var list []check.OldPage
	for _, path := range slices.Sorted(maps.Keys(gone)) {
		address := content.Address(path)
		if _, there := here[path]; there || address == "" {
			continue
		}
		to := gone[path].To
		for range len(gone) {
			if _, there := here[to]; there || to == "" {
				break
			}
			to = gone[to].To
		}
		if _, there := here[to]; !there {
			to = ""
		}
		list = append(list, check.OldPage{Path: path, Address: address, To: to})
	}
	return list
}

// texts are the pages and playbooks that are there, by the path of their file.
func texts(l *playbook.Library) map[string][]byte {
	all := map[string][]byte{}
	for _, p := range l.Playbooks {
		all[p.File.Path] = p.File.Text
	}
	for _, p := range l.Pages {
		all[p.File.Path] = p.File.Text
	}
	return all
}

// mostPairs is how many pairs of texts are compared line by line; where there are more, only equal texts are found.
const mostPairs = 10_000

// successors returns for each old text the path of the new one that holds the most of it, at least half, or "".
func successors(old [][]byte, fresh map[string][]byte) []string {
	found := make([]string, len(old))
	paths := slices.Sorted(maps.Keys(fresh))
	lines := map[string]map[string]int{}
	equal := map[string]string{}
	for _, path := range slices.Backward(paths) {
		equal[string(fresh[path])] = path
		if len(old)*len(paths) <= mostPairs {
			lines[path] = linesOf(fresh[path])
		}
	}
	for i, text := range old {
		if found[i] = equal[string(text)]; found[i] != "" || len(text) == 0 {
			continue
		}
		best := 0.5
		mine := linesOf(text)
		for _, path := range paths {
			if share := shared(mine, lines[path], max(len(text), len(fresh[path]))); share > best {
				best, found[i] = share, path
			}
		}
	}
	return found
}

// linesOf counts the lines of a text.
func linesOf(text []byte) map[string]int {
	count := map[string]int{}
	for line := range strings.Lines(string(text)) {
		count[strings.TrimRight(line, "\r\n")]++
	}
	return count
}

// shared is the part of a size that two texts have in common, by their lines.
func shared(a, b map[string]int, size int) float64 {
	sum := 0
	for line, n := range a {
		sum += min(n, b[line]) * (len(line) + 1)
	}
	return float64(sum) / float64(cmp.Or(size, 1))
}

// withoutCommit reports whether an error only means that there is no commit to name.
func withoutCommit(err error) bool {
	return errors.Is(err, revision.ErrNoRepository) || errors.Is(err, revision.ErrNoGit) ||
		errors.Is(err, revision.ErrNoCommit) || errors.Is(err, revision.ErrUntrusted)
}
