package site

import (
	"fmt"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"remit/generator/playbook"
	"remit/generator/source"
)

// heard is everything that reached the library, places left out: each value by the path of its field.
type heard struct {
	values map[string]string
	words  map[string]int // of what somebody wrote: names, texts, numbers, dates
	bans   int            // prohibitions: unless, allow: none, impossible
	seen   map[any]bool   // what an action lends to its grants is walked once
}

func heardBy(l *playbook.Library) *heard {
	s := &heard{values: map[string]string{}, words: map[string]int{}, seen: map[any]bool{}}
	s.walk("site", reflect.ValueOf(l.Site))
	for _, p := range l.Playbooks {
		s.walk("playbook "+p.ID, reflect.ValueOf(p))
		s.bans += bansOf(p)
	}
	for _, p := range l.Pages {
		s.walk("page "+p.Address, reflect.ValueOf(p))
	}
	return s
}

func bansOf(p *playbook.Playbook) int {
	bans := len(p.Impossible)
	for _, a := range p.Actions {
		bans += one(a.Unless.Present()) + one(!a.Reserved.IsZero())
		for _, g := range a.Grants {
			bans += one(g.Unless.Present() && g.Unless.Span != a.Unless.Span)
		}
	}
	return bans
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// put notes a value; what somebody wrote is words, too.
func (s *heard) put(path, value string, written bool) {
	s.values[path] = value
	if written {
		for _, w := range wordsIn(value) {
			s.words[w]++
		}
	}
}

func (s *heard) walk(path string, v reflect.Value) {
	switch x := v.Interface().(type) {
	case *source.File:
		return
	case source.Span:
		if !x.IsZero() && (strings.HasSuffix(path, ".Always") || strings.HasSuffix(path, ".Reserved")) {
			s.put(path, "said", false)
		}
		return
	case *time.Location:
		s.put(path, fmt.Sprint(x), x != nil)
		return
	case *big.Rat:
		s.put(path, fmt.Sprint(x), false)
		return
	case playbook.Window:
		s.put(path, fmt.Sprintf("%v %02d:%02d %02d:%02d %v", x.Days, x.From/60, x.From%60, x.To/60, x.To%60, x.Zone), false)
		return
	case playbook.Date, playbook.Duration:
		s.put(path, fmt.Sprint(x), true)
		return
	case playbook.Body:
		s.put(path+".HTML", x.HTML, false)
		return
	}
	s.inside(path, v)
}

func (s *heard) inside(path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !s.seen[v.Interface()] {
			s.seen[v.Interface()] = true
			s.walk(path, v.Elem())
		}
	case reflect.Struct:
		if span := v.FieldByName("Span"); v.FieldByName("Value").IsValid() && span.IsValid() && span.Interface().(source.Span).IsZero() {
			return // not written
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				s.walk(path+"."+f.Name, v.Field(i))
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			s.walk(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
		}
	case reflect.String:
		s.put(path, v.String(), !strings.HasSuffix(path, ".ID"))
	case reflect.Bool:
		s.put(path, map[bool]string{true: "yes", false: "no"}[v.Bool()], false)
	default:
		s.put(path, fmt.Sprint(v.Interface()), v.Type() == reflect.TypeFor[int]())
	}
}

var word = regexp.MustCompile(`[\p{L}\p{N}_]+`)

// wordsIn are the words and numbers of a text, numbers without what may stand before or after them.
func wordsIn(text string) []string {
	list := word.FindAllString(text, -1)
	for i, w := range list {
		if short := strings.TrimLeft(w, "0"); short != "" && strings.Trim(w, "0123456789") == "" {
			list[i] = short
		}
	}
	return list
}

// countWords counts the words of a file. A line that is a comment, and what a comment adds to a line, is no part of it.
func countWords(text string) map[string]int {
	n := map[string]int{}
	for line := range strings.Lines(text) {
		for _, w := range wordsIn(withoutComment(line)) {
			n[w]++
		}
	}
	return n
}

var comment = regexp.MustCompile(`(^|\s)#+(\s.*)?$`)

func withoutComment(line string) string {
	return comment.ReplaceAllString(strings.TrimRight(line, "\n"), "")
}

// lacks returns the words that stand in one count more often than in another.
func lacks(in, than map[string]int) map[string]int {
	n := map[string]int{}
	for w, c := range in {
		if c > than[w] {
			n[w] = c - than[w]
		}
	}
	return n
}

// beyond returns the words of one count that are not covered by another, sorted.
func beyond(these, those map[string]int) []string {
	var list []string
	for w := range lacks(these, those) {
		list = append(list, w)
	}
	slices.Sort(list)
	return list
}

// changed returns the paths at which two libraries differ, without the numbers of lists.
func changed(was, is *heard) []string {
	var list []string
	for path, v := range was.values {
		if is.values[path] != v {
			list = append(list, plainPath(path))
		}
	}
	for path, v := range is.values {
		if _, had := was.values[path]; !had && v != "" {
			list = append(list, plainPath(path))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// inAnyOrder returns the values of a library, sorted, without the numbers of lists.
func (s *heard) inAnyOrder() []string {
	var list []string
	for path, v := range s.values {
		list = append(list, plainPath(path)+" "+v)
	}
	slices.Sort(list)
	return list
}

var number = regexp.MustCompile(`\[\d+\]`)

func plainPath(path string) string {
	_, path, _ = strings.Cut(path, ".")
	return number.ReplaceAllString(path, "")
}
