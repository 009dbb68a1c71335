package decision

// marks remembers which nodes a walk has met. It is taken from the forest and given back, since walks are many and
// short: to forget all nodes takes a new stamp, not a new map.
type marks struct {
	stamp  uint32
	inner  []uint32     // per inner node the stamp of the walk that met it
	leaves []uint32     // the same per leaf value below manyValues
	others map[int]bool // the leaf values from there on
}

const manyValues = 1 << 12

// newMarks returns marks without a node. Who is done with them puts them back into f.marks.
func (f *Forest) newMarks() *marks {
	m, _ := f.marks.Get().(*marks)
	if m == nil {
		m = &marks{others: map[int]bool{}}
	}
	if len(m.inner) < len(f.inner) {
		m.inner = append(m.inner, make([]uint32, len(f.inner)-len(m.inner))...)
	}
	if m.stamp++; m.stamp == 0 { // after 2^32 walks: an old stamp must not look like the new one
		clear(m.inner)
		clear(m.leaves)
		m.stamp = 1
	}
	clear(m.others)
	return m
}

// add marks a node and reports whether it was not marked before.
func (m *marks) add(n Node) bool {
	if !n.IsLeaf() {
		fresh := m.inner[n] != m.stamp
		m.inner[n] = m.stamp
		return fresh
	}
	v := n.Value()
	if v >= manyValues {
		fresh := !m.others[v]
		m.others[v] = true
		return fresh
	}
	for v >= len(m.leaves) {
		m.leaves = append(m.leaves, 0)
	}
	fresh := m.leaves[v] != m.stamp
	m.leaves[v] = m.stamp
	return fresh
}
