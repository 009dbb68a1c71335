package page

import (
	"bytes"
	"html"
	"net/url"
	"path"
	"slices"
	"strings"

	"remit/generator/channel"
)

// A resettler moves the inside of a page into another page: it renames its ids, turns its links, lowers its headings, puts
// its pictures in, and leaves out what only its script uses. It reads markup that package page has written or let pass,
// tag by tag, as a browser does.
type resettler struct {
	*pocket
	from      string // the pocket copy in which the page will stand
	address   string // where the page stands now
	title     string // of the page
	questions bool   // whether all its questions come along

	out  strings.Builder
	skip []string // the elements whose end is awaited, the outermost first; what is inside them is left out
}

// deeper is how many levels the headings of a page go down: the copy and the part that it stands in are above it.
const deeper = 2

func (r *resettler) resettle(page string) string {
	for page != "" {
		text, rest, more := strings.Cut(page, "<")
		if len(r.skip) == 0 {
			r.out.WriteString(text)
		}
		if !more {
			break
		}
		if rest == "" || rest[0] != '/' && !isLetter(rest[0]) {
			if page = rest; len(r.skip) == 0 {
				r.out.WriteString("&lt;")
			}
			continue
		}
		end := tagEnd(rest)
		r.tag(rest[:end])
		page = rest[min(end+1, len(rest)):]
	}
	return r.out.String()
}

// tagEnd is where a tag ends; a > in quotes does not end it.
func tagEnd(s string) int {
	var quote byte
	for i := range len(s) {
		switch {
		case quote != 0 && s[i] == quote:
			quote = 0
		case quote != 0:
		case s[i] == '"' || s[i] == '\'':
			quote = s[i]
		case s[i] == '>':
			return i
		}
	}
	return len(s)
}

// tag writes what becomes of a tag, given without its brackets.
func (r *resettler) tag(tag string) {
	name, rest := tag, ""
	if i := strings.IndexAny(tag, " \t\r\n"); i >= 0 {
		name, rest = tag[:i], tag[i:]
	}
	name, closing := strings.CutPrefix(strings.ToLower(name), "/")
	attributes := attributesOf(rest)
	if n := len(r.skip); n > 0 {
		switch {
		case closing && name == r.skip[n-1]:
			r.skip = r.skip[:n-1]
		case !closing && name == r.skip[n-1]:
			r.skip = append(r.skip, name)
		}
		return
	}
	if !closing && r.left(name, attributes) {
		r.skip = append(r.skip, name)
		r.tree(attributes)
		return
	}
	if len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6' {
		name = "h" + itoa(min(int(name[1]-'0')+deeper, 6))
	}
	if closing {
		r.out.WriteString("</" + name + ">")
		return
	}
	r.open(name, attributes, strings.HasSuffix(strings.TrimSpace(rest), "/"))
}

// left reports whether an element is left out: wording for scripts, the contents of a page, since the copy has its own, the
// question that leads to all others, and the picture of those.
func (r *resettler) left(name string, attributes []attr) bool {
	return name == "template" || name == "form" || name == "nav" || slices.Contains(attributes, firstQuestion) || slices.Contains(attributes, attr{"class", "glance"})
}

// firstQuestion is the class of the one question that a playbook's page has without a script.
var firstQuestion = attr{"class", "walk-static"}

// tree puts all questions where the first one stood, if there is room for them. They are the end of their own page.
func (r *resettler) tree(attributes []attr) {
	address := strings.TrimSuffix(r.address, ".html") + questionsEnd
	from := bytes.Index(r.main[address], []byte(`<div class="tree">`))
	if !r.questions || from < 0 || !slices.Contains(attributes, firstQuestion) {
		return
	}
	all := bytes.TrimSuffix(bytes.TrimSpace(r.main[address][from:]), []byte("</div>"))
	inner := resettler{pocket: r.pocket, from: r.from, address: address}
	r.out.WriteString(inner.resettle(string(all)))
}

