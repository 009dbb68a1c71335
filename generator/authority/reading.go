package authority

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"remit/generator/decision"
	"remit/generator/playbook"
	"remit/generator/words"
)

// A Reading is what somebody says of one fact: a value as text, or "?" when it cannot be learnt.
type Reading struct{ Fact, Value string }

// Unknown is the value of a fact that cannot be learnt.
const Unknown = "?"

// A Situation is what is known of the facts of a playbook. [Model.Read] makes one.
type Situation struct {
	readings []Reading // in the order of the facts
	box      decision.Box
	known    map[int]int  // column to cell
	unknown  map[int]bool // columns that cannot be learnt
}

// A ReadingError says what is wrong with a reading and what to write instead.
type ReadingError struct{ Fact, Problem, Hint string }

func (e *ReadingError) Error() string {
	if e.Hint == "" {
		return e.Problem
	}
	return e.Problem + ": " + e.Hint
}

// Read checks readings against the facts of the playbook and returns the situation they describe. The error is a
// [*ReadingError]: a name that is no fact, a value that the fact cannot have, or a fact read twice.
func (m *Model) Read(readings []Reading) (*Situation, error) {
	s := &Situation{box: make(decision.Box, len(m.columns)), known: map[int]int{}, unknown: map[int]bool{}}
	values := map[string]string{}
	for _, r := range readings {
		f := m.fact(r.Fact)
		if f == nil {
			return nil, m.noSuchFact(r.Fact)
		}
		if _, twice := values[r.Fact]; twice {
			return nil, &ReadingError{r.Fact, fmt.Sprintf("fact %q is given twice", r.Fact), "give one value"}
		}
		value, err := checkValue(f, r.Value)
		if err != nil {
			return nil, err
		}
		values[r.Fact] = value
		m.observe(s, f, value)
	}
	for _, f := range slices.Concat(m.Playbook.Facts, m.Site.Facts) {
		if v, ok := values[f.Name.Value]; ok {
			s.readings = append(s.readings, Reading{f.Name.Value, v})
		}
	}
	return s, nil
}

// observe notes a checked value; a fact that no rule tests changes nothing.
func (m *Model) observe(s *Situation, f *playbook.Fact, value string) {
	at, used := m.index[f.Name.Value]
	switch {
	case !used:
	case value == Unknown:
		s.unknown[at] = true
	default:
		cell := m.cellOf(at, value)
		s.known[at] = cell
		s.box[at] = decision.CellsOf(m.forest.Cells(at), cell)
	}
}

// cellOf returns the cell of a value that has been checked.
func (m *Model) cellOf(at int, value string) int {
	f := m.columns[at].fact
	switch f.Kind {
	case playbook.YesNo:
		return map[string]int{"no": 0, "yes": 1}[value]
	case playbook.Choice:
		return f.Option(value)
	}
	n, _ := playbook.ParseNumber(value)
	return m.columns[at].line.Cell(n.Rat)
}

// checkValue returns the value in its usual form.
func checkValue(f *playbook.Fact, value string) (string, error) {
	name := f.Name.Value
	if value == Unknown {
		return value, nil
	}
	switch f.Kind {
	case playbook.YesNo:
		if v, ok := map[string]string{"yes": "yes", "true": "yes", "no": "no", "false": "no"}[value]; ok {
			return v, nil
		}
		return "", &ReadingError{name, fmt.Sprintf("%q is no value of %q", value, name), "write yes or no, or ? when it cannot be learnt"}
	case playbook.Choice:
		if f.Option(value) >= 0 {
			return value, nil
		}
		return "", &ReadingError{name, fmt.Sprintf("%q is no option of %q", value, name), optionHint(f, value)}
	}
	return value, checkNumber(f, value)
}

func optionHint(f *playbook.Fact, value string) string {
	var names []string
	for _, o := range f.Options {
		names = append(names, o.Name.Value)
	}
	hint := "write one of " + strings.Join(names, ", ") + ", or leave the fact out when it is not known"
	if near := words.Nearest(value, names); near != "" {
		hint = fmt.Sprintf("did you mean %q? %s", near, hint)
	}
	return hint
}

func checkNumber(f *playbook.Fact, value string) error {
	name := f.Name.Value
	n, err := playbook.ParseNumber(value)
	if err != nil {
		return &ReadingError{name, fmt.Sprintf("%q is no value of %q: %v", value, name, err), "the unit is left out; " + rangeHint(f)}
	}
	if !f.InRange(n.Rat) {
		return &ReadingError{name, fmt.Sprintf("%s is outside the range of %q", value, name), rangeHint(f)}
	}
	if !f.OnGrid(n.Rat) {
		return &ReadingError{name, fmt.Sprintf("%s is not on the grid of %q", value, name),
			fmt.Sprintf("it goes in steps of %s from %s: the nearest are %s", f.Step.Value.Text, f.Min.Text, nearestOnGrid(f, n.Rat))}
	}
	return nil
}

// nearestOnGrid names the numbers of the grid on both sides of one that lies between them.
func nearestOnGrid(f *playbook.Fact, r *big.Rat) string {
	cell := decision.NewLine(f.Min.Rat, f.Max.Rat, f.Step.Value.Rat, []decision.Cut{{At: r}})
	low := cell.Interval(0, 0)
	if cell.Cells() == 1 {
		return playbook.Decimal(low.High)
	}
	return playbook.Decimal(low.High) + " and " + playbook.Decimal(cell.Interval(1, 1).Low)
}

func rangeHint(f *playbook.Fact) string {
	hint := fmt.Sprintf("write a number from %s to %s", f.Min.Text, f.Max.Text)
	if f.Unit.Present() {
		hint += ", in " + f.Unit.Value
	}
	return hint
}

func (m *Model) noSuchFact(name string) error {
	var names []string
	for _, f := range slices.Concat(m.Playbook.Facts, m.Site.Facts) {
		names = append(names, f.Name.Value)
	}
	hint := "its facts are " + strings.Join(names, ", ")
	if near := words.Nearest(name, names); near != "" {
		hint = fmt.Sprintf("did you mean %q? %s", near, hint)
	}
	return &ReadingError{name, fmt.Sprintf("playbook %q has no fact %q", m.Playbook.ID, name), hint}
}
