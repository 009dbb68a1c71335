package load

import (
	"fmt"
	"strings"

	"remit/generator/frontmatter"
	"remit/generator/language"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

var (
	grantOnly = []string{"valid_from", "valid_until", "together_with"}
)

// readActions reads the actions of the playbook.
func (b *book) readActions() {
	b.actions = newRegister("action", b.t.whole("actions"))
	b.named(b.t, "actions", "an action", func(name playbook.Text, n *frontmatter.Node, place source.Span) {
		b.actions.add(name.Value)
		b.p.Actions = append(b.p.Actions, b.action(name, n, place))
	})
	var all []titled
	for _, a := range b.p.Actions {
		all = append(all, titled{a.Name.Value, &a.Title})
	}
	tellApart(all)
	for _, a := range b.p.Actions {
		for _, other := range a.Excludes {
			if other.Value == a.Name.Value {
				b.Report("cyclic_names", other.Span, "name the actions that cannot be taken together with this one", "action %s excludes itself", words.Quote(other.Value))
				continue
			}
			b.known(other, b.actions)
		}
	}
}

func (b *book) action(name playbook.Text, n *frontmatter.Node, place source.Span) *playbook.Action {
	t := b.table(n, "action "+words.Quote(name.Value), place, language.Action)
	a := &playbook.Action{
		Name: name, Title: t.title(name),
		Steps: b.anchor(t, "steps"), Undo: b.anchor(t, "undo"),
		Reversible: t.yesNo("reversible"), Stopgap: t.yesNo("stopgap"),
		When: b.test(t, "when"), Unless: b.test(t, "unless"), Except: b.except(t), Because: t.text("because"),
		Limits: b.limits(t), Tell: b.tell(t), Excludes: t.names("excludes", true),
		Span: span(place, t),
	}
	b.allow(t, a)
	return a
}

// anchor reads a heading of the page: "#roll-back".
func (b *book) anchor(t *table, key string) playbook.Text {
	text := t.text(key)
	switch {
	case !text.Present():
	case text.Value == "#" || !strings.HasPrefix(text.Value, "#"):
		better := words.NameFrom(text.Value, '-')
		if better == "" {
			better = "roll-back"
		}
		b.Report("wrong_type", text.Span, "write the anchor of a heading of this page, such as "+frontmatter.YAMLQuoted("#"+better), "%s is no anchor of a heading: %s", t.named(key), words.Quote(text.Value))
		return playbook.Text{}
	default:
		b.anchors = append(b.anchors, text)
	}
	return text
}

// allow reads who may take an action: roles on the action itself, a list of grants, or none.
func (b *book) allow(t *table, a *playbook.Action) {
	n := t.node("allow")
	switch {
	case n != nil && t.has("roles"):
		b.Report("duplicate_key", t.key("allow"), `keep "roles" for a single grant, or write each grant under "allow"`, `%s says who may take it twice, in "roles" and in "allow"`, t.what)
		b.Relate(t.key("roles"), `here is its "roles"`)
	case n == nil && t.has("roles"):
		g := b.grant(t, a, true)
		g.Span = a.Span
		a.Grants = []*playbook.Grant{g}
		return
	case n == nil:
		if t.sure && !t.maybe["roles"] && !t.maybe["allow"] {
			b.Report("missing_key", t.place, `add "roles: [on_call]"; when nobody here may take it, "allow: none" and why in "because"`, `%s does not say who may take it`, t.what)
		}
		return
	case n.Kind == frontmatter.ScalarNode && n.Text == "none":
		a.Reserved = b.Span(n)
		t.need("because")
	default:
		for _, item := range t.grants() {
			g := b.grant(b.item(item, "a grant of "+t.what, language.Grant), a, false)
			g.Number = len(a.Grants) + 1
			a.Grants = append(a.Grants, g)
		}
	}
	for _, key := range grantOnly {
		if t.has(key) {
			b.Report("unknown_key", t.key(key), `write it in the grants under "allow"`, "%s belongs to a grant", words.Quote(key))
		}
	}
}

// grants returns the items under allow.
func (t *table) grants() []*frontmatter.Node {
	n := t.node("allow")
	if n.Kind == frontmatter.ScalarNode && !n.Empty() && !n.Broken {
		t.r.Report("wrong_type", t.r.Span(n), "write allow: "+t.example("allow"), "%s is a list of grants, or none, not %s", t.named("allow"), t.r.shape(n))
		return nil
	}
	return t.listDue("allow")
}

// grant reads one grant. Its limits and tell replace those of the action. One that stands on the action itself leaves
// when and unless there: they would only be judged twice.
func (b *book) grant(t *table, a *playbook.Action, onAction bool) *playbook.Grant {
	g := &playbook.Grant{Number: 1, Limits: a.Limits, Tell: a.Tell, Validity: t.validity(), TogetherWith: t.word("together_with"), Span: t.span}
	b.isListed(g.TogetherWith)
	g.Roles, g.All = b.grantees(t)
	if onAction {
		return g
	}
	g.When, g.Unless, g.Except, g.Because = b.test(t, "when"), b.test(t, "unless"), b.except(t), t.text("because")
	if t.has("limits") {
		g.Limits = b.limits(t)
	}
	if t.has("tell") {
		g.Tell = b.tell(t)
	}
	return g
}

// except reads the roles that the unless beside it does not bind.
func (b *book) except(t *table) []playbook.Text {
	if t.has("except") && !t.has("unless") && t.sure && !t.maybe["unless"] {
		b.Report("missing_key", t.key("except"), "add the unless that does not bind these roles, or delete except", `%s has an "except", but no "unless"`, t.what)
	}
	roles := t.names("except", true)
	b.listedAll(roles)
	return roles
}

// grantees reads a list of roles of the playbook, or all of them.
func (b *book) grantees(t *table) (roles []playbook.Text, all bool) {
	n := t.node("roles")
	if n != nil && n.Kind == frontmatter.ScalarNode && n.Text == "all" {
		return nil, true
	}
	roles = t.names("roles", false)
	b.listedAll(roles)
	return roles, false
}

// listedAll checks that roles are among those of the playbook.
func (b *book) listedAll(roles []playbook.Text) {
	for _, role := range roles {
		b.isListed(role)
	}
}

func (b *book) isListed(role playbook.Text) {
	switch {
	case !role.Present() || b.listed.has[role.Value] || !b.listed.sure || !b.frame.roles.sure:
	case b.frame.roles.has[role.Value]:
		b.Report("unknown_name", role.Span, fmt.Sprintf("list %s in the roles of the playbook, or name one that is listed", words.Quote(role.Value)), "role %s is not one of this playbook", words.Quote(role.Value))
		b.Relate(b.t.key("roles"), "its roles are listed here")
	case role.Value == "all":
		b.unknown(role, b.listed, "for every role of the playbook write roles: all")
	case words.Nearest(role.Value, b.listed.names) != "":
		b.unknown(role, b.listed, b.help(role.Value, b.listed))
	default:
		b.unknown(role, b.frame.roles, b.help(role.Value, b.frame.roles))
	}
}

func (b *book) limits(t *table) *playbook.Limits {
	n := t.node("limits")
	if n == nil {
		return nil
	}
	l := b.table(n, t.named("limits"), t.key("limits"), language.Limits)
	if n.Kind == frontmatter.MappingNode && len(n.Pairs) == 0 && !n.Broken {
		b.Report("wrong_type", b.Span(n), "write limits: {times: 1, per: 24 h}, or delete the key", "%s is empty", t.named("limits"))
	}
	limits := &playbook.Limits{
		Times: l.count("times"), Per: l.duration("per"), Apart: l.duration("apart"), Lasts: l.duration("lasts"),
		UpTo: l.text("up_to"), Span: l.span,
	}
	if l.has("per") && !l.has("times") && l.sure && !l.maybe["times"] {
		b.Report("missing_key", l.key("per"), "add how many times: times: 1", `%s has a "per", but no "times"`, t.named("limits"))
	}
	return limits
}

func (b *book) tell(t *table) (list []*playbook.Tell) {
	for _, item := range t.listDue("tell") {
		u := b.item(item, "an entry of "+t.named("tell"), language.Tell)
		tell := &playbook.Tell{Contact: u.word("contact"), Within: u.duration("within"), First: u.yesNo("first"), Span: u.span}
		b.known(tell.Contact, b.frame.contacts)
		list = append(list, tell)
	}
	return list
}