func (r *resettler) open(name string, attributes []attr, empty bool) {
	if name == "img" && r.absent(attributes) {
		return
	}
	r.out.WriteString("<" + name)
	for _, a := range attributes {
		value, keep := r.value(name, a)
		if !keep {
			continue
		}
		if a.name == "aria-label" && (name == "aside" || slices.Contains(attributes, attr{"role", "region"})) {
			value += " (" + r.title + ")" // other pages have landmarks of this name
		}
		r.out.WriteString(" " + a.name)
		if value != "" {
			r.out.WriteString(`="` + html.EscapeString(value) + `"`)
		}
	}
	if empty {
		r.out.WriteString("/")
	}
	r.out.WriteString(">")
}

// value is what becomes of the value of an attribute, and whether it stays.
func (r *resettler) value(element string, a attr) (string, bool) {
	switch a.name {
	case "id", "for":
		return r.named(a.value), true
	case "aria-labelledby", "aria-describedby", "aria-controls", "headers":
		names := strings.Fields(a.value)
		for i := range names {
			names[i] = r.named(names[i])
		}
		landmark := a.name == "aria-labelledby" && element == "section" // every page has the same ones, so none leads anywhere
		return strings.Join(names, " "), !landmark
	case "href":
		if element == "use" {
			return a.value, true
		}
		leads := r.turned(a.value)
		return leads, leads != ""
	case "src":
		return r.picture(a.value)
	case "srcset", "action", "data-root", "data-scope":
		return "", false
	case "tabindex":
		return a.value, a.value == "0" // what scrolls must be reached; nothing else is moved to
	}
	return a.value, true
}

// named is the id of an element in the copy.
func (r *resettler) named(id string) string { return r.ids[r.address] + "~" + id }

// turned leads where a link led: within the copy, to another one, or to the published site; "" is nowhere.
func (r *resettler) turned(href string) string {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return href
	}
	if u.Path == "" {
		return "#" + r.named(u.Fragment)
	}
	address := path.Join(path.Dir(r.address), u.Path)
	if address == "." || strings.HasSuffix(u.Path, "/") {
		address = strings.TrimPrefix(path.Join(address, homeAddress), "/")
	}
	id, here := r.ids[address]
	if !here {
		return r.published(address)
	}
	if u.Fragment != "" {
		id += "~" + u.Fragment
	}
	if file := r.files[address]; file != "" && file != r.from {
		return placeAt(r.from).to(file) + "#" + id
	}
	return "#" + id
}

// published is an address on the published site; "" when that has none.
func (w *writer) published(address string) string {
	if channel.WebAddress(w.site.URL.Value) == nil {
		return ""
	}
	return strings.TrimSuffix(w.site.URL.Value, "/") + "/" + (&url.URL{Path: "/" + address}).EscapedPath()[1:]
}

// picture is a picture as a part of the copy; one that the site does not have is left out.
func (r *resettler) picture(src string) (string, bool) {
	data := r.embedded[pictureAt(r.address, src)]
	return data, data != ""
}

// An attr is an attribute with its value as a browser understands it.
type attr struct{ name, value string }

// attributesOf reads the attributes of a tag. A value without quotes ends at a space.
func attributesOf(s string) []attr {
	var list []attr
	for {
		s = strings.TrimLeft(s, " \t\r\n/")
		if s == "" {
			return list
		}
		end := strings.IndexAny(s, "= \t\r\n/")
		if end < 0 {
			return append(list, attr{strings.ToLower(s), ""})
		}
		name := strings.ToLower(s[:end])
		if s = strings.TrimLeft(s[end:], " \t\r\n"); !strings.HasPrefix(s, "=") {
			list = append(list, attr{name, ""})
			continue
		}
		var value string
		s = strings.TrimLeft(s[1:], " \t\r\n")
		if s != "" && (s[0] == '"' || s[0] == '\'') {
			value, s, _ = strings.Cut(s[1:], s[:1])
		} else if end := strings.IndexAny(s+" ", " \t\r\n"); end >= 0 {
			value, s = s[:end], s[end:]
		}
		list = append(list, attr{name, html.UnescapeString(value)})
	}
}
