package decision

// cutting makes the classes of one column. A run is the cells between two places where some rule begins or ends.
type cutting struct {
	v      *view
	column int
	axis   axis
	kept   []int   // the cells of the question; nil when all are
	runOf  []int32 // per kept cell
	class  []int32 // per run
	fresh  []int32 // per run, how many classes occur in the runs before it; and in all of them at the end
}

// cut reports whether there are several classes.
func (k *cutting) cut(within Cells) bool {
	n := k.v.t.cells[k.column]
	if within != nil {
		for c := within.first(0, n); c < n; c = within.first(c+1, n) {
			k.kept = append(k.kept, c)
		}
		n = len(k.kept)
	}
	toggles := make([]uint64, n) // who begins or ends here
	ends := make([]bool, n)
	for i := range k.v.rules {
		own := k.set(i)
		if own == nil {
			continue
		}
		k.spans(own, n, func(s span) {
			toggles[s.from] ^= mix(uint64(i) + 1)
			ends[s.from] = true
			if int(s.end) < n {
				toggles[s.end] ^= mix(uint64(i) + 1)
				ends[s.end] = true
			}
		})
	}
	k.join(toggles, ends)
	return len(k.axis.first) > 1
}

// set returns the cells of a rule, by its index in the view.
func (k *cutting) set(i int) Cells { return k.v.t.rules[k.v.rules[i]].column(k.column) }

// spans calls visit for each stretch of kept cells that are in the set.
func (k *cutting) spans(set Cells, n int, visit func(span)) {
	if k.kept != nil {
		for at := 0; at < n; at++ {
			from := at
			for at < n && set.Has(k.kept[at]) {
				at++
			}
			if from < at {
				visit(span{int32(from), int32(at)})
			}
		}
		return
	}
	for from := set.first(0, n); from < n; {
		end := set.until(from, n)
		visit(span{int32(from), int32(end)})
		from = set.first(end, n)
	}
}

// join makes a class of all runs that the same rules hold. A hash finds them; what counts is that they are equal.
func (k *cutting) join(toggles []uint64, ends []bool) {
	k.axis.column = k.column
	k.runOf = make([]int32, len(toggles))
	byHash := map[uint64]int32{} // the first class with it
	var hash uint64
	var sizes []int
	for at := range toggles {
		hash ^= toggles[at]
		if at > 0 && !ends[at] {
			k.runOf[at] = int32(len(k.class) - 1)
			sizes[k.class[len(k.class)-1]]++
			continue
		}
		k.runOf[at] = int32(len(k.class))
		k.fresh = append(k.fresh, int32(len(sizes)))
		class, known := byHash[hash]
		if !known || !k.equal(k.cell(at), k.axis.first[class]) {
			class = int32(len(sizes))
			byHash[hash] = class
			k.axis.first, sizes = append(k.axis.first, k.cell(at)), append(sizes, 0)
		}
		k.class = append(k.class, class)
		sizes[class]++
	}
	k.fresh = append(k.fresh, int32(len(sizes)))
	k.axis.before = make([]int, len(sizes)+1)
	for i, n := range sizes {
		k.axis.before[i+1] = k.axis.before[i] + n
	}
}

func (k *cutting) cell(kept int) int {
	if k.kept == nil {
		return kept
	}
	return k.kept[kept]
}

// equal reports whether every rule holds both cells or neither.
func (k *cutting) equal(a, b int) bool {
	for i := range k.v.rules {
		if set := k.set(i); set.Has(a) != set.Has(b) {
			return false
		}
	}
	return true
}

// span returns the classes of a rule, and keeps them as holes when they are not an interval.
func (k *cutting) span(i, at int) span {
	set := k.set(i)
	if set == nil {
		return span{0, int32(k.axis.classes())}
	}
	var only span
	stretches := 0
	k.spans(set, len(k.runOf), func(s span) {
		only = s
		stretches++
	})
	if stretches > 1 {
		return k.several(i, at, set)
	}
	first, last := k.runOf[only.from], k.runOf[only.end-1] // all of their classes lie in between, and nowhere else
	return span{k.class[first], k.fresh[last+1]}
}

// several is span for a rule that holds several stretches of cells.
func (k *cutting) several(i, at int, set Cells) span {
	v, n := k.v, k.axis.classes()
	classes := CellsOf(n)
	for class, cell := range k.axis.first {
		if set.Has(cell) {
			classes[class/64] |= 1 << (class % 64)
		}
	}
	own := span{int32(classes.first(0, n)), int32(classes.end(n))}
	if classes.until(int(own.from), n) < int(own.end) {
		if v.holes == nil {
			v.holes = make([]Cells, len(v.rules)*len(v.columns))
		}
		v.holes[i*len(v.columns)+at] = classes
	}
	return own
}

// mix spreads the bits of a number (splitmix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
