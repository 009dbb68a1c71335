package decision

// pairs remembers what two different nodes come to. It is the inner loop of all combining, and several times as fast as
// a map of the language.
type pairs struct {
	keys []uint64 // 0 where a slot is free, which is no key of two different nodes
	to   []Node
	n    int
}

func keyOf(a, b Node) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

// get returns what is known.
func (p *pairs) get(a, b Node) (to Node, known bool) {
	if p.n == 0 {
		return 0, false
	}
	at := p.slot(keyOf(a, b))
	return p.to[at], p.keys[at] != 0
}

// put keeps what was not known.
func (p *pairs) put(a, b, to Node) {
	if 2*p.n >= len(p.keys) {
		p.grow()
	}
	at := p.slot(keyOf(a, b))
	p.keys[at], p.to[at] = keyOf(a, b), to
	p.n++
}

// slot returns where a key is, or where it goes.
func (p *pairs) slot(key uint64) int {
	mask := len(p.keys) - 1
	at := int(mix(key)) & mask
	for p.keys[at] != 0 && p.keys[at] != key {
		at = (at + 1) & mask
	}
	return at
}

func (p *pairs) grow() {
	old := *p
	size := max(64, 2*len(old.keys))
	p.keys, p.to = make([]uint64, size), make([]Node, size)
	for i, key := range old.keys {
		if key != 0 {
			at := p.slot(key)
			p.keys[at], p.to[at] = key, old.to[i]
		}
	}
}
