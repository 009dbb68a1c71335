package check

import (
	"slices"

	"remit/generator/authority"
	"remit/generator/diagnostic"
)

// causes gathers the regions in which one rule finds something: those of one cause become one finding.
type causes struct {
	s    *subject
	list []*cause
}

// A cause is what one finding is about. It says the finding for the roles concerned.
type cause struct {
	key     string
	say     func(roles []string) diagnostic.Diagnostic
	roles   []string
	regions []diagnostic.Region
}

func (s *subject) causes() *causes { return &causes{s: s} }

// add notes a region. Regions with the same key have one cause; what the first says stands for all of them.
func (c *causes) add(key string, m *authority.Model, r authority.Region, say func(roles []string) diagnostic.Diagnostic) {
	key += c.s.since(m)
	at := slices.IndexFunc(c.list, func(one *cause) bool { return one.key == key })
	if at < 0 {
		at = len(c.list)
		c.list = append(c.list, &cause{key: key, say: say})
	}
	one := c.list[at]
	for _, role := range r.Roles {
		if !slices.Contains(one.roles, role) {
			one.roles = append(one.roles, role)
		}
	}
	one.regions = append(one.regions, diagnostic.Region{Words: r.Words, Roles: r.Roles, Witness: c.s.witness(m, r), Told: say(r.Roles).Message, Extent: m.Extent(r)})
}

// findings are one for each cause, in the order in which they were noted.
func (c *causes) findings() []diagnostic.Diagnostic {
	var found []diagnostic.Diagnostic
	for _, one := range c.list {
		d := one.say(c.inOrder(one.roles))
		d.Cause = one.say([]string{"…"}).Message
		d.Regions = one.regions
		d.Region, d.Witness = one.regions[0].Words, one.regions[0].Witness
		found = append(found, d)
	}
	return found
}

// inOrder puts roles in the order of the playbook.
func (c *causes) inOrder(roles []string) []string {
	return slices.DeleteFunc(listed(c.s), func(r string) bool { return !slices.Contains(roles, r) })
}
