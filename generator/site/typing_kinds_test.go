package site

import (
	"regexp"
	"strings"
)

// A mistake is one slip of the fingers in a file.
type mistake struct {
	kind    string
	line    int
	was, is string // the line
	text    string // the whole file with the mistake in it
}

// typo is a kind of mistake in one line. It returns what may stand there instead.
type typo struct {
	kind string
	make func(line string) []string
}

// mistakesIn makes every mistake of every kind in a playbook's front matter, or in site.yaml, in the order of the lines.
func mistakesIn(text string, names map[string]bool) []mistake {
	lines := strings.Split(text, "\n")
	from, to := 0, len(lines)
	if lines[0] == "---" {
		from, to = 1, 1
		for lines[to] != "---" {
			to++
		}
	}
	var list []mistake
	for i := from; i < to; i++ {
		if bare := withoutComment(lines[i]); strings.TrimSpace(bare) != "" {
			list = append(list, mistakesAt(lines, i, bare, names)...)
		}
	}
	if from == 1 {
		for _, fence := range []string{"----", "--", " ---", "--- ---", "***", "+++", "", "..."} {
			list = append(list, replaced(lines, "another opening fence", 0, fence), replaced(lines, "another closing fence", to, fence))
		}
	}
	return list
}

func mistakesAt(lines []string, i int, bare string, names map[string]bool) []mistake {
	var list []mistake
	seen := map[string]bool{bare: true}
	rest := strings.TrimPrefix(lines[i], bare)
	for _, t := range append(typosOfNames(names), typos...) {
		for _, is := range t.make(bare) {
			if !seen[is] {
				seen[is] = true
				list = append(list, replaced(lines, t.kind, i, strings.Split(is+rest, "\n")...))
			}
		}
	}
	list = append(list, replaced(lines, "a line is missing", i), replaced(lines, "a line stands twice", i, lines[i], lines[i]))
	if next := lines[i+1]; i+1 < len(lines) && strings.TrimSpace(next) != "" && next != "---" {
		two := replaced(lines, "two lines change places", i, next, lines[i])
		two.text = joinWithout(lines, i, 2, next, lines[i])
		joined := two
		joined.kind, joined.is = "two lines run together", bare+" "+strings.TrimSpace(next)
		joined.text = joinWithout(lines, i, 2, joined.is)
		list = append(list, two, joined)
	}
	return list
}

// replaced is a mistake that puts other lines, or none, in the place of one.
func replaced(lines []string, kind string, i int, by ...string) mistake {
	return mistake{kind, i + 1, lines[i], strings.Join(by, "\n        "), joinWithout(lines, i, 1, by...)}
}

func joinWithout(lines []string, i, count int, by ...string) string {
	all := append(append(append([]string{}, lines[:i]...), by...), lines[i+count:]...)
	return strings.Join(all, "\n")
}

// each replaces every match of an expression, one at a time. With a group, only the group is replaced.
func each(expr string, by ...func(string) string) func(string) []string {
	re := regexp.MustCompile(expr)
	return func(line string) []string {
		var list []string
		for _, m := range re.FindAllStringSubmatchIndex(line, -1) {
			from, to := m[len(m)-2], m[len(m)-1]
			if from < 0 {
				continue
			}
			for _, f := range by {
				list = append(list, line[:from]+f(line[from:to])+line[to:])
			}
		}
		return list
	}
}

// to returns functions that put one text each.
func to(texts ...string) []func(string) string {
	var list []func(string) string
	for _, t := range texts {
		list = append(list, func(string) string { return t })
	}
	return list
}

