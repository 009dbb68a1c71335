package load

import "remit/generator/playbook"

var dutyKeys = []string{"roles", "when", "otherwise", "to", "within", "bring", "steps", "if_silent"}

// duty reads one escalation.
func (b *book) duty(n *node) *playbook.Duty {
	t := b.item(n, "an escalation", dutyKeys)
	t.need("to", "to: [incident_desk]")
	t.need("within", "within: 5 min")
	d := &playbook.Duty{
		When: b.test(t, "when"), Otherwise: t.yesNo("otherwise").Value,
		To: t.names("to", "[incident_desk]", false), Within: t.duration("within", "now"),
		Bring: t.text("bring"), Steps: b.anchor(t, "steps"), IfSilent: t.text("if_silent"), Span: t.span,
	}
	d.Roles, d.All = b.grantees(t)
	b.knownAll(d.To, b.frame.contacts)
	return d
}
