package hours

import (
	"cmp"
	"slices"
)

// A Span is the time from an instant up to, but not including, another, in Unix seconds.
type Span struct{ From, Until int64 }

// Spans are stretches of time in order; between any two lies a gap.
type Spans []Span

// join sorts stretches and joins those that meet or overlap; empty ones go.
func join(list []Span) Spans {
	list = slices.DeleteFunc(list, func(s Span) bool { return s.From >= s.Until })
	slices.SortFunc(list, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	joined := list[:0]
	for _, s := range list {
		if last := len(joined) - 1; last >= 0 && s.From <= joined[last].Until {
			joined[last].Until = max(joined[last].Until, s.Until)
		} else {
			joined = append(joined, s)
		}
	}
	return Spans(joined)
}

// And returns the time that lies in both.
func (s Spans) And(other Spans) Spans { return s.Without(s.Without(other)) }

// Within returns the part of the time that lies in a span.
func (s Spans) Within(in Span) Spans {
	var part Spans
	for _, span := range s {
		if from, until := max(span.From, in.From), min(span.Until, in.Until); from < until {
			part = append(part, Span{from, until})
		}
	}
	return part
}

// Covers reports whether an instant lies in the time.
func (s Spans) Covers(at int64) bool {
	_, found := slices.BinarySearchFunc(s, at, func(span Span, at int64) int {
		switch {
		case span.Until <= at:
			return -1
		case span.From > at:
			return 1
		}
		return 0
	})
	return found
}

// Length returns how much time it is, in seconds.
func (s Spans) Length() int64 {
	var sum int64
	for _, span := range s {
		sum += span.Until - span.From
	}
	return sum
}

// Without returns the time that lies in s but not in the other.
func (s Spans) Without(other Spans) Spans {
	var left Spans
	i := 0
	for _, span := range s {
		for i < len(other) && other[i].Until <= span.From {
			i++
		}
		at := span.From
		for j := i; j < len(other) && other[j].From < span.Until; j++ {
			if other[j].From > at {
				left = append(left, Span{at, other[j].From})
			}
			at = max(at, other[j].Until)
		}
		if at < span.Until {
			left = append(left, Span{at, span.Until})
		}
	}
	return left
}
