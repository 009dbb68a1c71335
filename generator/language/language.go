// Package language is the table of the keys that the files of a site may hold: what each is called, where it stands, what
// its value is, what it means, how it is written, and which rule judges it.
//
//	for _, key := range language.Keys(language.Fact) {
//		fmt.Println(key.Name, key.Type, key.Meaning)
//	}
//
// It is the one place where a key is declared. Package load accepts what stands here and nothing else, and takes its
// examples and its words from here; MEANING.md lists the same keys, and a test compares the two. To add a key, add its line
// here and in MEANING.md, and read it in load; a test of package site then asks what it changes.
//
// Package language knows no file and no noun: it is data.
package language

import (
	"slices"
	"strings"
)

// A Place is a mapping in which keys stand, by the name that MEANING.md gives it.
type Place string

// The places.
const (
	Site        Place = "site.yaml"
	Role        Place = "role"
	Contact     Place = "contact"
	Channel     Place = "channel"
	Window      Place = "window of hours"
	Workload    Place = "workload"
	Playbook    Place = "playbook"
	Fact        Place = "fact"
	Impossible  Place = "impossible"
	Action      Place = "action"
	Grant       Place = "grant"
	Limits      Place = "limits"
	Tell        Place = "tell"
	Duty        Place = "duty"
	Scenario    Place = "scenario"
	Expect      Place = "expect"
	Waiver      Place = "waiver"
	Recognition Place = "recognition"
)

// A Type is what the value of a key is.
type Type string

// The types. Those that hold mappings name the place of their keys in [Key.Of].
const (
	Text       Type = "text"
	Texts      Type = "list of texts"
	Name       Type = "name"
	Names      Type = "list of names"
	Choice     Type = "one of its words"
	YesNo      Type = "yes or no"
	Count      Type = "whole number from 1"
	Number     Type = "number above 0"
	Range      Type = "range of numbers"
	Date       Type = "date"
	Dates      Type = "list of dates"
	Duration   Type = "length of time"
	Clock      Type = "time of the day"
	Days       Type = "days of the week"
	Zone       Type = "time zone"
	Address    Type = "web address"
	OldPaths   Type = "list of old addresses"
	Patterns   Type = "list of file patterns"
	Groups     Type = "list of lists of words"
	Condition  Type = "condition"
	Conditions Type = "names with conditions"
	Titles     Type = "names with titles"
	Values     Type = "facts with values"
	Anchor     Type = "heading of the page"
	Mapping    Type = "mapping"
	List       Type = "list of mappings"
	Named      Type = "names with mappings"
)

// A Need says whether a key may be left out.
type Need int

// The needs.
const (
	Optional Need = iota
	Required
	OneOf // one of the keys of the place that are marked so is required
)

// A Key is one key of the language.
type Key struct {
	Name    string
	Type    Type
	Of      Place    // of the keys inside the value, where it holds mappings
	Words   []string // that may stand for a value: the choices of a choice, or words beside another type, such as "always"
	Need    Need
	Default string // what holds where the key is left out, in words; "" for nothing
	Meaning string // one sentence
	Example string // a line of YAML
	Rule    string // the rule that judges the value, beyond its form; "" for none
	Later   bool   // it belongs to the language, but this version does not read it: it is an error
}

// Keys returns the keys that may stand in a place and are read, in the order in which people look for them.
func Keys(p Place) []Key {
	return slices.DeleteFunc(slices.Clone(All(p)), func(k Key) bool { return k.Later })
}

// All returns the keys of a place, those that this version does not read included.
func All(p Place) []Key {
	for _, s := range sections() {
		if s.place == p {
			return s.keys
		}
	}
	return nil
}

// Places returns every place, from site.yaml to the entries of the recognition page.
func Places() []Place {
	var list []Place
	for _, s := range sections() {
		list = append(list, s.place)
	}
	return list
}

type section struct {
	place Place
	keys  []Key
}

func sections() []section {
	return []section{
		{Site, siteKeys}, {Role, roleKeys}, {Contact, contactKeys}, {Channel, channelKeys()}, {Window, windowKeys}, {Workload, workloadKeys},
		{Playbook, playbookKeys}, {Fact, factKeys}, {Impossible, impossibleKeys}, {Action, actionKeys}, {Grant, grantKeys},
		{Limits, limitsKeys}, {Tell, tellKeys}, {Duty, dutyKeys}, {Scenario, scenarioKeys}, {Expect, expectKeys}, {Waiver, waiverKeys},
		{Recognition, recognitionKeys},
	}
}

// Find returns the key of that name; the zero Key when there is none.
func Find(keys []Key, name string) Key {
	for _, k := range keys {
		if k.Name == name {
			return k
		}
	}
	return Key{}
}

// Below returns the keys that are read in a place, and in the places inside it.
func Below(p Place) []Key {
	var keys []Key
	for _, k := range Keys(p) {
		keys = append(keys, k)
		if k.Of != "" {
			keys = append(keys, Below(k.Of)...)
		}
	}
	return keys
}

// Value returns the example of a key without its name: what to write behind the colon.
func (k Key) Value() string { return strings.TrimPrefix(k.Example, k.Name+": ") }
