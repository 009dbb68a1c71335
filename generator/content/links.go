package content

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"remit/generator/channel"
	"remit/generator/diagnostic"
	"remit/generator/frontmatter"
	"remit/generator/playbook"
	"remit/generator/prose"
	"remit/generator/source"
	"remit/generator/words"
)

// Resolve finds out where a link of a file leads. The zero Target of a link that is not External means that it leads
// nowhere.
func (t *Tree) Resolve(from *Entry, l prose.Link, file *source.File) playbook.Link {
	link := playbook.Link{Destination: l.Destination, Image: l.Image, Span: file.Span(l.Offset, l.End)}
	destination := strings.TrimSpace(l.Destination)
	if scheme(destination) != "" {
		link.External = true
		return link
	}
	where, anchor, _ := strings.Cut(destination, "#")
	where, _, _ = strings.Cut(where, "?")
	link.Anchor = unescaped(anchor)
	if strings.HasPrefix(where, "//") || strings.Contains(where, `\`) {
		return link
	}
	to := from
	if where != "" {
		to, link.Target = t.target(t.join(from, unescaped(where)))
	} else if anchor != "" {
		link.Target = from.Address
	}
	if to != nil && link.Anchor != "" {
		link.Anchor = to.Prefix + link.Anchor
	}
	return link
}

// target returns the address of what stands at a path below content/: a file, a folder with an index or a README, or an
// address of the site.
func (t *Tree) target(where string) (*Entry, string) {
	if e := t.byPath[where]; e != nil {
		return e, e.Address
	}
	if e, ok := t.addresses[where]; ok {
		return e, where
	}
	if e := t.byForm[norm.NFC.String(where)]; e != nil {
		return e, e.Address // the same name, its accents written in another way
	}
	for _, index := range []string{"index", "README", "readme"} {
		if e := t.markdown(path.Join(where, index)); e != nil {
			return e, e.Address
		}
	}
	index := path.Join(where, "index.html")
	if e, ok := t.addresses[index]; ok {
		return e, index
	}
	return nil, ""
}

// pictures are the endings of files that a browser shows as pictures.
var pictures = []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".svg"}

// AddressOf returns the address to write for a link on the page of e: relative, so that the site works below any path and
// from disk.
func (e *Entry) AddressOf(link playbook.Link) (string, bool) {
	switch {
	case link.External:
		return link.Destination, !link.Image && speakable(scheme(strings.TrimSpace(link.Destination)))
	case link.Target == "" || notAPicture(link):
		return "", false
	}
	anchor := link.Anchor
	if anchor != "" {
		anchor = "#" + url.PathEscape(anchor)
	}
	if link.Target == e.Address && anchor != "" {
		return anchor, true
	}
	return relative(e.Address, link.Target) + anchor, true
}

// A Linked page is a page whose links are to be checked when every page is known.
type Linked struct {
	From  *Entry
	Body  *playbook.Body
	Title string          // of the body
	Uses  []playbook.Text // "#anchor" in the front matter
}

// A linkCheck checks every link of the site.
type linkCheck struct {
	tree    *Tree
	bodies  map[string][]*playbook.Body // of the pages that are written in Markdown, by address
	anchors map[string]map[string]bool  // of those that a link with an anchor leads to
	names   []string                    // paths below content/, for suggestions
	guesses int                         // how many suggestions have been looked for

	ordinary bool // the page being checked is neither a playbook nor an entry of the recognition page
	found    []diagnostic.Diagnostic
}

// maxGuesses is for how many links that lead nowhere the nearest file of the whole site is looked for.
const maxGuesses = 200

func (t *Tree) CheckLinks(pages []Linked) []diagnostic.Diagnostic {
	c := &linkCheck{tree: t, bodies: map[string][]*playbook.Body{}, anchors: map[string]map[string]bool{}}
	for _, e := range t.Entries {
		c.names = append(c.names, Below(e.Path))
	}
	for _, p := range pages {
		c.bodies[p.From.Address] = append(c.bodies[p.From.Address], p.Body)
	}
	for _, p := range pages {
		c.ordinary = p.From.Part == pagePart
		for _, use := range p.Uses {
			c.anchor(use.Span, p.From.Address, strings.TrimPrefix(use.Value, "#"), "this page")
		}
		for _, link := range p.Body.Links {
			c.link(p, link)
		}
	}
	return c.found
}

func (c *linkCheck) link(p Linked, link playbook.Link) {
	switch {
	case link.External:
		if s := scheme(strings.TrimSpace(link.Destination)); !speakable(s) {
			c.report("broken_link", link.Span, "link to an address that begins with https:, http:, mailto:, tel: or sms:", "%s cannot be linked to: %s is not a safe way to reach something", words.Quote(link.Destination), words.Quote(s+":"))
		} else if said := link.Span.Text(); channel.Unfit(strings.TrimSpace(link.Destination)) >= 0 && (strings.HasPrefix(said, "[") || strings.HasPrefix(said, "!")) {
			c.report("broken_link", link.Span, "copy the address as the browser shows it: there such a character is written with a % and two digits",
				"%s cannot be an address: it holds a blank, a quote, markup or a character that cannot be seen", words.Quote(link.Destination))
		}
	case link.Target == "":
		c.broken(p, link)
	case notAPicture(link):
		c.report("broken_link", link.Span, "write it as a link, without the exclamation mark: [words](address)", "%s is no picture", words.Quote(link.Destination))
	case link.Anchor != "" && c.bodies[link.Target] != nil && !link.Image:
		where := "this page"
		if link.Target != p.From.Address {
			where = c.tree.path(link.Target)
		}
		c.anchor(link.Span, link.Target, link.Anchor, where)
	}
}

// scheme returns the scheme of an address in lower case, or "".
func scheme(address string) string {
	end := strings.IndexAny(address, `:/\?#`)
	if end < 1 || address[end] != ':' {
		return ""
	}
	return strings.ToLower(address[:end])
}

// notAPicture reports whether a picture of the text is a page, or a file to download.
func notAPicture(link playbook.Link) bool {
	return link.Image && link.Target != "" && !slices.Contains(pictures, strings.ToLower(path.Ext(link.Target)))
}

// speakable reports whether a link may use a scheme.
func speakable(scheme string) bool {
	return scheme == "http" || scheme == "https" || slices.Contains(channel.Schemes(), scheme)
}

// path returns the file of an address.
func (t *Tree) path(address string) string {
	if e := t.addresses[address]; e != nil {
		return e.Path
	}
	return address
}

func (c *linkCheck) anchor(at source.Span, address, anchor, where string) {
	set := c.anchorsOf(address)
	if set[anchor] || anchor == "top" {
		return
	}
	prefix, plain, ok := strings.Cut(anchor, ":")
	if !ok {
		prefix, plain = "", anchor
	} else {
		prefix += ":"
	}
	help := "the page has no headings"
	if names := headings(set, prefix); len(names) > 0 {
		help = words.DidYouMean("#"+plain, names)
	}
	c.report("missing_anchor", at, help, "%s has no heading %s", where, words.Quote("#"+plain))
}

// anchorsOf returns the names of the headings of a page.
func (c *linkCheck) anchorsOf(address string) map[string]bool {
	set := c.anchors[address]
	if set == nil {
		set = map[string]bool{}
		c.anchors[address] = set
		for _, body := range c.bodies[address] {
			for _, h := range body.Headings {
				set[h.Anchor] = true
			}
			for _, name := range body.Anchors {
				set[name] = true
			}
		}
	}
	return set
}

// headings returns the anchors of a page, or of the part of it that has a prefix, as they are written in a link.
func headings(set map[string]bool, prefix string) []string {
	var names []string
	for name := range set {
		if plain, ok := strings.CutPrefix(name, prefix); ok && plain != "" && !strings.Contains(plain, ":") {
			names = append(names, "#"+plain)
		}
	}
	slices.Sort(names)
	return names
}

// broken says what is wrong with a link that leads nowhere.
func (c *linkCheck) broken(p Linked, link playbook.Link) {
	where, _, _ := strings.Cut(strings.TrimSpace(link.Destination), "#")
	ext := strings.ToLower(path.Ext(where))
	joined := c.tree.join(p.From, unescaped(where))
	switch {
	case where == "":
		c.report("broken_link", link.Span, "write where it leads: [words](other-page.md)", "this link leads nowhere")
	case strings.HasPrefix(where, "//"):
		c.report("broken_link", link.Span, "write https:"+where, "%s names a host without saying how to reach it", words.Quote(where))
	case strings.Contains(where, `\`):
		c.report("broken_link", link.Span, "write "+strings.ReplaceAll(where, `\`, "/"), "%s has a backslash: the parts of a path are separated by /", words.Quote(where))
	case strings.HasPrefix(joined, ".."):
		c.report("broken_link", link.Span, "link to a file below content/, or write the whole address of the file, such as that in your repository", "%s lies outside content/, and is not published", words.Quote(where))
	case c.tree.markdown(joined) != nil:
		c.report("broken_link", link.Span, "did you mean "+words.Quote(relativePath(p.From, Below(c.tree.markdown(joined).Path)))+"?", "%s leads to no file: a link names the whole file, its ending too", words.Quote(where))
	case c.tree.unpublished(joined):
		c.report("broken_link", link.Span, "see what is said of the file itself, or what site.yaml declares under ignore", "%s is there, but is not published", words.Quote(where))
	case ext != "" && !isMarkdown(where) && ext != ".html" && !slices.Contains(assets, ext) && !strings.HasSuffix(where, "/"):
		c.report("broken_link", link.Span, "published are .md and "+frontmatter.OrList(assets)+"; anything else is linked to by its whole address", "%s is not published: not a kind of file that this site holds", words.Quote(where))
	case c.tree.folders[joined]:
		c.report("broken_link", link.Span, "give it an index.md, or link to a file in it", "the folder %s has no page of its own", words.Quote(where))
	default:
		c.report("broken_link", link.Span, c.guess(p.From, joined), "%s leads to no file: there is no %s", words.Quote(where), path.Join(Root, joined))
	}
}

// unescaped takes the %XX out of an address; one that is written wrong stays as it is.
func unescaped(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// join returns the path below content/ that a destination means in a file; ".." beyond content/ stays, and leads nowhere.
func (t *Tree) join(from *Entry, where string) string {
	if strings.HasPrefix(where, "/") {
		return strings.TrimPrefix(path.Clean(where), "/")
	}
	joined := path.Join(path.Dir(Below(from.Path)), where)
	if joined == "." {
		return ""
	}
	return joined
}

// markdown returns the page whose path is that, without its ending.
func (t *Tree) markdown(stem string) *Entry {
	for _, ending := range []string{".md", ".MD", ".markdown"} {
		if e := t.byPath[stem+ending]; e != nil {
			return e
		}
	}
	return nil
}

// report keeps a finding. On an ordinary page it is a warning: old runbooks are published as they are, and what leads
// nowhere is shown there as words with their address.
func (c *linkCheck) report(rule string, at source.Span, help, message string, args ...any) {
	d := diagnostic.Diagnostic{Rule: rule, Span: at, Help: help, Message: fmt.Sprintf(message, args...)}
	if c.ordinary {
		d.Severity = diagnostic.Warning
	}
	c.found = append(c.found, d)
}

// guess offers the file that was probably meant: one of the same name elsewhere, or one with nearly the same path.
func (c *linkCheck) guess(from *Entry, where string) string {
	c.guesses++
	var names []string
	if c.guesses <= maxGuesses {
		names = c.names
	}
	base := path.Base(where)
	for _, name := range names {
		if strings.EqualFold(path.Base(name), base) || isMarkdown(name) && path.Base(WithoutEnding(name)) == base {
			return "did you mean " + words.Quote(relativePath(from, name)) + "?"
		}
	}
	near := map[string]string{}
	var bases []string
	for _, name := range names {
		if b := path.Base(name); near[b] == "" {
			near[b] = name
			bases = append(bases, b)
		}
	}
	if best := words.Nearest(base, bases); best != "" {
		return "did you mean " + words.Quote(relativePath(from, near[best])) + "?"
	}
	return "correct the path, which counts from the file it stands in; one that begins with / counts from content/"
}

// relativePath returns the path of a file below content/ as it is written in a link of another.
func relativePath(from *Entry, to string) string {
	p := relative(Below(from.Path), to)
	if plain, err := url.PathUnescape(p); err == nil && !strings.Contains(plain, " ") {
		return plain
	}
	return p
}

// relative returns the address of one page as it is written on another.
func relative(from, to string) string {
	here, there := strings.Split(from, "/"), strings.Split(to, "/")
	same := 0
	for same < len(here)-1 && same < len(there)-1 && here[same] == there[same] {
		same++
	}
	parts := slices.Repeat([]string{".."}, len(here)-1-same)
	for _, part := range there[same:] {
		parts = append(parts, url.PathEscape(part))
	}
	return strings.Join(parts, "/")
}

// Nowhere reports whether a link to a heading of its own page finds none: it would do nothing.
func (e *Entry) Nowhere(to playbook.Link, d *prose.Document) bool {
	if to.Target != e.Address || to.Anchor == "" || to.Image {
		return false
	}
	anchor := strings.TrimPrefix(to.Anchor, e.Prefix)
	return !d.Has(anchor) && anchor != "top" && e.Prefix == ""
}
