package load

import (
	"remit/generator/frontmatter"
	"remit/generator/language"
	"remit/generator/playbook"
)

// duty reads one escalation.
func (b *book) duty(n *frontmatter.Node) *playbook.Duty {
	t := b.item(n, "an escalation", language.Duty)
	d := &playbook.Duty{
		When: b.test(t, "when"), Otherwise: t.yesNo("otherwise").Value,
		To: t.names("to", false), Within: t.duration("within"),
		Bring: t.text("bring"), Steps: b.anchor(t, "steps"), IfSilent: t.text("if_silent"), Span: t.span,
	}
	d.Roles, d.All = b.grantees(t)
	b.knownAll(d.To, b.frame.contacts)
	return d
}
