package authority

import (
	"slices"

	"remit/generator/decision"
	"remit/generator/playbook"
)

// An Edition is one state of a playbook: as it was, or as it is now. Both must have loaded without a mistake.
type Edition struct {
	Site     *playbook.Site
	Playbook *playbook.Playbook
}

// A Kind says in one word what a change does to authority.
type Kind string

// The kinds of changes. The first seven are about regions of situations, and so are Duty and Answer.
const (
	Widened      Kind = "widened"     // a role may take an action that it might not take
	Moved        Kind = "moved"       // an action is taken from some roles and given to others
	Opened       Kind = "opened"      // situations are newly at risk, or newly possible
	Relimited    Kind = "relimited"   // the action may be taken as before, on other terms
	Narrowed     Kind = "narrowed"    // a role may no longer take an action that it might take
	Closed       Kind = "closed"      // situations are no longer at risk, or no longer possible
	Forbidden    Kind = "forbidden"   // a prohibition is new where the action was not granted either
	Unforbidden  Kind = "unforbidden" // a prohibition is gone where the action is not granted either
	Duties       Kind = "duty"        // whom a role must call, in which order, or by when
	Answered     Kind = "answer"      // another answer where neither grants nor duties changed
	Validity     Kind = "validity"    // the dates between which the playbook holds
	ActionChange Kind = "action"      // an action is a stopgap or no longer, can be undone or not, or excludes others
	FactChange   Kind = "fact"        // the unit or the grid of a fact
	RoleChange   Kind = "role"        // a role of the site
	OwnerChange  Kind = "owner"       // who owns the workload, and so decides
	ContactHow   Kind = "contact"     // how and when a contact is reached
	SiteChange   Kind = "site"        // holidays, time zone, how long a copy is believed
	Added        Kind = "added"       // a playbook that was not there
	Removed      Kind = "removed"     // a playbook that is no longer there
	Uncompared   Kind = "uncompared"  // nothing can be said
)

// Kinds returns all kinds, what a reviewer must see first in front.
func Kinds() []Kind {
	return []Kind{Uncompared, Widened, Moved, Opened, Relimited, Narrowed, Closed, Forbidden, Unforbidden, Duties, Answered,
		Validity, ActionChange, FactChange, OwnerChange, RoleChange, ContactHow, SiteChange, Added, Removed}
}

// A Change is one change of authority. When it is about situations, it holds throughout a largest region of them, which
// Where describes, and Then and Now are what one of them was and is answered.
type Change struct {
	Kind    Kind
	Action  string   // of Widened, Moved, Relimited, Narrowed, Forbidden and Unforbidden
	Roles   []string // it holds for all of them; of Moved, who may now
	From    []string // of Moved: who may no longer
	Subject string   // what a change without a region is about: a contact, a role, a fact
	Details []string // what changed, exactly
	Also    []Kind   // what else it counts as
	Where   string   // empty for a change without a region
	Then    *Seen
	Now     *Seen
	Books   []string // the playbooks that a change of the site touches
	region  decision.Box
	whole   decision.Node // the situations at risk, when it holds in all of them
}

// Counts reports whether a change is of a kind, or counts as one.
func (c *Change) Counts(k Kind) bool { return c.Kind == k || slices.Contains(c.Also, k) }

// Seen is what one side answers in the witness of a change.
type Seen struct {
	Role    string
	On      string    // the day, when it is not that of the comparison
	Facts   []Reading // only of facts that this side tests
	Refused bool      // one of the readings lies outside what this side takes
	Answer  Verdict
	May     []string // actions with their terms
	Call    []string // ladders with their deadlines
}

// A Comparison is what became of one playbook.
type Comparison struct {
	Changes   []Change
	Notices   []string // what changed and is no change in authority: a fact that is now called otherwise
	More      bool     // there are more regions than were told apart
	Undecided bool     // the analysis took more than its budget, and nothing is known
	diff      *diff
}

