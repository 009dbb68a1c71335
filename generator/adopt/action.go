package adopt

import (
	"regexp"
	"slices"
	"strings"

	"remit/generator/prose"
	"remit/generator/words"
)

// An action is something that the runbook tells its reader to do.
type action struct {
	name, title, steps, when string
	said
}

var (
	// acting are verbs that change something.
	acting = strings.Fields("activate add apply assign attach bounce block bypass cancel change clean clear close cordon create deactivate " +
		"decommission decrease delete deploy detach disable disconnect divert drain drop enable evict expand extend failover fail flush force free grant grow " +
		"halt increase install isolate kill limit lock lower migrate mount move open override patch pause pin promote provision purge quarantine " +
		"prune raise rebalance reapply reconnect rename repair rerun reroute reboot rebuild recreate recycle redeploy redirect reduce refund reindex reinstall release reload remove renew replace " +
		"replay reprovision reset resize resolve restart restore resume resync retry revert revoke roll rollback rotate run scale schedule send set shed shift " +
		"shrink shut silence skip split start stop suspend swap switch sync taint terminate throttle trigger truncate turn unblock uncordon undo " +
		"unlock unmount update upgrade use vacuum wipe write")
	// observing are verbs that only look.
	observing = strings.Fields("check verify look see read confirm ensure inspect review monitor watch wait view examine find determine " +
		"identify investigate go log ssh connect consult compare list describe get note collect gather search query repeat consider make try follow open test validate")
	// calling are verbs that reach somebody.
	calling = strings.Fields("call page contact notify escalate inform tell ask ping email mail message alert phone engage raise reach post announce")
	// reading are words of commands that change nothing.
	reading = strings.Fields("get describe logs log top status show list tail cat grep ps df du ls head less journalctl dig ping curl wget explain stats info version watch uptime free netstat ss")
)

var (
	box    = regexp.MustCompile(`^\[[ xX]\]\s+`)
	number = regexp.MustCompile(`(?i)^(?:step\s+)?\d+[.):]?\s+`)
	branch = regexp.MustCompile(`(?i)^(?:if|when|in case|once|should) (.+?)(?:, then |, |: | then )(.+)$`)
	forbid = regexp.MustCompile(`(?i)(?:^|[.!?:;,(] ?)(?:please |but |and )?(?:do not|don['’]t|never)\b|\b(?:must not|mustn['’]t|must never|not allowed|forbidden|prohibited|under no circumstances)\b`)
)

// readActions proposes actions: headings that begin with a verb, and what the lists and paragraphs of a mitigation say to
// do. What stands below such a heading is its steps.
func (r *runbook) readActions() {
	steps := map[int]bool{}
	for i, h := range r.doc.Headings {
		if i != r.top && acts(h.Text) && r.parts[i] != escalation {
			steps[i] = true
			r.act(action{title: tidy(plainItem(h.Text)), steps: h.Anchor, said: said{"", "", h.Offset}})
		}
	}
	for _, p := range r.all {
		if p.Kind == prose.Code {
			continue
		}
		for _, s := range sentences(p.Text) {
			if forbid.MatchString(s) && !strings.HasSuffix(s, "?") {
				r.forbid(p, s)
			}
		}
		if inSteps := p.heading >= 0 && steps[p.heading]; !inSteps && (p.part == mitigation || p.part == unnamed) {
			r.steps(p)
		}
	}
	slices.SortStableFunc(r.actions, func(a, b *action) int { return a.at - b.at })
}

// forbid enters a sentence that forbids. All of them are, since one that is overlooked would be a permission.
func (r *runbook) forbid(p passage, sentence string) {
	at := p.Offset
	if len(r.forbids) < 10*most { // whoever has more finds them by their paragraph
		at = r.find(p, sentence)
	}
	r.forbids = append(r.forbids, said{sentence, "", at})
}

// steps proposes what a passage tells to do: a row of a table one thing, all else one a sentence.
func (r *runbook) steps(p passage) {
	a := action{said: said{"", "", p.Offset}}
	if p.heading >= 0 && p.heading != r.top {
		a.steps = r.doc.Headings[p.heading].Anchor
	}
	if p.Kind == prose.Row {
		r.row(p, a)
		return
	}
	for _, s := range sentences(plainItem(p.Text)) {
		r.step(p, s, a)
	}
}

// row proposes the first cell that tells to do something, under the limits of the cells before it.
func (r *runbook) row(p passage, a action) {
	var tests []said
	for cell := range strings.SplitSeq(p.Text, " | ") {
		if acts(cell) {
			a.title, a.when = cell, both(tests)
			r.act(a)
			return
		}
		tests = append(tests, r.limits(p, cell)...)
	}
}

// step proposes an action for a sentence that tells to do something, with the condition that it states first.
func (r *runbook) step(p passage, sentence string, a action) {
	a.title = sentence
	clause := ""
	if m := branch.FindStringSubmatch(a.title); m != nil {
		clause, a.title = m[1], m[2]
	}
	switch {
	case acts(a.title):
	case p.Kind == prose.Item && p.part == mitigation && command(r.text[p.Offset:p.End]) && changes(a.title):
		a.title = "Run " + a.title
	default:
		return
	}
	if len(r.actions) < most {
		a.at = r.find(p, sentence)
		a.when = r.clause(p, clause)
		r.act(a)
	}
}

// changes reports whether a command is not one that only reads.
func changes(command string) bool {
	words := strings.Fields(command)
	return !slices.ContainsFunc(words[:min(len(words), 3)], func(w string) bool { return slices.Contains(reading, w) })
}

// clause turns the condition of an instruction into a test.
func (r *runbook) clause(p passage, test string) string {
	if test == "" {
		return ""
	}
	if tests := r.limits(p, test); len(tests) > 0 {
		return both(tests)
	}
	if name := named(test); name != "" && len(r.facts) < most {
		return r.add(&fact{name: name, ask: words.Capital(shorten(test, 100)) + "?", said: said{"", "", r.find(p, test)}})
	}
	return ""
}

// both joins tests that must all hold.
func both(tests []said) string {
	var all []string
	for _, t := range tests {
		all = append(all, t.words)
	}
	return strings.Join(all, " and ")
}

// act enters an action, unless one of that title is there.
func (r *runbook) act(a action) {
	first, _, _ := strings.Cut(a.title, ". ")
	a.title = words.Capital(shorten(strings.TrimRight(first, ".:;,! "), 70))
	a.name = named(a.title)
	known := slices.ContainsFunc(r.actions, func(b *action) bool { return b.name == a.name })
	if a.name == "" || known || len(r.actions) >= most {
		return
	}
	if slices.Contains(reserved, a.name) {
		a.name = "do_" + a.name
	}
	r.actions = append(r.actions, &a)
}
