package adopt

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"remit/generator/prose"
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
		"raise rebalance reboot rebuild recreate recycle redeploy redirect reduce refund reindex reinstall release reload remove renew replace " +
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
	forbid = regexp.MustCompile(`(?i)\b(?:do not|don['’]t|never|must not|may not|mustn['’]t|should not|shouldn['’]t)\b`)
)

// plainItem takes off what numbers an item or makes it a task.
func plainItem(words string) string {
	return number.ReplaceAllString(box.ReplaceAllString(words, ""), "")
}

// begins reports whether words begin with one of the verbs.
func begins(words string, verbs []string) bool {
	first, _, _ := strings.Cut(plainItem(words), " ")
	return slices.Contains(verbs, strings.ToLower(strings.Trim(first, ",:;.*_")))
}

// acts reports whether words tell to change something.
func acts(words string) bool {
	return begins(words, acting) && len(strings.Fields(plainItem(words))) > 1
}

// command reports whether a text begins with code.
func command(text []byte) bool { return bytes.HasPrefix(box.ReplaceAll(text, nil), []byte("`")) }

// readActions proposes actions: headings that begin with a verb, and what the lists and paragraphs of a mitigation say to
// do. What stands below such a heading is its steps.
func (r *runbook) readActions() {
	steps := map[int]bool{}
	title := r.titleHeading()
	for i, h := range r.doc.Headings {
		if i != title && acts(h.Text) && r.parts[i] != escalation {
			steps[i] = true
			r.act(action{title: tidy(plainItem(h.Text)), steps: h.Anchor, said: said{"", "", h.Offset}})
		}
	}
	for _, p := range r.all {
		if p.Kind == prose.Code {
			continue
		}
		if forbid.MatchString(p.Text) {
			r.forbids = append(r.forbids, said{p.Text, "", p.Offset})
			continue
		}
		if inSteps := p.heading >= 0 && steps[p.heading]; !inSteps && (p.part == mitigation || p.part == unnamed && p.Kind == prose.Item) {
			r.step(p, title)
		}
	}
	slices.SortStableFunc(r.actions, func(a, b *action) int { return a.at - b.at })
}

// step proposes an action for a passage that tells to do something, with the condition that it states first.
func (r *runbook) step(p passage, title int) {
	a := action{title: plainItem(p.Text), said: said{"", "", p.Offset}}
	if p.heading >= 0 && p.heading != title {
		a.steps = r.doc.Headings[p.heading].Anchor
	}
	clause := ""
	if m := branch.FindStringSubmatch(a.title); m != nil {
		clause, a.title = m[1], m[2]
	}
	switch {
	case acts(a.title):
	case p.Kind == prose.Item && p.part == mitigation && command(r.text[p.Offset:p.End]) && changes(a.title):
		a.title = "Run " + a.title
	case p.Kind == prose.Row:
		a.title = cellThatActs(p.Text)
	default:
		return
	}
	if a.title != "" && len(r.actions) < most {
		a.when = r.clause(clause, p.Offset)
		r.act(a)
	}
}

// changes reports whether a command is not one that only reads.
func changes(command string) bool {
	words := strings.Fields(command)
	return !slices.ContainsFunc(words[:min(len(words), 3)], func(w string) bool { return slices.Contains(reading, w) })
}

func cellThatActs(row string) string {
	for cell := range strings.SplitSeq(row, " | ") {
		if acts(cell) {
			return cell
		}
	}
	return ""
}

// clause turns the condition of an instruction into a test.
func (r *runbook) clause(words string, at int) string {
	if words == "" {
		return ""
	}
	if tests := r.limits(words, at); len(tests) > 0 {
		return strings.Join(tests, " and ")
	}
	if name := named(words); name != "" && len(r.facts) < most {
		return r.add(&fact{name: name, ask: sentence(short(words, 100)) + "?", said: said{"", "", at}})
	}
	return ""
}

// act enters an action, unless one of that title is there.
func (r *runbook) act(a action) {
	first, _, _ := strings.Cut(a.title, ". ")
	a.title = sentence(short(strings.TrimRight(first, ".:;,! "), 70))
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
