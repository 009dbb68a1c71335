// Package parallel does many pieces of work at once, on all processors.
//
//	parallel.Each(len(list), func(i int) { results[i] = work(list[i]) })
//
// The order of the results is that of the pieces, whichever is done first. Package parallel knows nothing of the work.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do for every number below n, several at once, and returns when all are done.
func Each(n int, do func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	group.Wait()
}
