package live

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// await returns what comes from a channel, or fails when nothing does for very long.
func await[T any](t *testing.T, what string, from <-chan T) T {
	t.Helper()
	select {
	case got := <-from:
		return got
	case <-time.After(20 * time.Second):
		t.Fatalf("waited in vain for %s", what)
		panic("not reached")
	}
}

// A stage runs a loop whose clock, eyes and builds the test holds. Every channel is unbuffered: each side waits for the other.
type stage struct {
	hints  chan string
	timers chan timer
	looks  chan []string
	seen   chan bool
	builds chan string
	end    context.CancelFunc
	ended  chan struct{}
}

type timer struct {
	length time.Duration
	fire   chan time.Time
}

const (
	testQuiet = 30 * time.Millisecond
	testPause = time.Minute
)

func newStage(t *testing.T) *stage {
	ctx, end := context.WithCancel(t.Context())
	s := &stage{
		hints: make(chan string), timers: make(chan timer), looks: make(chan []string), seen: make(chan bool),
		builds: make(chan string), end: end, ended: make(chan struct{}),
	}
	look := func(places []string) bool {
		s.looks <- places
		return <-s.seen
	}
	l := loop{
		hints: s.hints,
		look:  func(places map[string]bool) bool { return look(slices.Sorted(maps.Keys(places))) },
		sweep: func() bool { return look([]string{"sweep"}) },
		pause: func() time.Duration { return testPause },
		quiet: testQuiet,
		after: func(d time.Duration) <-chan time.Time {
			fire := make(chan time.Time, 1)
			select {
			case s.timers <- timer{d, fire}:
			case <-ctx.Done():
			}
			return fire
		},
		rebuild: func(context.Context) {
			s.builds <- "begins"
			s.builds <- "ends"
		},
	}
	go func() {
		l.run(ctx)
		close(s.ended)
	}()
	return s
}

func (s *stage) timer(t *testing.T, length time.Duration) chan time.Time {
	t.Helper()
	got := await(t, "a timer", s.timers)
	if got.length != length {
		t.Fatalf("a timer of %v, want %v", got.length, length)
	}
	return got.fire
}

func (s *stage) look(t *testing.T, changed bool, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, await(t, "a look", s.looks)); diff != "" {
		t.Fatalf("mismatch (-want +got):\n%s", diff)
	}
	s.seen <- changed
}

func (s *stage) build(t *testing.T) {
	t.Helper()
	await(t, "a build to begin", s.builds)
	await(t, "a build to end", s.builds)
}

// begin passes the first look and the first build.
func (s *stage) begin(t *testing.T) {
	t.Helper()
	s.look(t, true, "")
	s.build(t)
	s.timer(t, testPause)
}

func (s *stage) finish(t *testing.T) {
	t.Helper()
	s.end()
	await(t, "the end", s.ended)
}

func TestOneBurstOneBuild(t *testing.T) {
	s := newStage(t)
	s.begin(t)
	s.hints <- "a"
	s.timer(t, 10*testQuiet)
	old := s.timer(t, testQuiet)
	s.hints <- "b"
	s.timer(t, testQuiet)
	old <- time.Time{} // a hint began the quiet time anew, so that nobody listens to this one
	s.hints <- "a"
	s.timer(t, testQuiet) <- time.Time{}
	s.look(t, true, "a", "b")
	s.build(t)
	s.timer(t, testPause)
	s.finish(t)
}

func TestEndlessBurstIsCut(t *testing.T) {
	s := newStage(t)
	s.begin(t)
	s.hints <- "a"
	limit := s.timer(t, 10*testQuiet)
	s.timer(t, testQuiet)
	for range 20 {
		s.hints <- "a"
		s.timer(t, testQuiet)
	}
	limit <- time.Time{}
	s.look(t, true, "a")
	s.build(t)
	s.timer(t, testPause)
	s.finish(t)
}

func TestNothingChangedNothingBuilt(t *testing.T) {
	s := newStage(t)
	s.begin(t)
	for range 3 {
		s.hints <- "a"
		s.timer(t, 10*testQuiet)
		s.timer(t, testQuiet) <- time.Time{}
		s.look(t, false, "a")
		s.timer(t, testPause) // and back to waiting, without a build
	}
	s.finish(t)
}

func TestHintDuringBuildGivesOneMore(t *testing.T) {
	s := newStage(t)
	s.look(t, true, "")
	await(t, "a build to begin", s.builds)
	select {
	case s.hints <- "a":
		t.Fatal("a hint was taken during a build")
	case <-s.looks:
		t.Fatal("a look was taken during a build")
	default:
	}
	await(t, "a build to end", s.builds)
	s.timer(t, testPause)
	s.hints <- "a"
	s.timer(t, 10*testQuiet)
	s.timer(t, testQuiet) <- time.Time{}
	s.look(t, true, "a")
	s.build(t)
	s.timer(t, testPause)
	s.finish(t)
}

func TestSweepFindsWhatNoHintTold(t *testing.T) {
	s := newStage(t)
	s.look(t, true, "")
	s.build(t)
	s.timer(t, testPause) <- time.Time{}
	s.look(t, false, "sweep")
	s.timer(t, testPause) <- time.Time{}
	s.look(t, true, "sweep")
	s.build(t)
	s.timer(t, testPause)
	s.finish(t)
}

func TestLoopEndsWhileItSettles(t *testing.T) {
	s := newStage(t)
	s.begin(t)
	s.hints <- "a"
	s.timer(t, 10*testQuiet)
	s.timer(t, testQuiet)
	s.finish(t)
}
