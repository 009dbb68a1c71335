package decision

// Aside runs work on diagrams with a budget of its own, and reports whether that was enough. What it spends is not
// charged to the forest, so that a question of less weight never uses up what a proof needs. When it was not enough,
// nothing that was made meanwhile means anything; the forest itself stays as sound as it was. On a forest that is spent
// nothing is run.
func (f *Forest) Aside(budget int, run func()) (enough bool) {
	if f.Spent() {
		return false
	}
	work, limit := f.work, f.limit
	f.limit = f.work + max(budget, 1) // 0 would be no limit
	run()
	enough = !f.Spent()
	f.work, f.limit = work, limit
	if !enough { // an operation that was cut short is remembered with a wrong result
		f.and, f.or = pairs{}, pairs{}
	}
	return enough
}