func dropped(s string) string { return s[:len(s)/2] + s[len(s)/2+1:] }
func doubled(s string) string { return s[:len(s)/2] + s[len(s)/2:len(s)/2+1] + s[len(s)/2:] }
func turned(s string) string {
	i := max(0, len(s)/2-1)
	if len(s) < 2 {
		return s
	}
	return s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:]
}
func initial(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
func hyphened(s string) string {
	return strings.ReplaceAll(s, "_", "-")
}
func apart(s string) string { return strings.ReplaceAll(s, "_", " ") }
func otherNumber(s string) string {
	if rest, many := strings.CutSuffix(s, "s"); many {
		return rest
	}
	return s + "s"
}

const (
	key  = `(?:^\s*(?:- )?|[{,] ?)([a-z][a-z0-9_]*):(?: |$)`
	name = `(?:[\[( ,])([a-z][a-z0-9_]*)(?:[\]) ,}]|$)`
)

// typosOfNames are mistakes in names that something has: a role, a contact, a fact, an option, an action.
func typosOfNames(names map[string]bool) []typo {
	in := func(by ...func(string) string) func(string) []string {
		for i, f := range by {
			by[i] = func(s string) string {
				if names[s] {
					return f(s)
				}
				return s
			}
		}
		return each(name, by...)
	}
	return []typo{
		{"a letter of a name is missing", in(dropped)},
		{"a letter of a name stands twice", in(doubled)},
		{"two letters of a name change places", in(turned)},
		{"a name has a capital", in(initial, strings.ToUpper)},
		{"a name in another number", in(otherNumber)},
		{"a name with hyphens or spaces", in(hyphened, apart)},
		{"a name is missing", in(to("")...)},
		{"a letter of another script", in(func(s string) string { return strings.NewReplacer("o", "о", "a", "а", "e", "е").Replace(s) })},
	}
}

var typos = []typo{
	{"a letter of a key is missing", each(key, dropped)},
	{"a letter of a key stands twice", each(key, doubled)},
	{"two letters of a key change places", each(key, turned)},
	{"a key has a capital", each(key, initial, strings.ToUpper)},
	{"a key in another number", each(key, otherNumber)},
	{"a key with hyphens or spaces", each(key, hyphened, apart)},
	{"a space before the colon", each(`[a-z](:)(?: |$)`, to(" :")...)},
	{"the colon is missing", each(`[a-z](:)(?: |$)`, to("", ";", ".", "=", " ", "：")...)},
	{"no space after the colon", each(`[a-z](: )`, to(":", "::", ":  ", " ")...)},
	{"a key is quoted", each(key, func(s string) string { return `"` + s + `"` })},
	{"the line is indented by one more", each(`^(\s*)`, func(s string) string { return s + " " })},
	{"the line is indented by two more", each(`^(\s*)`, func(s string) string { return s + "  " })},
	{"the line is indented by one less", each(`^( +)`, func(s string) string { return s[1:] })},
	{"the line is indented by two less", each(`^(  +)`, func(s string) string { return s[2:] })},
	{"a tab for the indent", each(`^( +)`, to("\t")...)},
	{"no-break spaces for the indent", each(`^( +)`, func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") })},
	{"the dash is missing", each(`^\s*(- )`, to("", "-", "  ", "* ", "– ", "-- ", "+ ")...)},
	{"a dash too many", each(`^\s*()[a-z]`, to("- ")...)},
	{"a quote is missing", each(`(")`, to("")...)},
	{"another quote", each(`(")`, to("'", "“", "”", "„", "`", "''", `""`)...)},
	{"a quote too many", each(`: ()[^"\[{ ]`, to(`"`, "'")...)},
	{"= for ==", each(` (==|!=|>=|<=|<|>) `, to("=")...)},
	{"another comparison", each(` (==|!=|>=|<=|<|>) `, to("=>", "=<", "<>", "===", "is", "≥", "≤", "≠", "")...)},
	{"a comparison is off by one", each(` (>=|<=|<|>) `, func(s string) string {
		return map[string]string{">=": ">", "<=": "<", "<": "<=", ">": ">="}[s]
	})},
	{"another word for and, or, not, in", each(`[ (](and|or|not|in) `, strings.ToUpper, turned, doubled, func(s string) string {
		return map[string]string{"and": "&", "or": "|", "not": "!", "in": "is"}[s]
	})},
	{"and, or, not, in is missing", each(`[ (]((?:and|or|not|in) )`, to("")...)},
	{"a parenthesis is missing", each(`([()])`, to("")...)},
	{"a bracket is missing", each(`([\[\]{}])`, to("")...)},
	{"another bracket", each(`([\[\]{}])`, to("(", ")", "[[", "]]", "<")...)},
	{"a comma is missing", each(`(, )`, to(" ", "; ", ",", ",, ", ". ", "، ")...)},
	{"a comma too many", each(`[^\[{](?:()[\]}]|()$)`, to(",", ", ")...)},
	{"a comma for the point", each(`\d(\.)\d`, to(",", "", "..")...)},
	{"a digit is missing", each(`(\d+)`, dropped)},
	{"a digit stands twice", each(`(\d+)`, doubled)},
	{"a letter for a digit", each(`([01])`, func(s string) string { return map[string]string{"0": "O", "1": "l"}[s] })},
	{"a sign before a number", each(`[ \[](\d+)`, func(s string) string { return "-" + s }, func(s string) string { return "+" + s })},
	{"another range", each(`\d(\.\.)\d`, to("-", "...", ".", " to ", " .. ", "–")...)},
	{"no unit", each(`\d( (?:min|h|days|months|day|month))\b`, to("")...)},
	{"another unit", each(`\d (min|h|days|months|day|month)\b`, to("m", "mins", "hours", "sec", "weeks", "Min", "d")...)},
	{"no space before the unit", each(`\d( )(?:min|h|days|months)\b`, to("", "\u00a0", "-")...)},
	{"another form of date", each(`(\d{4}-\d\d-\d\d)`, func(s string) string { return strings.ReplaceAll(s, "-", "/") },
		func(s string) string { return s[8:] + "." + s[5:7] + "." + s[:4] }, func(s string) string { return s[2:] },
		func(s string) string { return s[:8] + "32" }, func(s string) string { return s[:5] + "13-01" },
		func(s string) string { return strings.ReplaceAll(s, "-", "–") }, func(s string) string { return s + "T00:00:00Z" },
		func(s string) string { return strings.ReplaceAll(s, "-0", "-") })},
	{"another form of time", each(`"(\d\d:\d\d)"`, func(s string) string { return strings.ReplaceAll(s, ":", ".") },
		func(s string) string { return s[1:] }, func(s string) string { return "25" + s[2:] }, func(s string) string { return s[:3] + "60" },
		func(s string) string { return s + " pm" }, func(s string) string { return s[:2] })},
	{"other days", each(`(mon|tue|wed|thu|fri|sat|sun)\b`, to("Mon", "monday", "mo", "")...)},
	{"another word for yes", each(`: (yes|no)\b`, to("y", "Yes", "true", "on", "false", `"yes"`, "ja", "", "1")...)},
	{"a value is missing", each(`: (.+)$`, to("")...)},
	{"a list for one, one for a list", each(`: ([^\[{"]+|\[.*\])$`, func(s string) string {
		if rest, is := strings.CutPrefix(s, "["); is {
			return strings.TrimSuffix(rest, "]")
		}
		return "[" + s + "]"
	})},
	{"something behind the value", each(`()$`, to(" x", ";", ":", " -", " #x", "#x", "}", "]", " !", " |", " >", "\\")...)},
	{"something before the value", each(`: ()\S`, to("!", "&", "*", "|", "> ", "@", "%", "? ", "- ", "`", "#", "!x ", "~ ", "= ")...)},
	{"a stray fence", each(`^(\s*)`, func(s string) string { return "---\n" + s }, func(s string) string { return s + "---\n" + s },
		func(s string) string { return "--- \n" + s }, func(s string) string { return "...\n" + s })},
	{"a mark of a merge", each(`^()`, to("<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n")...)},
	{"an invisible character", each(`[a-z: ]()[a-z"]`, to("\u200b", "\u00ad", "\u202e")...)},
	{"a no-break space", each(`\S( )\S`, to("\u00a0", "\u3000")...)},
	{"the line is commented out", each(`^()`, to("# ")...)},
	{"the line is broken", each(`\S( )\S`, to("\n", "\n    ")...)},
	{"a word in a text is misspelt", each(`: ([A-Z][A-Za-z ]+)`, dropped)},
}
