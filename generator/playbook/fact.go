package playbook

import (
	"math/big"

	"remit/generator/source"
)

// A Kind is the type of a fact.
type Kind int

// The kinds of facts.
const (
	YesNo Kind = iota
	Choice
	Numeric
)

// String returns the kind in words.
func (k Kind) String() string { return [...]string{"yes/no", "choice", "number"}[k] }

// A Fact is a typed statement that a responder can observe.
type Fact struct {
	Name Text
	Ask  Text
	Look Text // an address, or words that say where to look
	Kind Kind

	Options  []Option      // of a choice, in the order of the file
	Unit     Text          // of a number
	Min, Max Number        // of a number, inclusive
	Step     Given[Number] // the grid, counted from Min; not present: continuous
	Worse    Worse
	Span     source.Span
}

// Option returns the index of an option, or -1.
func (f *Fact) Option(name string) int {
	for i, o := range f.Options {
		if o.Name.Value == name {
			return i
		}
	}
	return -1
}

// An Option is one value of a choice.
type Option struct{ Name, Title Text }

// Worse tells in which direction a fact gets worse.
type Worse int

// The directions. Higher is for numbers and Later for choices; both mean towards the end of the domain.
const (
	WorseUnsaid Worse = iota
	WorseHigher
	WorseLower
)

// A Number is an exact decimal with the text it was written as.
type Number struct {
	Text string
	Rat  *big.Rat
}

// A Condition is a test of facts with its place. The zero Condition was not written and always holds.
type Condition struct {
	Expr *Expr
	Span source.Span // of the whole condition in the file
}

// Present reports whether a condition was written.
func (c Condition) Present() bool { return c.Expr != nil }

// Op is what an expression does.
type Op int

// The operations of the condition language. Inequality and "not in" are [Not] of [In] or [Within].
const (
	And    Op = iota // all of Args
	Or               // one of Args or more
	Not              // Args[0] does not hold
	Truth            // the yes/no fact, condition or trigger Name holds
	In               // the choice Name is one of Options
	Within           // the number Name lies between Low and High
)

// An Expr is a condition as a tree.
type Expr struct {
	Op      Op
	Args    []*Expr
	Name    string
	Options []string // of In, in the order written; may be empty: such a test never holds
	Low     *Bound   // of Within; nil for no bound
	High    *Bound
	Span    source.Span
}

// A Bound is one end of an interval of numbers.
type Bound struct {
	Number    Number
	Inclusive bool
	Span      source.Span
}
