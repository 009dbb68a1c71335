package live

import (
	"context"
	"time"
)

// A loop turns hints into rebuilds. All of it runs in one goroutine, so that two rebuilds never meet, and hints that come
// during a rebuild wait for its end. It is a struct of functions so that tests hold the clock and the eyes.
type loop struct {
	hints   <-chan string                     // where something may have changed; "" is anywhere
	look    func(places map[string]bool) bool // looks there, and reports whether anything did since the last look
	sweep   func() bool                       // looks everywhere
	pause   func() time.Duration              // until the next sweep
	quiet   time.Duration
	after   func(time.Duration) <-chan time.Time
	rebuild func(ctx context.Context)
}

// run builds once, then on every change, until ctx ends.
//
// INVARIANT: a look is always taken before the rebuild that it causes. What changes meanwhile differs from that look, and
// the next one finds it.
func (l loop) run(ctx context.Context) {
	l.look(map[string]bool{"": true})
	for changed := true; ctx.Err() == nil; {
		if changed {
			l.rebuild(ctx)
		}
		select {
		case <-ctx.Done():
			return
		case place := <-l.hints:
			changed = l.settle(ctx, place)
		case <-l.after(l.pause()):
			changed = l.sweep()
		}
	}
}

// settle gathers hints until it has been quiet for a while, or too long, and then looks.
func (l loop) settle(ctx context.Context, place string) bool {
	places := map[string]bool{place: true}
	limit, quiet := l.after(10*l.quiet), l.after(l.quiet)
	for {
		select {
		case <-ctx.Done():
			return false
		case place := <-l.hints:
			places[place] = true
			quiet = l.after(l.quiet)
			continue
		case <-quiet:
		case <-limit:
		}
		return l.look(places)
	}
}
