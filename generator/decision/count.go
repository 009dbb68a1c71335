package decision

import (
	"math/big"
	"slices"
)

// Counts returns, for every leaf value that can be reached, how many cells of the whole table reach it, exactly.
func (f *Forest) Counts(root Node) map[int]*big.Int {
	ways := map[Node]*big.Int{root: f.between(0, f.Column(root))}
	counts := map[int]*big.Int{}
	for _, n := range f.topological(root) {
		if n.IsLeaf() {
			counts[n.Value()] = ways[n]
			continue
		}
		column, start := f.inner[n].column, 0
		for _, a := range f.inner[n].arcs {
			more := new(big.Int).Mul(ways[n], big.NewInt(int64(a.End-start)))
			more.Mul(more, f.between(column+1, f.Column(a.To)))
			if sum := ways[a.To]; sum != nil {
				sum.Add(sum, more)
			} else {
				ways[a.To] = more
			}
			start = a.End
		}
	}
	return counts
}

// between returns how many ways there are to choose cells for the columns from, up to but not including to.
func (f *Forest) between(from, to int) *big.Int {
	product := big.NewInt(1)
	for _, n := range f.cells[from:to] {
		product.Mul(product, big.NewInt(int64(n)))
	}
	return product
}

// topological returns the nodes below root, root first, each before those it leads to, leaves last.
func (f *Forest) topological(root Node) []Node {
	seen := map[Node]bool{root: true}
	list := []Node{root}
	for i := 0; i < len(list); i++ {
		if list[i].IsLeaf() {
			continue
		}
		for _, a := range f.inner[list[i]].arcs {
			if !seen[a.To] {
				seen[a.To] = true
				list = append(list, a.To)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Node) int { return f.Column(a) - f.Column(b) })
	return list
}

// Nodes returns the nodes of a diagram, root first, each before those it leads to.
func (f *Forest) Nodes(root Node) []Node { return f.topological(root) }
