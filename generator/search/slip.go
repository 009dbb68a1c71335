package search

// walk calls found for the words of the core that one slip, or two from eight letters on, turn into text: a letter left
// out, put in or replaced, or two neighbours swapped. For a text that is begun it calls found for the words that
// have a beginning of that kind.
//
// It fills the table of edit distances row by row, a row a letter of the word. Words are sorted, so neighbours share
// their first rows; once every entry of a row is beyond the bound, so is every word with that beginning, and all of them
// are passed over. Thus it reads the words as a trie without building one.
func (ix *Index) walk(text string, begun bool, found func(word, slipped int)) {
	t := []rune(text)
	bound := 1
	if len(t) >= 8 {
		bound = 2
	}
	w := walker{text: t, bound: bound, rows: [][]int{make([]int, len(t)+1)}}
	for j := range w.rows[0] {
		w.rows[0][j] = j
	}
	dead := longest + 1 // letters of a beginning that is beyond the bound
	slipped := 0        // a word that shares it has what the one before has of the text, and nothing more
	for i, at := range ix.coreWords {
		if ix.coreCommon[i] < dead {
			w.word = append(w.word[:0], []rune(ix.words[at])...)
			dead = w.read(ix.coreCommon[i])
			switch {
			case begun:
				slipped = w.beginning(dead)
			case dead <= longest:
				slipped = bound + 1
			default:
				slipped = w.distance()
			}
		}
		if slipped > 0 && slipped <= bound {
			found(at, slipped)
		}
	}
}

type walker struct {
	text, word []rune
	bound      int
	rows       [][]int // rows[i][j]: slips between the first i letters of the word and the first j of the text
}

// read fills the rows of a word from a depth on, and returns how many letters were too many, if they were.
func (w *walker) read(from int) int {
	for depth := from; depth < len(w.word); depth++ {
		if w.row(depth) > w.bound {
			return depth + 1
		}
	}
	return longest + 1
}

// row fills the row after a letter of the word, and returns its least entry. Only entries within the bound of the
// diagonal are filled, and the one at either side of them; any other would be beyond the bound.
func (w *walker) row(depth int) int {
	if len(w.rows) < depth+2 {
		w.rows = append(w.rows, make([]int, len(w.text)+1))
	}
	above, row := w.rows[depth], w.rows[depth+1]
	first, after := max(0, depth-w.bound), min(len(w.text), depth+w.bound+1)
	least := w.bound + 1
	if first < len(row) {
		row[first] = depth + 1 // at the edge of the table what it says, elsewhere beyond the bound
	}
	if first == 0 {
		least = depth + 1
	}
	for j := first; j < after; j++ {
		n := above[j]
		if w.text[j] != w.word[depth] {
			n++
		}
		n = min(n, above[j+1]+1, row[j]+1)
		if depth > 0 && j > 0 && w.text[j] == w.word[depth-1] && w.text[j-1] == w.word[depth] {
			n = min(n, w.rows[depth-1][j-1]+1)
		}
		row[j+1] = n
		least = min(least, n)
	}
	if after < len(w.text) {
		row[after+1] = w.bound + 1
	}
	return least
}

// distance returns the slips between the whole word and the whole text, once all rows are filled.
func (w *walker) distance() int {
	if n := len(w.word) - len(w.text); n > w.bound || n < -w.bound {
		return w.bound + 1
	}
	return w.rows[len(w.word)][len(w.text)]
}

// beginning returns the slips between the whole text and the beginning of the word that is nearest to it, of those whose
// rows are filled.
func (w *walker) beginning(dead int) int {
	n := len(w.text)
	least := w.bound + 1
	for i := max(0, n-w.bound); i <= min(n+w.bound, len(w.word), dead); i++ {
		least = min(least, w.rows[i][n])
	}
	return least
}
