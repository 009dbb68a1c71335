package search

// A tally holds a number for each of many things, few of which have one.
type tally struct {
	of   []int
	seen []int // those with a number, in the order met
}

func newTally(n int) tally { return tally{of: make([]int, n)} }

func (t *tally) add(i, n int) {
	if t.of[i] == 0 {
		t.seen = append(t.seen, i)
	}
	t.of[i] += n
}

func (t *tally) addAll(other *tally) {
	for _, i := range other.seen {
		t.add(i, other.of[i])
	}
}

func (t *tally) raise(i, n int) {
	if n > t.of[i] {
		t.add(i, n-t.of[i])
	}
}

func (t *tally) clear() {
	for _, i := range t.seen {
		t.of[i] = 0
	}
	t.seen = t.seen[:0]
}
