package decision_test

import "remit/generator/decision"

// verifyPaths checks that the boxes of a test are where it holds, once each, and that too many are refused.
func (tb *table) verifyPaths(test decision.Node, values dense) {
	boxes, all := tb.f.Boxes(test, len(tb.situations))
	if !all {
		tb.t.Fatalf("Boxes: more than there are situations")
	}
	sum := tb.dense(func(i int) int {
		n := 0
		for _, b := range boxes {
			in := true
			for c, cell := range tb.situations[i] {
				in = in && b[c].Has(cell)
			}
			if in {
				n++
			}
		}
		return n
	})
	if sum.text() != values.text() {
		tb.t.Fatalf("Boxes: %v hold situations %v times, want %v (cells %v)", boxes, sum, values, tb.cells)
	}
	if _, all := tb.f.Boxes(test, len(boxes)-1); all && len(boxes) > 0 {
		tb.t.Fatalf("Boxes: %d are not more than %d", len(boxes), len(boxes)-1)
	}
}
