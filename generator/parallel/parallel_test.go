package parallel_test

import (
	"sync/atomic"
	"testing"

	"remit/generator/parallel"
)

func TestEachPieceIsDoneOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		done := make([]atomic.Int32, n)
		parallel.Each(n, func(i int) { done[i].Add(1) })
		for i := range done {
			if got := done[i].Load(); got != 1 {
				t.Errorf("of %d, piece %d was done %d times", n, i, got)
			}
		}
	}
}
