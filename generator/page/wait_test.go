package page

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"remit/generator/reach"
)

// The picture has a row a day and a colour for each wait; the same stands there in words.
func TestWaits(t *testing.T) {
	w := &writer{zone: time.UTC}
	p := reach.Proof{Asked: true}
	for h := range p.Hours {
		p.Hours[h] = 5
	}
	if v := w.waits(p); v != nil {
		t.Errorf("a wait that is the same at every hour has a picture: %+v", v)
	}
	p.Hours[6*24+3], p.Hours[6*24+4] = 35, reach.Never
	v := w.waits(p)
	if v == nil || len(v.Days) != 7 {
		t.Fatalf("got %+v", v)
	}
	want := []weekKey{{0, "up to 5 min"}, {1, "up to 35 min"}, {-1, "at times nobody"}}
	if diff := cmp.Diff(want, v.Key); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	if end := "Sun: 00:00 to 03:00 up to 5 min, 03:00 to 04:00 up to 35 min, 04:00 to 05:00 at times nobody, 05:00 to 24:00 up to 5 min."; !strings.HasSuffix(v.Words, end) {
		t.Errorf("the words are %q", v.Words)
	}
}

// Of many waits those that differ least become one, the longer; the longest of all, and what never ends, stay.
func TestLevels(t *testing.T) {
	waits := []int32{5, 6, 20, 21, 60, 80, 5, reach.Never}
	if got, want := levelsOf(waits), []int32{6, 21, 60, 80, reach.Never}; !slices.Equal(got, want) {
		t.Errorf("got %v, expected %v", got, want)
	}
}
