package load

import (
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"remit/generator/channel"
	"remit/generator/frontmatter"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

var (
	number  = regexp.MustCompile(`^[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|\.[0-9][0-9_]*([eE][-+]?[0-9]+)?|\.(inf|Inf|INF))$|^\.(nan|NaN|NAN)$`)
	sixties = regexp.MustCompile(`^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$`)
	instant = regexp.MustCompile(`^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?$`)
)

// choice reads one of a few words.
func (t *table) choice(key string) playbook.Text {
	choices := t.declared(key).Words
	text := t.word(key)
	if !text.Present() {
		return text
	}
	for _, w := range choices {
		if w == text.Value {
			return text
		}
	}
	help := "write " + frontmatter.OrList(choices)
	if near := words.Nearest(strings.ToLower(text.Value), choices); near != "" {
		help = fmt.Sprintf("did you mean %s? It is one of %s", words.Quote(near), frontmatter.OrList(choices))
	}
	t.r.Report("wrong_type", text.Span, help, "%s cannot be %s", t.named(key), words.Quote(text.Value))
	return playbook.Text{}
}

// yesNo reads yes, no, true or false.
func (t *table) yesNo(key string) playbook.Given[bool] {
	n := t.node(key)
	if n == nil {
		return playbook.Given[bool]{}
	}
	text := t.r.word(n, t.named(key), "yes or no")
	value, ok := yes(text.Value)
	if text.Present() && !ok {
		t.r.Report("wrong_type", text.Span, "write yes or no", "%s is yes or no, not %s", t.named(key), words.Quote(text.Value))
		return playbook.Given[bool]{}
	}
	return playbook.Given[bool]{Value: value, Span: text.Span}
}

func yes(word string) (value, ok bool) {
	switch word {
	case "yes", "true":
		return true, true
	case "no", "false":
		return false, true
	}
	return false, false
}

// maxCount is the greatest number of times that a limit may allow.
const maxCount = 1_000_000

// count reads a whole number from 1.
func (t *table) count(key string) playbook.Given[int] {
	n := t.node(key)
	if n == nil {
		return playbook.Given[int]{}
	}
	text := t.r.word(n, t.named(key), "a whole number")
	if !text.Present() {
		return playbook.Given[int]{}
	}
	number, err := playbook.ParseNumber(text.Value)
	value, err2 := strconv.Atoi(text.Value)
	if err != nil || err2 != nil || number.Rat.Sign() <= 0 || value > maxCount {
		t.r.Report("wrong_type", text.Span, "write a whole number from 1, in digits", "%s is a whole number, not %s", t.named(key), words.Quote(text.Value))
		return playbook.Given[int]{}
	}
	return playbook.Given[int]{Value: value, Span: text.Span}
}

// address reads an absolute web address.
func (t *table) address(key string) playbook.Text {
	text := t.text(key)
	if !text.Present() {
		return text
	}
	u := channel.WebAddress(text.Value)
	if i := channel.Unfit(text.Value); i >= 0 {
		t.r.unfit(t.named(key), text, i)
		return playbook.Text{}
	}
	if u == nil || strings.ContainsAny(text.Value, "?#'") {
		t.r.Report("wrong_type", text.Span, "write a whole address such as https://example.github.io/playbooks/, without ? and #", "%s is not a web address: %s", t.named(key), words.Quote(text.Value))
		return playbook.Text{}
	}
	return text
}

// unfit reports an address with a character that none holds as it is; i is its place in the text.
func (r *reader) unfit(what string, text playbook.Text, i int) {
	c, _ := utf8.DecodeRuneInString(text.Value[i:])
	name := words.Quote(string(c))
	if c == ' ' || !unicode.IsGraphic(c) || unicode.IsSpace(c) {
		name = fmt.Sprintf("the character U+%04X", c)
	}
	r.Report("wrong_type", text.Span, "copy the address as the browser shows it; inside an address such a character is written "+url.QueryEscape(string(c)),
		"%s is not a web address: it holds %s", what, name)
}

// zone reads the name of a time zone.
func (t *table) zone(key string) playbook.Given[*time.Location] {
	text := t.word(key)
	if !text.Present() {
		return playbook.Given[*time.Location]{}
	}
	zone, err := time.LoadLocation(text.Value)
	if err != nil || text.Value == "Local" {
		t.r.Report("unknown_name", text.Span, "write a name of the IANA database, such as Europe/London, America/New_York or UTC", "there is no time zone %s", words.Quote(text.Value))
		return playbook.Given[*time.Location]{}
	}
	return playbook.Given[*time.Location]{Value: zone, Span: text.Span}
}

// title reads the title of a thing; one without a title is called by its name.
func (t *table) title(name playbook.Text) playbook.Text {
	title := t.text("title")
	if !title.Present() {
		title.Value = asWords(name.Value)
	}
	return title
}

// span returns the place of a named thing: from its name to the end of what is said of it.
func span(place source.Span, t *table) source.Span {
	place.End = max(place.End, t.span.End)
	return place
}

// asWords makes a heading of a name: "roll_back" becomes "Roll back".
func asWords(name string) string { return words.Capital(playbook.Words(name)) }

// belowSite reports an address that is none below the site.
func (r *reader) belowSite(address playbook.Text) bool {
	good := len(playbook.AliasFiles(address.Value)) > 0
	if !good {
		r.Report("wrong_type", address.Span, "write the path below the site's address, such as /runbooks/checkout-5xx/", "%s is not an address below this site", words.Quote(address.Value))
	}
	return good
}

// text reads one line or more of text.
func (t *table) text(key string) playbook.Text {
	n := t.node(key)
	if n == nil {
		return playbook.Text{}
	}
	return t.r.text(n, t.named(key))
}

// texts reads a list of texts.
func (t *table) texts(key string) []playbook.Text {
	var list []playbook.Text
	for _, item := range t.list(key) {
		if text := t.r.text(item, "an entry of "+t.named(key)); text.Present() {
			list = append(list, text)
		}
	}
	return list
}

// text reads a text. A word that YAML 1.1 or YAML 1.2 takes for something else than text is refused, since the next
// reader of the file may be of the other mind.
func (r *reader) text(n *frontmatter.Node, what string) playbook.Text {
	switch {
	case n.Broken:
		return playbook.Text{}
	case n.Kind != frontmatter.ScalarNode:
		r.notA(n, what, "a text")
		return playbook.Text{}
	case strings.TrimSpace(n.Text) == "":
		r.emptyValue(n, what, "a text")
		return playbook.Text{}
	}
	if i := strings.IndexFunc(n.Text, invisible); i >= 0 {
		c, _ := utf8.DecodeRuneInString(n.Text[i:])
		r.Report("wrong_type", r.Span(n), "delete its escape", "%s holds the invisible character U+%04X", what, c)
		return playbook.Text{}
	}
	if as := otherThanText(n.Text); !n.Quoted && as != "" {
		r.Report("wrong_type", r.Span(n), "put it in quotes: "+frontmatter.YAMLQuoted(n.Text), "%s is text, but YAML takes %s for %s", what, words.Quote(n.Text), as)
		return playbook.Text{}
	}
	return playbook.Text{Value: strings.TrimSpace(n.Text), Span: r.Span(n)}
}

// invisible reports whether a character has no place in a text: it could hide a part of it.
func invisible(c rune) bool {
	return unicode.IsControl(c) && c != '\n' && c != '\t' || c == 0xFEFF || frontmatter.BidiName(c) != ""
}

// otherThanText says what a scalar without quotes is to YAML 1.1 or 1.2, or "" when both take it for text.
func otherThanText(s string) string {
	switch s {
	case "~", "null", "Null", "NULL":
		return "nothing at all"
	case "=":
		return "a default value"
	case "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE",
		"on", "On", "ON", "off", "Off", "OFF":
		return "yes or no"
	}
	if c := s[0]; (c < '0' || c > '9') && c != '+' && c != '-' && c != '.' {
		return ""
	}
	switch {
	case number.MatchString(s):
		return "a number"
	case sixties.MatchString(s) && s[0] != '0':
		return "a number to the base 60"
	case instant.MatchString(s):
		return "a date"
	}
	return ""
}

// names reads a list of names. An empty list is a mistake unless none is allowed.
func (t *table) names(key string, none bool) []playbook.Text {
	n := t.node(key)
	if n != nil && n.Kind == frontmatter.ListNode && len(n.Items) == 0 && !n.Broken && !none {
		t.r.Report("wrong_type", t.r.Span(n), "write "+key+": "+t.example(key), "%s is empty", t.named(key))
	}
	var list []playbook.Text
	for _, item := range t.list(key) {
		if name := t.r.word(item, "an entry of "+t.named(key), "a name"); name.Present() {
			list = append(list, name)
		}
	}
	return list
}

// listDue reads a list that must hold something.
func (t *table) listDue(key string) []*frontmatter.Node {
	items := t.list(key)
	if n := t.node(key); n != nil && n.Kind == frontmatter.ListNode && len(items) == 0 && !n.Broken {
		t.r.Report("wrong_type", t.r.Span(n), "write "+key+": "+t.example(key), "%s is empty", t.named(key))
	}
	return items
}

// list returns the items of a list; a single value must be written as a list of one.
func (t *table) list(key string) []*frontmatter.Node {
	n := t.node(key)
	switch {
	case n == nil:
		return nil
	case n.Kind == frontmatter.ListNode:
		return n.Items
	case n.Kind == frontmatter.ScalarNode && !n.Empty() && !n.Broken && n.Text != "all" && n.Text != "none":
		t.r.Report("wrong_type", t.r.Span(n), fmt.Sprintf("write %s: [%s]", key, t.r.Source(n)), "%s is a list, not %s", t.named(key), t.r.shape(n))
	default:
		t.r.notA(n, t.named(key), "a list: "+key+": "+t.example(key))
	}
	return nil
}

// word reads a single word that must be a name.
func (t *table) word(key string) playbook.Text {
	n := t.node(key)
	if n == nil {
		return playbook.Text{}
	}
	return t.r.word(n, t.named(key), "a name")
}

// word reads a single word of a fixed set, or one with a grammar of its own, such as a name or a date. Here quotes make
// no difference: what is due is known.
func (r *reader) word(n *frontmatter.Node, what, due string) playbook.Text {
	switch {
	case n.Broken:
	case n.Kind != frontmatter.ScalarNode:
		r.notA(n, what, due)
	case strings.TrimSpace(n.Text) == "":
		r.emptyValue(n, what, due)
	default:
		return playbook.Text{Value: strings.TrimSpace(n.Text), Span: r.Span(n)}
	}
	return playbook.Text{}
}

// some reports whether a key was written and holds something, or could not be read.
func (t *table) some(key string) bool {
	n := t.node(key)
	return n != nil && (n.Broken || n.Empty() || len(n.Pairs)+len(n.Items) > 0 || n.Text != "")
}