// Compare says what the step from one edition of a playbook to another does to authority, from the day on. Both are
// compiled into one forest, so that equal meaning is one node and "nothing changed" is proved.
//
// The dates of single grants are part of the regions: a grant that ends one day later is a grant in force on that day.
// Whether the playbook as a whole is valid is left aside there and compared as dates, since otherwise a playbook that
// lapses would show as narrowed in each of its regions. What lies before the day is not compared.
func Compare(was, is Edition, day playbook.Date) *Comparison {
	editions := [2]Edition{was, is}
	d := newDiff(editions, day, alike(editions))
	if d.differs() && !d.forest.Spent() {
		if renamed := d.proveRenaming(); renamed != nil {
			d = renamed
		}
	}
	c := &Comparison{diff: d}
	if !d.forest.Spent() {
		c.Changes, c.More = d.changes()
	}
	if d.forest.Spent() {
		return &Comparison{Undecided: true}
	}
	c.Changes = append(c.Changes, d.bookChanges()...)
	c.Notices = append(d.renamings(), d.wordings()...)
	return c
}

// diff is two playbooks in one forest.
type diff struct {
	editions [2]Edition
	days     []playbook.Date // beginnings of the periods that the last column tells apart
	renamed  renaming
	names    naming
	joints   []joint
	forest   *decision.Forest
	sides    [2]*side
	meanings *meanings
	roles    []roleName
	ledger   *ledger
}

// roleName is a role under its name on each side.
type roleName [2]string

// newDiff compiles both sides for all roles that one of them has something to say about.
func newDiff(editions [2]Edition, day playbook.Date, r renaming) *diff {
	d := joinDiff(editions, day, r)
	d.compile()
	return d
}

// joinDiff lays out the columns of both sides.
func joinDiff(editions [2]Edition, day playbook.Date, r renaming) *diff {
	d := &diff{editions: editions, days: datesOf(editions, day), renamed: r, names: titled(editions), meanings: newMeanings(), ledger: newLedger()}
	var uses [2]used
	for i, e := range editions {
		v := vocabulary{e.Site, e.Playbook}
		uses[i] = v.use(expressions(e.Playbook))
	}
	d.joints = append(align(uses, r), dayColumn(d.days))
	shown := make([]column, len(d.joints))
	for i, j := range d.joints {
		shown[i] = j.shown
	}
	d.forest = newForest(shown, editionsWork*maxWork)
	return d
}

// editionsWork is how many times the budget of one playbook a comparison has: for two editions, and for what they share.
const editionsWork = 4

func (d *diff) compile() {
	d.sides[then] = compileSide(d.editions[then], d.joints, then, d.forest, d.days, d.names)
	d.sides[now] = compileSide(d.editions[now], d.joints, now, d.forest, d.days, naming{})
	d.nameRoles()
	for i := range d.roles {
		d.part(then, i)
		d.part(now, i)
	}
}

// nameRoles lists the roles of now in their order, then those that only then had.
func (d *diff) nameRoles() {
	back := map[string]string{}
	for old, new := range d.names.roles {
		back[new] = old
	}
	for _, name := range d.sides[now].m.Addressed() {
		d.roles = append(d.roles, roleName{called(back, name), name})
	}
	for _, name := range d.sides[then].m.Addressed() {
		if !slices.ContainsFunc(d.roles, func(r roleName) bool { return r[then] == name }) {
			d.roles = append(d.roles, roleName{name, d.names.role(name)})
		}
	}
}

// part returns what a side means for the role of an index.
func (d *diff) part(side, role int) *part {
	return d.sides[side].part(d.roles[role][side], d.meanings)
}

// differs reports whether any answer may have changed.
func (d *diff) differs() bool {
	return slices.ContainsFunc(d.everyRole(), func(i int) bool { return d.part(then, i).root != d.part(now, i).root }) ||
		len(d.prohibited()) > 0 || len(d.fallen()) > 0
}

func (d *diff) everyRole() []int {
	all := make([]int, len(d.roles))
	for i := range all {
		all[i] = i
	}
	return all
}
