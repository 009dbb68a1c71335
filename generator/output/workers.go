package output

import (
	"sync"
	"sync/atomic"
)

// each calls do for 0 to n-1, several at a time. After an error no new call begins; the error of the lowest number
// that failed is returned.
func (w *writer) each(n int, do func(i int) error) error {
	var (
		next   atomic.Int64
		failed atomic.Bool
		group  sync.WaitGroup
	)
	errs := make([]error, n)
	for range min(w.workers, n) {
		group.Go(func() {
			for !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if errs[i] = do(i); errs[i] != nil {
					failed.Store(true)
				}
			}
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
