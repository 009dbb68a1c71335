package load

import (
	"strings"

	"remit/generator/playbook"
	"remit/generator/source"
)

// titles are the titles of things that a reader chooses among, such as the roles of a site. He sees the title and nothing
// else, so that two of one title are a wrong answer for whoever takes the other.
type titles map[string]source.Span

// apart enters the title of a thing and reports one that cannot be told from another. How letters are cased and spaced tells
// nobody anything.
func (r *reader) apart(seen titles, what string, name, title playbook.Text) {
	key := strings.ToLower(strings.Join(strings.Fields(title.Value), " "))
	at := title.Span
	if !title.Present() {
		at = name.Span
	}
	first, taken := seen[key]
	switch {
	case key == "":
	case !taken:
		seen[key] = at
	default:
		r.report("name_conflict", at, "give each a title of its own: readers choose by the title, and see no name", "%s has the title %s, and so has another", what+" "+quote(name.Value), quote(title.Value))
		r.relate(first, "the other is here")
	}
}
