package playbook

import (
	"errors"
	"math/big"
	"strings"
)

// maxDigits is the most digits a number may have.
const maxDigits = 30

// The mistakes of [ParseNumber].
var (
	ErrNotANumber    = errors.New("not a number: write digits, with a point before decimals, such as 12 or -0.5")
	ErrTooManyDigits = errors.New("a number has at most 30 digits")
)

// ParseNumber reads -?digits[.digits] exactly. Anything else that looks like a number elsewhere (0x10, 010, 1_000,
// 1e3, +2, .5) is refused, since readers disagree about it.
func ParseNumber(text string) (Number, error) {
	whole, decimals, point := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if !digits(whole) || point && !digits(decimals) || len(whole) > 1 && whole[0] == '0' {
		return Number{}, ErrNotANumber
	}
	if len(whole)+len(decimals) > maxDigits {
		return Number{}, ErrTooManyDigits
	}
	rat, ok := new(big.Rat).SetString(text)
	if !ok {
		return Number{}, ErrNotANumber
	}
	return Number{Text: text, Rat: rat}, nil
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// String returns the number in its shortest form: 0.10 is 0.1.
func (n Number) String() string { return Decimal(n.Rat) }

// Decimal writes an exact decimal without trailing zeros. The value must have a finite decimal form.
func Decimal(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	places, _ := r.FloatPrec()
	return r.FloatString(places)
}

// OnGrid reports whether a value lies on the grid of the fact; every value does when there is none.
func (f *Fact) OnGrid(r *big.Rat) bool {
	if !f.Step.Present() {
		return true
	}
	steps := new(big.Rat).Sub(r, f.Min.Rat)
	return steps.Quo(steps, f.Step.Value.Rat).IsInt()
}

// InRange reports whether a value lies in the range of the fact, ends included.
func (f *Fact) InRange(r *big.Rat) bool { return r.Cmp(f.Min.Rat) >= 0 && r.Cmp(f.Max.Rat) <= 0 }
