package page

import (
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"
	"text/template/parse"
)

// A site's template may lay pages out, and bring nothing that looks like an answer, leaves the site or runs code. It is
// read as the browser will read what it writes: comments of templates are gone, an action is a mark that no name may hold,
// and character references are decoded. What is not known to be harmless is refused; a list of dangers has holes.

// mark stands for whatever an action writes.
const mark = '\x00'

// lent are the sealed templates that a site's template may use, with what the page gives it and nothing made up.
var lent = [...]string{"walk", "channel", "channels", "reachable", "ladder", "week", "hours", "cite", "tags", "tells", "never", "unless", "reserved",
	"forbidden", "lapsed", "stopped", "cell", "phone", "look"}

// harmless are the elements that a site's template may write. Elements whose text is no markup are not among them: a
// browser and this package would disagree where they end.
var harmless = strings.Fields(`a abbr address article aside b bdi bdo blockquote br button caption circle cite code col colgroup dd del
	details dfn div dl dt ellipse em fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label
	legend li line mark meter nav ol optgroup option output p path polygon polyline pre progress q rect ruby rp rt s samp search section
	select small span strong sub summary sup svg table tbody td tfoot th thead time tr u ul var wbr`)

// reserved are the classes and names of answers.
var reserved = strings.Fields("plate sign verdict answer end no yes never refused refusal do grant stop walk walk-static walk-live walking copy-state main")

// examine returns why a parsed template of a site cannot be used; nil when it can. The names are those of sealed templates.
func examine(own *template.Template, names []string) error {
	parts := own.Templates()
	slices.SortFunc(parts, func(a, b *template.Template) int { return strings.Compare(a.Name(), b.Name()) })
	for _, part := range parts {
		if slices.Contains(names, part.Name()) {
			return fmt.Errorf("the template %q is sealed; give yours another name", part.Name())
		}
		if part.Tree == nil {
			continue
		}
		r := &reader{sealed: names}
		if err := r.branch(part.Tree.Root); err != nil {
			return err
		}
	}
	return nil
}

// where a reader is in the markup.
type where int

const (
	inText    where = iota
	opened          // after <
	closing         // after </
	inTag           // in the name of an element
	inside          // between attributes
	inName          // in the name of an attribute
	afterName       // after it
	equals          // after =
	inValue
)

// A reader follows the markup that a template writes through its branches.
type reader struct {
	sealed         []string
	at             where
	tag, attribute string
	value          strings.Builder
	quote          byte
}

// branch reads a list of nodes, which must end where it begins, so that every path through a template is read alike.
func (r *reader) branch(list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	at, tag, attribute, quote := r.at, r.tag, r.attribute, r.quote
	for _, n := range list.Nodes {
		if err := r.node(n); err != nil {
			return stands(err, n.Position())
		}
	}
	if r.at != at || at == inValue && (r.tag != tag || r.attribute != attribute || r.quote != quote) {
		return stands(fmt.Errorf("an element or attribute that begins in a branch of a template, or before it, must end there"), list.Pos)
	}
	return nil
}

func (r *reader) node(n parse.Node) error {
	switch n := n.(type) {
	case *parse.TextNode:
		return r.text(n.Text, n.Pos)
	case *parse.CommentNode:
		return nil
	case *parse.IfNode:
		return r.fork(&n.BranchNode)
	case *parse.RangeNode:
		if counts(n.Pipe) {
			return fmt.Errorf("a template ranges over what a page has, not over a number")
		}
		return r.fork(&n.BranchNode)
	case *parse.WithNode:
		return r.fork(&n.BranchNode)
	case *parse.TemplateNode:
		return r.call(n)
	case *parse.BreakNode, *parse.ContinueNode:
		if r.at != inText {
			return fmt.Errorf("%s cannot stand in a tag", n)
		}
		return nil
	}
	return r.action(n)
}

// action reads what writes something unknown: it may stand in text and in values.
func (r *reader) action(n parse.Node) error {
	switch r.at {
	case inText:
		return nil
	case inValue:
		r.value.WriteByte(mark)
		return nil
	}
	return fmt.Errorf("%s can stand in text and in the quoted value of an attribute only", n)
}

// counts reports whether a range is over a number that is written there: it could go on for ever.
func counts(p *parse.PipeNode) bool {
	for _, c := range p.Cmds {
		for _, arg := range c.Args {
			if arg.Type() == parse.NodeNumber && len(c.Args) == 1 {
				return true
			}
		}
	}
	return false
}

func (r *reader) fork(n *parse.BranchNode) error {
	for _, list := range []*parse.ListNode{n.List, n.ElseList} {
		if err := r.action(n.Pipe); err != nil {
			return err
		}
		if err := r.branch(list); err != nil {
			return err
		}
	}
	return r.action(n.Pipe)
}

