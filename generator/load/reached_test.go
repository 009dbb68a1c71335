package load

import (
	"math/big"
	"reflect"
	"sort"
	"time"

	"remit/generator/diagnostic"
	"remit/generator/frontmatter"
	"remit/generator/playbook"
	"remit/generator/source"
)

// A stretch is a part of a text.
type stretch struct{ start, end int }

// A reached is what became of one file: the words that arrived in the library, by their places, and what was found.
type reached struct {
	file    *source.File
	words   []stretch // of a value: a text, a date, a condition
	nouns   []stretch // of a thing that was read as a whole: an action, a duty
	errors  []stretch // of a finding or a place related to it
	broken  []stretch // of those errors that say where reading stopped
	shown   string    // the title and the prose of a page
	missing string    // what is said of unknown names
	full    bool      // there were too many mistakes to list
}

// reachedIn looks at a library from outside: by the places that its nouns carry, whatever their fields are called.
func reachedIn(lib *playbook.Library, file *source.File, found []diagnostic.Diagnostic) *reached {
	r := &reached{file: file}
	seen := map[any]bool{}
	r.look(reflect.ValueOf(lib.Site), seen)
	for _, p := range lib.Playbooks {
		r.look(reflect.ValueOf(*p), seen)
	}
	for _, th := range lib.Thanks {
		r.look(reflect.ValueOf(*th), seen)
	}
	for _, d := range found {
		r.full = r.full || d.Rule == "too_large" || d.Rule == "misplaced_playbook" // a finding about all of the file
		at := r.place(&r.errors, d.Span)
		if at && (d.Rule == "syntax" || d.Rule == "merge_conflict") {
			r.breaks(d.Span)
		}
		if at && d.Rule == "unknown_name" {
			r.missing += d.Message + "\n"
		}
		for _, other := range d.Related {
			r.place(&r.errors, other.Span)
		}
	}
	for _, list := range [][]stretch{r.words, r.nouns, r.errors} {
		sort.Slice(list, func(i, j int) bool { return list[i].start < list[j].start })
	}
	return r
}

// breaks notes where reading stopped. Readers of YAML may notice that a line is broken only at the next one.
func (r *reached) breaks(at source.Span) {
	begin := at.Start
	for lines := 0; begin > 0; begin-- {
		if r.file.Text[begin-1] == '\n' {
			if lines++; lines == 2 {
				break
			}
		}
	}
	if first := len(frontmatter.LineAt(r.file.Text, 0)); begin < first && r.file.Path != siteFile {
		begin = min(first, at.Start) // the line before the first key is a fence
	}
	r.broken = append(r.broken, stretch{begin, at.End})
	r.errors = append(r.errors, stretch{begin, at.End})
}

func (r *reached) place(list *[]stretch, at source.Span) bool {
	if at.IsZero() || at.Path() != r.file.Path {
		return false
	}
	*list = append(*list, stretch{at.Start, at.End})
	return true
}

var (
	spanType = reflect.TypeFor[source.Span]()
	opaque   = []reflect.Type{reflect.TypeFor[source.File](), reflect.TypeFor[big.Rat](), reflect.TypeFor[time.Location](), reflect.TypeFor[playbook.Body]()}
)

// look walks through a value of the library. A span beside a value is that of the value; any other is that of a noun.
func (r *reached) look(v reflect.Value, seen map[any]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || seen[v.Interface()] {
			return
		}
		seen[v.Interface()] = true
		r.look(v.Elem(), seen)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			r.look(v.Index(i), seen)
		}
	case reflect.Struct:
		r.fields(v, seen)
	}
}

func (r *reached) fields(v reflect.Value, seen map[any]bool) {
	for _, t := range opaque {
		if v.Type() == t {
			return
		}
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch {
		case f.Type != spanType:
			r.look(v.Field(i), seen)
		case v.Type() == reflect.TypeFor[playbook.Playbook]() && f.Name == "Span":
		case f.Name != "Span" || v.FieldByName("Value").IsValid() || v.FieldByName("Expr").IsValid() || v.FieldByName("Windows").IsValid():
			r.place(&r.words, v.Field(i).Interface().(source.Span))
		default:
			r.place(&r.nouns, v.Field(i).Interface().(source.Span))
		}
	}
}

// touched reports whether one of the places has something in common with the stretch from start to end.
func touched(list []stretch, start, end int) bool {
	for _, s := range list {
		if s.start > end {
			return false
		}
		if s.start < end && s.end > start || s.start >= start && s.start <= max(start, end-1) || s.start <= start && start < s.end {
			return true
		}
	}
	return false
}
