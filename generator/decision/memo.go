package decision

import (
	"math/big"
	"slices"
)

// memo remembers what was found for a key: the active rules of a box, and the box in the columns that they test. Keys
// are compared as a whole; a hash only finds them.
type memo struct {
	slots []int32  // entry+1 by hash, open addressing; a power of two
	ends  []int    // per entry where its key ends in keys
	keys  []int32  // one after the other
	hash  []uint64 // per entry
	open  []*big.Int
	known []bool // per entry whether open is
	key   []int32
}

// maxKeys bounds the memory of a memo to about fifty megabytes; what comes after is not remembered.
const maxKeys = 1 << 23

// find returns the entry of a key, new unless it is known; -1 when there is no room.
func (m *memo) find(relevant Cells, box []span, list []active) (entry int, known bool) {
	m.key = m.key[:0]
	h := uint64(len(list))
	for c, s := range box {
		if relevant[c/64]&(1<<(c%64)) != 0 {
			m.key = append(m.key, int32(^c), s.from, s.end)
			h = (h ^ uint64(c)<<40 ^ uint64(s.from)<<20 ^ uint64(s.end)) * 0x9e3779b97f4a7c15
			h ^= h >> 29
		}
	}
	for _, a := range list {
		m.key = append(m.key, a.rule)
		h = (h ^ uint64(a.rule)) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	if 4*len(m.open) >= 3*len(m.slots) {
		m.grow()
	}
	at := h & uint64(len(m.slots)-1)
	for ; m.slots[at] != 0; at = (at + 1) & uint64(len(m.slots)-1) {
		e := int(m.slots[at] - 1)
		if m.hash[e] == h && slices.Equal(m.keyOf(e), m.key) {
			return e, m.known[e]
		}
	}
	if len(m.keys)+len(m.key) > maxKeys {
		return -1, false
	}
	m.slots[at] = int32(len(m.open) + 1)
	m.keys = append(m.keys, m.key...)
	m.ends, m.hash, m.open = append(m.ends, len(m.keys)), append(m.hash, h), append(m.open, nil)
	m.known = append(m.known, false)
	return len(m.open) - 1, false
}

func (m *memo) keyOf(e int) []int32 {
	from := 0
	if e > 0 {
		from = m.ends[e-1]
	}
	return m.keys[from:m.ends[e]]
}

// set says what was found for an entry.
func (m *memo) set(entry int, open *big.Int) {
	if entry >= 0 {
		m.open[entry], m.known[entry] = open, true
	}
}

func (m *memo) grow() {
	m.slots = make([]int32, max(1024, 2*len(m.slots)))
	for e, h := range m.hash {
		at := h & uint64(len(m.slots)-1)
		for m.slots[at] != 0 {
			at = (at + 1) & uint64(len(m.slots)-1)
		}
		m.slots[at] = int32(e + 1)
	}
}
