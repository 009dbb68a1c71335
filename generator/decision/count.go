package decision

import (
	"math/big"
	"slices"
)

// Counts returns, for every leaf value that can be reached, how many cells of the whole table reach it, exactly.
func (f *Forest) Counts(root Node) map[int]*big.Int {
	ways := map[Node]*big.Int{root: f.situations()} // that lead there
	counts := map[int]*big.Int{}
	var size, more big.Int
	for _, n := range f.Nodes(root) {
		if n.IsLeaf() {
			counts[n.Value()] = ways[n]
			continue
		}
		column, start := f.inner[n].column, 0
		cell := new(big.Int).Quo(ways[n], size.SetInt64(int64(f.cells[column]))) // without remainder
		for _, a := range f.inner[n].arcs {
			more.Mul(cell, size.SetInt64(int64(a.End-start)))
			if ways[a.To] == nil {
				ways[a.To] = new(big.Int)
			}
			ways[a.To].Add(ways[a.To], &more)
			start = a.End
		}
	}
	return counts
}

// situations returns how many there are: cells of the whole table.
func (f *Forest) situations() *big.Int {
	product := big.NewInt(1)
	for _, n := range f.cells {
		product.Mul(product, big.NewInt(int64(n)))
	}
	return product
}

// Nodes returns the nodes of a diagram, root first, each before those it leads to.
func (f *Forest) Nodes(root Node) []Node {
	seen := f.newMarks()
	seen.add(root)
	list := []Node{root}
	for i := 0; i < len(list); i++ {
		if list[i].IsLeaf() {
			continue
		}
		for _, a := range f.inner[list[i]].arcs {
			if seen.add(a.To) {
				list = append(list, a.To)
			}
		}
	}
	f.marks.Put(seen)
	slices.SortStableFunc(list, func(a, b Node) int { return f.Column(a) - f.Column(b) })
	return list
}
