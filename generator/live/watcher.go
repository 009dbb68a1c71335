package live

import (
	"errors"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A watcher looks at folders. It is told by the system where something may have happened, as long as the system can.
//
// A hint in a known folder costs one look into that folder. As soon as a folder came, went or was renamed, all is looked
// at with a fresh set of watches: what the system reports about the inside of a renamed folder bears its old name.
type watcher struct {
	scanner scanner
	notices *log.Logger
	hints   chan string

	found tree
	cost  time.Duration // of the last sweep

	opener    func() (*fsnotify.Watcher, error)
	watch     *fsnotify.Watcher
	done      chan struct{} // ends the forwarding from watch
	forwarder sync.WaitGroup
	mute      bool // the system could not watch: sweeps must do
}

func newWatcher(roots []string, ignore func(string) bool, notices *log.Logger) *watcher {
	w := &watcher{notices: notices, hints: make(chan string), opener: fsnotify.NewWatcher}
	for _, root := range roots {
		w.scanner.roots = append(w.scanner.roots, filepath.Clean(root))
	}
	w.scanner.ignore = ignore
	return w
}

// look reports whether anything changed in the places, each a folder of the last tree, since the last look there.
func (w *watcher) look(places map[string]bool) bool {
	changed := false
	for place := range places {
		if place == "" {
			return w.lookAll()
		}
		before, known := w.found[place]
		if !known {
			continue // beside a root, or gone: then its parent is another place
		}
		now := w.scanner.list(place)
		if !slices.Equal(shape(before), shape(now)) || (before == nil) != (now == nil) {
			return w.lookAll()
		}
		changed = changed || !slices.Equal(before, now)
		w.found[place] = now
	}
	return changed
}

// lookAll looks everywhere, with new watches set before each folder is read, so that nothing happens unseen in between.
func (w *watcher) lookAll() bool {
	w.close()
	w.open()
	s := w.scanner
	s.enter = w.add
	return w.take(s.all())
}

// sweep looks everywhere, for what no hint has told.
func (w *watcher) sweep() bool {
	s := w.scanner
	s.enter = func(string) {}
	start := time.Now()
	now := s.all()
	w.cost = time.Since(start)
	if now.equal(w.found) {
		return false
	}
	changed := w.take(now)
	return w.lookAll() || changed
}

func (w *watcher) take(now tree) bool {
	changed := !now.equal(w.found)
	w.found = now
	return changed
}

// pause is how long to wait for the next sweep: short when sweeps are all there is, and never so short that they cost
// more than a twentieth of a processor.
func (w *watcher) pause() time.Duration {
	if w.mute {
		return max(400*time.Millisecond, 20*w.cost)
	}
	return max(2*time.Second, 100*w.cost)
}

func (w *watcher) open() {
	if w.mute {
		return
	}
	watch, err := w.opener()
	if err != nil {
		w.fall(err)
		return
	}
	w.watch, w.done = watch, make(chan struct{})
	done := w.done
	w.forwarder.Go(func() { forward(watch, done, w.scanner, w.hints) })
}

// add watches a folder, or the parent of a root that is no folder: files are replaced more often than written.
func (w *watcher) add(folder string) {
	if w.watch == nil {
		return
	}
	if info, err := os.Stat(folder); (err != nil || !info.IsDir()) && slices.Contains(w.scanner.roots, folder) {
		folder = filepath.Dir(folder)
	}
	err := w.watch.Add(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
		w.close()
		w.fall(err)
	}
}

func (w *watcher) fall(err error) {
	w.mute = true
	w.notices.Printf("the system cannot watch the folders (%v); looking at them every now and then instead", err)
}

func (w *watcher) close() {
	if w.watch != nil {
		close(w.done)
		w.forwarder.Wait()
		w.watch.Close()
		w.watch = nil
	}
}

// forward passes on where something happened, until done. When hints are not taken, they queue in the system; where that
// queue overflows, it says so, and anything may have happened.
func forward(watch *fsnotify.Watcher, done <-chan struct{}, s scanner, hints chan<- string) {
	for {
		place := ""
		select {
		case <-done:
			return
		case event, ok := <-watch.Events:
			if !ok {
				return
			}
			name := filepath.Clean(event.Name)
			if s.ignore(name) {
				continue
			}
			place = filepath.Dir(name)
			if slices.Contains(s.roots, name) {
				place = name
			}
		case _, ok := <-watch.Errors:
			if !ok {
				return
			}
		}
		select {
		case <-done:
			return
		case hints <- place:
		}
	}
}
