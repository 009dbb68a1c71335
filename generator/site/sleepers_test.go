package site

import (
	"slices"
	"testing"

	"remit/generator/authority"
	"remit/generator/check"
	"remit/generator/playbook"
)

// aboutReach are the rules that find somebody who is sent to a sleeper.
var aboutReach = []string{"no_authority", "dead_end", "no_way_on", "unstaffed"}

// Wherever a ladder of the example ends at somebody who decides day and night, a third party that answers day and night is
// put in his place: then somebody is sent to people who have gone home, or have no say. Each of these sleepers is found,
// but where nobody needs the ladder; the example itself has none. The first two duties of each playbook are enough.
func TestSleepersInTheExampleAreFound(t *testing.T) {
	library := example(t)
	planted := 0
	for _, p := range library.Playbooks {
		if found := sleepersOf(library.Site, p); len(found) > 0 {
			t.Fatalf("the example sends people to sleepers: %v", found)
		}
		for i, d := range p.Duties[:2] {
			was := d.To
			d.To = asleep(library.Site, p, was)
			idle := i == 1 && slices.Contains(idleSecond, p.ID)
			if found := sleepersOf(library.Site, p); (len(found) == 0) != idle {
				t.Errorf("%s, duty %d: %v became %v: %v", p.ID, i+1, playbook.Values(was), playbook.Values(d.To), found)
			}
			if !idle {
				planted++
			}
			d.To = was
		}
	}
	if planted < 20 {
		t.Errorf("only %d sleepers were planted", planted)
	}
	t.Logf("%d sleepers were planted", planted)
}

// idleSecond are the playbooks whose second ladder could end at a third party: who calls it may act himself then, calls
// somebody who may, or has another ladder.
var idleSecond = []string{"delivery/vans-without-routes", "platform/cloud-cost-spike", "shop/address-lookup-outage", "shop/bad-deploy-at-checkout", "shop/order-queue-backlog"}

// A contact that goes home is missed, too.
func TestSleepersInTheHoursOfTheExample(t *testing.T) {
	library := example(t)
	for contact, id := range map[string]string{"duty_desk": "shop/bad-deploy-at-checkout", "security_desk": "security/suspicious-login", "food_safety_line": "warehouse/cold-store-warming"} {
		c := library.Site.Contact(contact)
		was := c.Hours
		c.Hours = library.Site.Contact("head_of_platform").Hours
		if found := sleepersOf(library.Site, library.Playbook(id)); len(found) == 0 {
			t.Errorf("%s: nobody misses %s at night", id, contact)
		}
		c.Hours = was
	}
}

// asleep returns a ladder with a third party for everybody who decides and is there day and night.
func asleep(site *playbook.Site, p *playbook.Playbook, ladder []playbook.Text) []playbook.Text {
	m := authority.Compile(site, p, authority.Options{Day: today, Proof: true})
	ladder = slices.Clone(ladder)
	for i, c := range ladder {
		if !site.Contact(c.Value).Hours.Always {
			continue
		}
		for _, r := range site.Roles {
			if r.Contact.Value == c.Value && m.Decides(r.Name.Value) {
				ladder[i].Value = "namehaven_support"
			}
		}
	}
	return ladder
}

func sleepersOf(site *playbook.Site, p *playbook.Playbook) []string {
	m := authority.Compile(site, p, authority.Options{Day: today, Proof: true})
	var found []string
	for _, d := range check.Run(&playbook.Library{Site: site, Playbooks: []*playbook.Playbook{p}}, []*authority.Model{m}).Findings {
		if slices.Contains(aboutReach, d.Rule) {
			found = append(found, d.Rule+": "+d.Message)
		}
	}
	return found
}