// call lets a template use those of the site, and the lent ones with what the page gives.
func (r *reader) call(n *parse.TemplateNode) error {
	switch {
	case r.at != inText:
		return fmt.Errorf("%s can stand in text only", n)
	case !slices.Contains(r.sealed, n.Name):
		return nil
	case !slices.Contains(lent[:], n.Name):
		return fmt.Errorf("a site's template cannot use %q", n.Name)
	case n.Name == "walk" && !strings.HasSuffix(n.Pipe.String(), ".Walk") || n.Pipe != nil && !isGiven(n.Pipe):
		return fmt.Errorf("a site's template cannot use %q with %s", n.Name, n.Pipe)
	}
	return nil
}

// isGiven reports whether a pipeline is something that the page gives, and nothing computed.
func isGiven(p *parse.PipeNode) bool {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return false
	}
	switch p.Cmds[0].Args[0].Type() {
	case parse.NodeDot, parse.NodeField, parse.NodeVariable:
		return true
	}
	return false
}

func (r *reader) text(text []byte, at parse.Pos) error {
	for i, c := range text {
		if c == mark {
			return stands(fmt.Errorf("a template is text, without zero bytes"), at+parse.Pos(i))
		}
		if err := r.read(c); err != nil {
			return stands(err, at+parse.Pos(i))
		}
	}
	return nil
}

// read takes a character, as the tokenizer of HTML does, but for what it would forgive.
func (r *reader) read(c byte) error {
	switch r.at {
	case inText:
		if c == '<' {
			r.at = opened
		}
		return nil
	case inValue:
		if c != r.quote {
			r.value.WriteByte(c)
			return nil
		}
		r.at = inside
		return r.checkValue()
	case opened, closing:
		return r.open(c)
	case inTag:
		return r.element(c)
	}
	return r.attributes(c)
}

func (r *reader) open(c byte) error {
	switch {
	case isLetter(c):
		r.at, r.tag = inTag, lowered(c)
	case r.at == closing || c == '!' || c == '?':
		return fmt.Errorf("a site's template cannot bring comments and declarations of HTML; write {{/* … */}}")
	case c == '/':
		r.at = closing
	case c != '<':
		r.at = inText
	}
	return nil
}

func (r *reader) element(c byte) error {
	if c != '>' && c != '/' && !isSpace(c) {
		r.tag += lowered(c)
		return nil
	}
	if !slices.Contains(harmless, r.tag) {
		return fmt.Errorf("a site's template cannot bring the element %q", r.tag)
	}
	r.at = inside
	return r.attributes(c)
}

// attributes reads what follows the name of an element.
func (r *reader) attributes(c byte) error {
	switch {
	case r.at == equals && isSpace(c):
	case r.at == equals && (c == '"' || c == '\''):
		r.at, r.quote = inValue, c
		r.value.Reset()
	case r.at == equals:
		return fmt.Errorf("put the value of %q in quotes", r.attribute)
	case c == '=' && (r.at == inName || r.at == afterName):
		r.at = equals
		return r.checkName()
	case c == '>':
		r.at = inText
	case c == '/':
		r.at = inside
	case isSpace(c):
		if r.at == inName {
			r.at = afterName
		}
	case !isLetter(c) && !(r.at == inName && (c == '-' || c == ':' || c == '_' || '0' <= c && c <= '9')):
		return fmt.Errorf("%q cannot stand in a tag", c)
	case r.at == inName:
		r.attribute += lowered(c)
	default:
		r.at, r.attribute = inName, lowered(c)
	}
	return nil
}

func (r *reader) checkName() error {
	bad := []string{"style", "http-equiv", "srcdoc", "formaction", "ping", "is", "slot", "data-verdict", "data-slot"}
	if strings.HasPrefix(r.attribute, "on") || slices.Contains(bad, r.attribute) {
		return fmt.Errorf("a site's template cannot bring the attribute %q", r.attribute)
	}
	return nil
}

// checkValue checks the whole value of an attribute.
func (r *reader) checkValue() error {
	value := strings.ToLower(html.UnescapeString(r.value.String()))
	switch r.attribute {
	case "class", "id":
		if strings.ContainsRune(value, mark) {
			return fmt.Errorf("an action cannot stand in %q", r.attribute)
		}
		for _, word := range strings.Fields(value) {
			if isReserved(word) {
				return fmt.Errorf("a site's template cannot bring the %s %q", r.attribute, word)
			}
		}
		return nil
	}
	plain := strings.Map(func(c rune) rune {
		if c <= ' ' {
			return -1
		}
		return c
	}, value)
	if strings.Contains(plain, "script:") || strings.Contains(plain, "#i-") {
		return fmt.Errorf("a site's template cannot bring %s=%q", r.attribute, r.value.String())
	}
	return nil
}

func isReserved(word string) bool {
	for _, p := range plates() {
		if word == p.Verdict {
			return true
		}
	}
	return slices.Contains(reserved, word) || strings.HasPrefix(word, "i-") || strings.HasPrefix(word, "answer.") || strings.HasPrefix(word, "walk:")
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' && c != '\v' }

func lowered(c byte) string { return strings.ToLower(string(rune(c))) }
