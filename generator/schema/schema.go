// Package schema judges JSON by a JSON Schema, draft 2020-12, as far as the schemas of remit go.
//
//	for _, problem := range schema.Check(text, document) { … }
//
// It knows the keywords that those schemas use, refuses every other one, and knows no format: it is for showing that what
// remit writes has the form that it promises.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Check returns what is wrong with a document, each with the place as a JSON pointer; none when it conforms. What is wrong
// with the schema itself is reported likewise.
func Check(schema, document []byte) []string {
	root, err := decoded(schema)
	if err != nil {
		return []string{"the schema is no JSON: " + err.Error()}
	}
	value, err := decoded(document)
	if err != nil {
		return []string{"the document is no JSON: " + err.Error()}
	}
	c := checker{root: root}
	c.check(root, value, "")
	return c.problems
}

func decoded(text []byte) (value any, err error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&value); err != nil {
		return nil, err
	}
	if d.More() {
		return nil, fmt.Errorf("there is more than one value")
	}
	return value, nil
}

type checker struct {
	root     any
	problems []string
}

func (c *checker) report(at, format string, args ...any) {
	c.problems = append(c.problems, at+": "+fmt.Sprintf(format, args...))
}

// check judges one value by one schema, keyword by keyword, in the order of their names.
func (c *checker) check(schema, value any, at string) {
	s, ok := schema.(map[string]any)
	if !ok {
		c.report(at, "the schema is no object")
		return
	}
	for _, keyword := range slices.Sorted(maps.Keys(s)) {
		c.keyword(keyword, s, value, at)
	}
}

func (c *checker) keyword(keyword string, s map[string]any, value any, at string) {
	want := s[keyword]
	switch keyword {
	case "$schema", "$id", "$defs", "title", "description":
	case "$ref":
		c.check(c.resolve(want, at), value, at)
	case "type":
		if !isType(value, want) {
			c.report(at, "%s is no %v", brief(value), want)
		}
	case "const":
		if !reflect.DeepEqual(value, want) {
			c.report(at, "%s is not %s", brief(value), brief(want))
		}
	case "enum":
		if list, _ := want.([]any); !slices.ContainsFunc(list, func(w any) bool { return reflect.DeepEqual(value, w) }) {
			c.report(at, "%s is none of %s", brief(value), brief(want))
		}
	case "anyOf":
		c.anyOf(want, value, at)
	case "required", "properties", "additionalProperties":
		if object, ok := value.(map[string]any); ok {
			c.object(keyword, s, object, at)
		}
	case "items", "minItems":
		if list, ok := value.([]any); ok {
			c.list(keyword, want, list, at)
		}
	case "minimum", "minLength", "pattern":
		c.scalar(keyword, want, value, at)
	default:
		c.report(at, "the schema uses %q, which is not known here", keyword)
	}
}

func (c *checker) resolve(ref any, at string) any {
	here := c.root
	path, local := strings.CutPrefix(fmt.Sprint(ref), "#/")
	for _, step := range strings.Split(path, "/") {
		object, ok := here.(map[string]any)
		if here = object[step]; !ok || !local || here == nil {
			c.report(at, "the schema refers to %v, which is not there", ref)
			return map[string]any{}
		}
	}
	return here
}

func (c *checker) anyOf(want, value any, at string) {
	ways, _ := want.([]any)
	for _, way := range ways {
		try := checker{root: c.root}
		if try.check(way, value, at); len(try.problems) == 0 {
			return
		}
	}
	c.report(at, "%s fits none of the %d forms", brief(value), len(ways))
}

func (c *checker) object(keyword string, s, object map[string]any, at string) {
	properties, _ := s["properties"].(map[string]any)
	switch keyword {
	case "required":
		list, _ := s["required"].([]any)
		for _, name := range list {
			if _, ok := object[fmt.Sprint(name)]; !ok {
				c.report(at, "%v is missing", name)
			}
		}
	case "properties":
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			if v, ok := object[name]; ok {
				c.check(properties[name], v, at+"/"+name)
			}
		}
	case "additionalProperties":
		if s[keyword] != false {
			c.report(at, "the schema says additionalProperties other than false")
		}
		for _, name := range slices.Sorted(maps.Keys(object)) {
			if _, known := properties[name]; !known {
				c.report(at, "%s is not known", name)
			}
		}
	}
}

func (c *checker) list(keyword string, want any, list []any, at string) {
	if keyword == "minItems" {
		if less(big.NewRat(int64(len(list)), 1), want) {
			c.report(at, "it has %d items, fewer than %v", len(list), want)
		}
		return
	}
	for i, item := range list {
		c.check(want, item, fmt.Sprintf("%s/%d", at, i))
	}
}

func (c *checker) scalar(keyword string, want, value any, at string) {
	text, isText := value.(string)
	number, isNumber := value.(json.Number)
	switch {
	case keyword == "minimum" && isNumber:
		if n, ok := new(big.Rat).SetString(number.String()); !ok || less(n, want) {
			c.report(at, "%v is less than %v", number, want)
		}
	case keyword == "minLength" && isText:
		if less(big.NewRat(int64(utf8.RuneCountInString(text)), 1), want) {
			c.report(at, "%q is shorter than %v", text, want)
		}
	case keyword == "pattern" && isText:
		if re, err := regexp.Compile(fmt.Sprint(want)); err != nil || !re.MatchString(text) {
			c.report(at, "%q does not match %v", text, want)
		}
	}
}

func less(n *big.Rat, than any) bool {
	bound, ok := new(big.Rat).SetString(fmt.Sprint(than))
	return !ok || n.Cmp(bound) < 0
}

func isType(value, want any) bool {
	switch v := value.(type) {
	case nil:
		return want == "null"
	case bool:
		return want == "boolean"
	case string:
		return want == "string"
	case []any:
		return want == "array"
	case map[string]any:
		return want == "object"
	case json.Number:
		n, ok := new(big.Rat).SetString(v.String())
		return want == "number" || want == "integer" && ok && n.IsInt()
	}
	return false
}

// brief shows a value, cut short.
func brief(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	if len(text) > 60 {
		return string(text[:57]) + "…"
	}
	return string(text)
}
