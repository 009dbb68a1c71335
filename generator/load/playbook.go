package load

import (
	"remit/generator/condition"
	"remit/generator/frontmatter"
	"remit/generator/language"
	"remit/generator/playbook"
	"remit/generator/source"
	"remit/generator/words"
)

// A book reads the front matter of one playbook.
type book struct {
	*reader
	frame   *frame
	p       *playbook.Playbook
	t       *table
	listed  *register // the roles that the playbook addresses
	actions *register
	scope   condition.Scope
	places  map[string]source.Span // of facts, conditions and triggers
	sure    bool                   // every name that a condition may use is known
	anchors []playbook.Text        // headings of the page that steps refer to
	doubt   bool                   // a condition depends on something that could not be read
	cut     bool                   // a stray fence ends the front matter too early
}

// playbook reads the front matter m into p. Where a stray fence cut it short, nothing is said to be missing or unknown.
func (r *reader) playbook(p *playbook.Playbook, m frontmatter.Matter, f *frame) *book {
	cut := r.StrayFence(m, language.Playbook)
	n := r.Document(m.Start, m.End)
	n.Broken = n.Broken || cut
	b := &book{
		reader: r, frame: f, p: p, cut: cut,
		t:      r.table(n, "the playbook", r.File.Span(p.Span.Start, p.Span.Start+3), language.Playbook),
		places: map[string]source.Span{},
		scope:  condition.Scope{Facts: map[string]*playbook.Fact{}, Named: map[string]bool{}},
	}
	b.sure = !cut && f.sure && b.t.whole("facts") && b.t.whole("conditions") && (b.always() || b.t.whole("triggers"))
	b.head()
	b.facts()
	b.conditions()
	b.decisions()
	b.bounds()
	return b
}

// head reads the keys that hold a single value or a list of words.
func (b *book) head() {
	t, p := b.t, b.p
	p.Title, p.Summary = t.text("title"), t.text("summary")
	p.Workload = t.word("workload")
	b.known(p.Workload, b.frame.workloads)
	b.addressees()
	p.LastReviewedOn, p.LastDrilledOn = t.date("last_reviewed_on"), t.date("last_drilled_on")
	p.ReviewIn = t.duration("review_in")
	p.Validity = t.validity()
	p.Tags, p.Alerts = t.texts("tags"), t.texts("alerts")
	p.Aliases = b.aliases()
}

// addressees reads the roles of the playbook.
func (b *book) addressees() {
	n := b.t.node("roles")
	b.listed = newRegister("role", !b.cut && n != nil && n.Kind == frontmatter.ListNode && !n.Broken)
	b.p.Roles = b.t.names("roles", false)
	b.knownAll(b.p.Roles, b.frame.roles)
	for _, role := range b.p.Roles {
		b.listed.add(role.Value)
	}
	if n != nil && n.Kind == frontmatter.ListNode && len(b.p.Roles) < len(n.Items) {
		b.listed.sure = false
	}
}

// aliases reads old addresses of the playbook below the same site.
func (b *book) aliases() (list []playbook.Text) {
	for _, alias := range b.t.texts("aliases") {
		if b.belowSite(alias) {
			list = append(list, alias)
		}
	}
	return list
}

// facts reads the facts of the playbook and enters them, and the shared ones, in the scope of conditions.
func (b *book) facts() {
	for name, fact := range b.frame.facts {
		b.scope.Facts[name] = fact
		b.places[name] = b.frame.places[name]
	}
	b.named(b.t, "facts", "a fact", func(name playbook.Text, n *frontmatter.Node, place source.Span) {
		fact := b.fact(name, n, place)
		if fact != nil {
			b.p.Facts = append(b.p.Facts, fact)
		}
		if b.taken(name, "a fact") {
			return
		}
		b.scope.Facts[name.Value] = fact
	})
}

