package adopt

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// ID makes the id of a playbook from the name of a file: "HighErrorRate.md" becomes "high-error-rate". It is empty when
// the name has nothing that an id can hold.
func ID(file string) string {
	if ext := strings.ToLower(path.Ext(file)); ext == ".md" || ext == ".markdown" {
		file = strings.TrimSuffix(file, path.Ext(file))
	}
	return slug(apart(file), "-")
}

// humps are the places in a word of capitals where another word begins.
var humps = []*regexp.Regexp{regexp.MustCompile(`([a-z0-9])([A-Z])`), regexp.MustCompile(`([A-Z]+)([A-Z][a-z])`)}

func apart(words string) string {
	for _, h := range humps {
		words = h.ReplaceAllString(words, "$1 $2")
	}
	return words
}

var latin = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u", "ß", "ss", "é", "e", "è", "e", "ê", "e", "á", "a", "à", "a",
	"â", "a", "å", "a", "ç", "c", "ñ", "n", "ó", "o", "ø", "o", "ô", "o", "í", "i", "î", "i", "ú", "u", "û", "u", "æ", "ae")

// idle are words that a name does without.
var idle = strings.Fields("a an the is are was were be been has have had its it of to for in on at by if when that this these " +
	"there any all your our you we and or with from as then please check whether verify see will can should may still")

// named makes a name for a fact or an action from at most six of the words that say something.
func named(words string) string {
	all := strings.Fields(slug(strings.ReplaceAll(words, "'", ""), " "))
	kept := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return slices.Contains(idle, w) })
	if len(kept) == 0 {
		kept = all
	}
	name := strings.Join(kept[:min(len(kept), 6)], "_")
	if name != "" && (name[0] < 'a' || name[0] > 'z') {
		name = "of_" + name
	}
	return name
}

// reserved are words that mean something to a condition. One of them alone is not a name.
var reserved = strings.Fields("and or not in yes no true false unknown role all let matches contains if else nil")

// names gives each thing a name of its own.
type names map[string]bool

func (n names) take(name string) string {
	if slices.Contains(reserved, name) || name == "" {
		name = "it_" + name
	}
	unique := name
	for i := 2; n[unique]; i++ {
		unique = name + "_" + strconv.Itoa(i)
	}
	n[unique] = true
	return unique
}

// tidy returns words on one line, without what cannot be seen.
func tidy(words string) string {
	words = strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case unicode.IsControl(c) || unicode.Is(unicode.Cf, c):
			return -1
		}
		return c
	}, words)
	return strings.Join(strings.Fields(words), " ")
}

// shorten cuts words after some characters, at a space where there is one.
func shorten(words string, most int) string {
	runes := []rune(words)
	if len(runes) <= most {
		return words
	}
	cut := string(runes[:most])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}

// safe is text that YAML takes for text wherever it stands.
var safe = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*$`)

// inBrackets writes a list.
func inBrackets(list []string) string {
	var all []string
	for _, s := range list {
		all = append(all, yamlValue(s))
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// slug brings words to lower case, keeps a to z and 0 to 9, and joins them.
func slug(words, with string) string {
	return strings.Join(strings.FieldsFunc(latin.Replace(strings.ToLower(words)), func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9')
	}), with)
}

// yamlValue writes a text as a value of YAML, in quotes unless every reader takes it for text without.
func yamlValue(s string) string {
	words := strings.Fields("y n yes no true false on off null")
	if safe.MatchString(s) && !slices.Contains(words, strings.ToLower(s)) {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
