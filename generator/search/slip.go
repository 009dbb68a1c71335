package search

// walk calls found for the words that one slip, or two from eight letters on, turn into text: a letter left out, put in
// or replaced, or two neighbours swapped.
//
// It fills the table of edit distances row by row, a row a letter of the word. Words are sorted, so neighbours share
// their first rows; once every entry of a row is beyond the bound, so is every word with that beginning, and all of them
// are passed over. Thus it reads the words as a trie without building one.
func (ix *Index) walk(text string, found func(word, slipped int)) {
	t := []rune(text)
	bound := 1
	if len(t) >= 8 {
		bound = 2
	}
	w := walker{text: t, rows: [][]int{make([]int, len(t)+1)}}
	for j := range w.rows[0] {
		w.rows[0][j] = j
	}
	dead := longest + 1 // letters of a beginning that is beyond the bound
	for i, word := range ix.words {
		if ix.common[i] >= dead {
			continue
		}
		w.word = append(w.word[:0], []rune(word)...)
		dead = longest + 1
		for depth := ix.common[i]; depth < len(w.word); depth++ {
			if w.row(depth) > bound {
				dead = depth + 1
				break
			}
		}
		if slipped := w.distance(); dead > longest && slipped > 0 && slipped <= bound {
			found(i, slipped)
		}
	}
}

type walker struct {
	text, word []rune
	rows       [][]int // rows[i][j]: slips between the first i letters of the word and the first j of the text
}

// row fills the row after a letter of the word, and returns its least entry.
func (w *walker) row(depth int) int {
	if len(w.rows) < depth+2 {
		w.rows = append(w.rows, make([]int, len(w.text)+1))
	}
	above, row := w.rows[depth], w.rows[depth+1]
	row[0] = depth + 1
	least := row[0]
	for j, c := range w.text {
		n := above[j]
		if c != w.word[depth] {
			n++
		}
		n = min(n, above[j+1]+1, row[j]+1)
		if depth > 0 && j > 0 && c == w.word[depth-1] && w.text[j-1] == w.word[depth] {
			n = min(n, w.rows[depth-1][j-1]+1)
		}
		row[j+1] = n
		least = min(least, n)
	}
	return least
}

// distance returns the slips between the whole word and the whole text, once all rows are filled.
func (w *walker) distance() int {
	if len(w.rows) <= len(w.word) {
		return len(w.text) + len(w.word)
	}
	return w.rows[len(w.word)][len(w.text)]
}