// conditions reads conditions, triggers and impossible situations. All names are known before the first test is read.
func (b *book) conditions() {
	type test struct {
		name playbook.Text
		node *frontmatter.Node
		list *[]*playbook.Named
	}
	var tests []test
	collect := func(key, what string, list *[]*playbook.Named) {
		b.named(b.t, key, what, func(name playbook.Text, n *frontmatter.Node, _ source.Span) {
			if !b.taken(name, what) {
				b.scope.Named[name.Value] = true
			}
			tests = append(tests, test{name, n, list})
		})
	}
	collect("conditions", "a condition", &b.p.Conditions)
	if n := b.t.node("triggers"); b.always() {
		b.p.Always = b.Span(n)
	} else {
		b.someTrigger(n)
		collect("triggers", "a trigger", &b.p.Triggers)
	}
	for _, t := range tests {
		c := b.condition(t.node, words.Quote(t.name.Value))
		*t.list = append(*t.list, &playbook.Named{Name: t.name, Condition: c})
	}
	b.Keep(condition.Cycles(append(append([]*playbook.Named{}, b.p.Conditions...), b.p.Triggers...)))
	b.impossible()
}

// taken enters a name of the one namespace of facts, conditions and triggers, and reports one that is in it already.
func (b *book) taken(name playbook.Text, what string) bool {
	first, ok := b.places[name.Value]
	if !ok {
		b.places[name.Value] = name.Span
		return false
	}
	if first.Path() != b.File.Path {
		b.Report("name_conflict", name.Span, "take another name, or use the shared fact as it is", "%s cannot be called %s: a fact of that name is shared by every playbook", what, words.Quote(name.Value))
	} else {
		b.Report("name_conflict", name.Span, "take another name: facts, conditions and triggers of a playbook share one set of names", "%s is called %s, and so is something else", what, words.Quote(name.Value))
	}
	b.Relate(first, "the name is taken here")
	return true
}

// always reports whether opening the page is the trigger.
func (b *book) always() bool {
	n := b.t.node("triggers")
	return n != nil && n.Kind == frontmatter.ScalarNode && !n.Broken && n.Text == "always"
}

// someTrigger reports an empty mapping of triggers: nothing would ever be at risk.
func (b *book) someTrigger(n *frontmatter.Node) {
	if n != nil && n.Kind == frontmatter.MappingNode && len(n.Pairs) == 0 && !n.Broken {
		b.sure = false // whoever names a trigger is not to blame
		b.Report("wrong_type", b.Span(n), "write a trigger such as elevated: error_rate >= 2, or triggers: always", "%s is empty: nothing would ever be at risk", b.t.named("triggers"))
	}
}

func (b *book) impossible() {
	for _, item := range b.t.list("impossible") {
		t := b.item(item, "an entry of "+b.t.named("impossible"), language.Impossible)
		b.p.Impossible = append(b.p.Impossible, &playbook.Impossible{
			When: b.test(t, "when"), Because: t.text("because"), Span: t.span,
		})
	}
}

// decisions reads actions, duties, scenarios and waivers.
func (b *book) decisions() {
	t := b.t
	if t.sure && !t.some("actions") && !t.some("escalation") && !t.maybe["actions"] && !t.maybe["escalation"] {
		b.Report("missing_key", t.place, `add "actions" with what people may do, or "escalation" with whom they call`, "the playbook has neither an action nor an escalation")
	}
	b.readActions()
	for _, item := range t.list("escalation") {
		b.p.Duties = append(b.p.Duties, b.duty(item))
	}
	for _, item := range t.list("scenarios") {
		b.p.Scenarios = append(b.p.Scenarios, b.scenario(item))
	}
	for _, item := range t.list("waive") {
		w := b.item(item, "a waiver", language.Waiver)
		b.p.Waivers = append(b.p.Waivers, &playbook.Waiver{Rule: w.word("rule"), Because: w.text("because"), Until: w.date("until"), Span: w.span})
	}
}
