package schema_test

import (
	"strings"
	"testing"

	"remit/generator/schema"
)

const form = `{"$defs": {"name": {"type": "string", "pattern": "^[a-z]+$", "minLength": 2}},
	"type": "object", "required": ["name", "sizes"], "additionalProperties": false, "properties": {
		"name": {"$ref": "#/$defs/name"}, "version": {"const": 1}, "kind": {"enum": ["a", "b"]},
		"sizes": {"type": "array", "minItems": 1, "items": {"type": "integer", "minimum": 0}},
		"maybe": {"anyOf": [{"type": "null"}, {"type": "boolean"}]}}}`

func TestCheck(t *testing.T) {
	for document, want := range map[string]string{
		`{"name": "ab", "sizes": [0, 2.0, 1e2], "version": 1, "kind": "b", "maybe": null}`: "",
		`{"name": "ab", "sizes": [1], "maybe": true}`:                                      "",
		`[]`:                                          ": [] is no object",
		`{"name": "ab"}`:                              ": sizes is missing",
		`{"name": "ab", "sizes": [1], "x": 1}`:        ": x is not known",
		`{"name": "a", "sizes": [1]}`:                 `/name: "a" is shorter than 2`,
		`{"name": "aB", "sizes": [1]}`:                `/name: "aB" does not match ^[a-z]+$`,
		`{"name": "ab", "sizes": []}`:                 "/sizes: it has 0 items, fewer than 1",
		`{"name": "ab", "sizes": [1, -1]}`:            "/sizes/1: -1 is less than 0",
		`{"name": "ab", "sizes": [1.5]}`:              "/sizes/0: 1.5 is no integer",
		`{"name": "ab", "sizes": ["1"]}`:              `/sizes/0: "1" is no integer`,
		`{"name": "ab", "sizes": [1], "version": 2}`:  "/version: 2 is not 1",
		`{"name": "ab", "sizes": [1], "kind": "c"}`:   `/kind: "c" is none of ["a","b"]`,
		`{"name": "ab", "sizes": [1], "maybe": "no"}`: `/maybe: "no" fits none of the 2 forms`,
		`{} {}`: "the document is no JSON: there is more than one value",
	} {
		if got := strings.Join(schema.Check([]byte(form), []byte(document)), "\n"); got != want {
			t.Errorf("%s: %q, want %q", document, got, want)
		}
	}
}

// A keyword that is not known here is a mistake of the schema, never one that is passed over.
func TestCheckRefusesWhatItDoesNotKnow(t *testing.T) {
	for text, want := range map[string]string{
		`{"maxItems": 1}`:              ": the schema uses \"maxItems\", which is not known here",
		`{"$ref": "#/$defs/none"}`:     ": the schema refers to #/$defs/none, which is not there",
		`{"$ref": "other.json"}`:       ": the schema refers to other.json, which is not there",
		`{"additionalProperties": {}}`: ": the schema says additionalProperties other than false",
		`true`:                         ": the schema is no object",
		`{`:                            "the schema is no JSON: unexpected EOF",
	} {
		if got := strings.Join(schema.Check([]byte(text), []byte(`{}`)), "\n"); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
