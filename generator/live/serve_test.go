package live

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A session is Serve over a folder; its site is the file page of it, and the text "broken" makes the build fail.
type session struct {
	url    string
	folder string
	stop   context.CancelFunc
	ended  chan error
}

func begin(t *testing.T) *session {
	t.Helper()
	root := folder(t, "page", "first")
	ctx, stop := context.WithCancel(t.Context())
	s := &session{folder: root, stop: stop, ended: make(chan error, 1)}
	ready := make(chan string, 1)
	go func() {
		s.ended <- Serve(ctx, Options{
			Address: "127.0.0.1:0", Base: "base", Folders: []string{root}, Quiet: time.Millisecond,
			Ready: func(url string) { ready <- url },
			Rebuild: func(context.Context) (Build, error) {
				text, err := os.ReadFile(filepath.Join(root, "page"))
				switch {
				case err != nil:
					return Build{}, err
				case string(text) == "wrong":
					return Build{Overlay: "page:1:1: wrong"}, nil
				}
				return Build{Files: map[string][]byte{"index.html": text}}, nil
			},
		})
	}()
	s.url = await(t, "the server", ready)
	return s
}

func (s *session) end(t *testing.T) {
	t.Helper()
	s.stop()
	must(t, await(t, "the end of Serve", s.ended))
}

func (s *session) page(t *testing.T) string {
	t.Helper()
	r, err := http.Get(s.url)
	must(t, err)
	defer r.Body.Close()
	return strings.TrimSuffix(body(t, r), element)
}

// states reads the stream of events until it ends.
func (s *session) states(t *testing.T) <-chan state {
	t.Helper()
	r, err := http.Get(strings.TrimSuffix(s.url, "base/") + "_remit/events")
	must(t, err)
	told := make(chan state, 100)
	go func() {
		defer close(told)
		defer r.Body.Close()
		for lines := bufio.NewScanner(r.Body); lines.Scan(); {
			if data, found := strings.CutPrefix(lines.Text(), "data: "); found {
				var now state
				if err := json.Unmarshal([]byte(data), &now); err != nil {
					t.Error(err)
				}
				told <- now
			}
		}
	}()
	return told
}

// reaches reads states up to one that fits.
func reaches(t *testing.T, told <-chan state, what string, fits func(state) bool) state {
	t.Helper()
	for {
		if now := await(t, what, told); fits(now) {
			return now
		}
	}
}

func TestServeFollowsTheFolder(t *testing.T) {
	s := begin(t)
	told := s.states(t)
	first := await(t, "the first state", told)
	if got := s.page(t); got != "first" || !strings.HasSuffix(s.url, "/base/") {
		t.Errorf("%s: %q", s.url, got)
	}
	write(t, filepath.Join(s.folder, "page"), "second one")
	second := reaches(t, told, "a second build", func(now state) bool { return now.Build != first.Build && s.page(t) == "second one" })
	write(t, filepath.Join(s.folder, "page"), "wrong")
	want := state{second.Build, "page:1:1: wrong"}
	if diff := cmp.Diff(want, reaches(t, told, "an overlay", func(now state) bool { return now.Overlay == want.Overlay })); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	must(t, os.Remove(filepath.Join(s.folder, "page")))
	reaches(t, told, "the error", func(now state) bool { return strings.Contains(now.Overlay, "no such file") })
	if got := s.page(t); got != "second one" {
		t.Errorf("the last good site is %q", got)
	}
	write(t, filepath.Join(s.folder, "page"), "third")
	reaches(t, told, "the repair", func(now state) bool { return now.Overlay == "" && s.page(t) == "third" })
	s.end(t)
}

func TestServeEndsWithReadersAndLeavesNothing(t *testing.T) {
	http.DefaultClient.CloseIdleConnections()
	before := runtime.NumGoroutine()
	s := begin(t)
	told := []<-chan state{s.states(t), s.states(t)}
	for _, one := range told {
		await(t, "a state", one)
	}
	s.end(t)
	for _, one := range told {
		for range one { // until the stream ends, which closes it
		}
	}
	http.DefaultClient.CloseIdleConnections()
	for deadline := time.Now().Add(20 * time.Second); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

func TestServeEndsDuringTheFirstBuild(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	began, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- Serve(ctx, Options{
			Address: "127.0.0.1:0",
			Ready:   func(string) { t.Error("ready without a build") },
			Rebuild: func(ctx context.Context) (Build, error) {
				began <- ""
				<-ctx.Done()
				return Build{}, ctx.Err()
			},
		})
	}()
	await(t, "the build", began)
	stop()
	must(t, await(t, "the end", ended))
}

func TestBuildWithoutASiteSaysSo(t *testing.T) {
	for _, test := range []struct {
		build Build
		err   error
		want  string
	}{
		{Build{}, nil, "the build gave no site"},
		{Build{Files: map[string][]byte{}}, errors.New("disk full"), "disk full"},
		{Build{Overlay: "x"}, nil, "x"},
		{Build{Files: map[string][]byte{}}, nil, ""},
	} {
		pages := newSite("/")
		rebuild(t.Context(), func(context.Context) (Build, error) { return test.build, test.err }, log.New(io.Discard, "", 0), pages)
		if now, _ := pages.see(); now.overlay != test.want {
			t.Errorf("%v, %v: overlay %q, want %q", test.build, test.err, now.overlay, test.want)
		}
	}
}

func TestOnlyThisMachineIsListenedTo(t *testing.T) {
	for _, address := range []string{"0.0.0.0:0", "[::]:0", "192.0.2.1:0", "8.8.8.8:80", "127.0.0.1", "127.0.0.1:http", "127.0.0.1:70000", ":", "127.0.0.1:-1"} {
		err := Serve(t.Context(), Options{Address: address})
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", address)) {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{":0", "localhost:0", "127.0.0.2:0"} {
		l, err := listen(address, log.New(io.Discard, "", 0))
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		if !l.Addr().(*net.TCPAddr).IP.IsLoopback() {
			t.Errorf("%s listens at %s", address, l.Addr())
		}
		l.Close()
	}
}

func TestTakenPortGivesTheNext(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	var said strings.Builder
	l, err := listen(fmt.Sprintf("127.0.0.1:%d", port), log.New(&said, "", 0))
	must(t, err)
	defer l.Close()
	got := l.Addr().(*net.TCPAddr).Port
	if got <= port || got > port+tries {
		t.Errorf("port %d after %d", got, port)
	}
	if want := fmt.Sprintf("; using %d\n", got); !strings.HasPrefix(said.String(), fmt.Sprintf("port %d cannot be used", port)) || !strings.HasSuffix(said.String(), want) {
		t.Errorf("said %q", said.String())
	}
}
