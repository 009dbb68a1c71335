package site_test

import (
	"fmt"
	"slices"
	"strings"

	"remit/generator/authority"
)

// wordsScript opens addresses of one page after the other, answers what it asks about limits, and writes down what it says:
// a line for a plate or a question, and one for everything under it that somebody acts on.
const wordsScript = `(async (now, visits) => {
	Date.now = () => now;
	const live = document.getElementById("walk-live"), all = (root, what) => [...root.querySelectorAll(what)];
	const text = e => {
		const copy = e.cloneNode(true);
		for (const time of all(copy, "time[title]")) time.textContent = time.title;
		return copy.textContent.replace(/\s+/g, " ").trim();
	};
	const terms = slot => all(slot, ".tag, .tell, p").filter(e => !e.matches(".tags, .until, .muted")).map(e => {
		if (e.matches(".cite")) return "  rule " + text(e).replace(/^.* Rule: /, "");
		return "  " + text(e).replace(/^Two people: act together with the (.*) \(a second person, not you\), and record both names\.$/, "together with $1");
	});
	const ladder = duty => [
		...all(duty, "ol.ladder > li").map(li => "  " + text(li.querySelector(".n")) + " " + text(li.querySelector("b"))),
		...all(duty, ".holder .who b").map(b => "call: " + text(b)),
		...["Have ready: ", "If nobody answers: ", "Begin again"].flatMap(kind => all(duty, ":scope > p").map(text).filter(t => t.startsWith(kind)).map(t => "  " + t)),
	];
	const lines = {
		"plate": e => [
			[...e.classList].filter(c => c !== "plate").join(" ") + ": " + text(e.querySelector("h2")),
			...all(e, "[data-slot]").map(s => "fill: " + text(s)),
		],
		"do": e => ["may: " + text(e.querySelector("h3")), ...terms(e.querySelector("[data-slot=grants]"))],
		"duty": e => {
			const title = e.querySelector("h3"), whose = e.querySelector(":scope > p > b");
			if (title) return [text(title), ...ladder(e)];
			return whose ? ["other: " + text(whose.parentElement)] : ladder(e);
		},
		"no": e => [text(e.querySelector("h3"))],
		"question": e => [text(live.querySelector(".crumb")).replace(/^.* · /, "") + ": " + text(e.querySelector("h2"))],
	};
	const said = () => {
		const stage = live.querySelector(".plate, fieldset.question").parentElement;
		return [...stage.children].flatMap(e => {
			for (const kind in lines) if (e.classList.contains(kind)) return lines[kind](e);
			if (e.matches("p.so") && !e.hidden) return [text(e)];
			return e.matches("p:not(.crumb, .row, .good-faith, .so)") ? [text(e)] : [];
		});
	};
	const option = words => all(live, "button.option").find(b => b.textContent === words);
	const settled = async () => {
		while (live.querySelector(".plate.waiting, [aria-busy=true]") || !live.querySelector(".plate, fieldset.question")) await new Promise(next => setTimeout(next, 10));
	};
	const found = [];
	while (!document.querySelector("[data-contact]:not(:empty)")) await new Promise(next => setTimeout(next, 10)); // who answers
	for (const {Hash, Reply} of visits) {
		await new Promise(open => {
			addEventListener("popstate", open, {once: true});
			location.hash = Hash;
		});
		await settled();
		for (let i = 0; i < 20 && text(live.querySelector(".crumb")).endsWith("before the answer"); i++) option(Reply).click();
		found.push(said());
	}
	return JSON.stringify(found);
})(%d, %s)`

// expect turns what ask --batch wrote into what the page should say, and takes from what it said what ask cannot know.
func (r *reader) expect(s situation, a authority.Answer, p *authority.Permit, said []string) (want, got []string) {
	got = slices.Clone(said)
	r.helps = countedIn(a.May) || countedIn(a.Might)
	if p != nil {
		r.helps = slices.ContainsFunc(slices.Concat(p.Grants, p.PossibleGrants), authority.UsedGrant.Counted)
	}
	if !r.helps {
		got = without(got, helpless)
	}
	if p != nil {
		return r.expectOne(a, *p, got), got
	}
	if a.Next != nil {
		return r.asks(a, a.Asking, r.known == 0, got), got
	}
	verdict := a.Answer
	if !a.Settled {
		verdict = a.Safe
	}
	return r.told(a, string(verdict), a.Settled, ""), got
}

// countedIn reports whether a limit of some action counts.
func countedIn(may []authority.May) bool {
	return slices.ContainsFunc(may, func(m authority.May) bool { return slices.ContainsFunc(m.Grants, authority.UsedGrant.Counted) })
}

// without leaves out a heading and the lines under it, wherever it stands.
func without(lines []string, heading string) []string {
	below := false
	return slices.DeleteFunc(lines, func(l string) bool {
		below = l == heading || below && (strings.HasPrefix(l, "  ") || strings.HasPrefix(l, "call: "))
		return below
	})
}

// expectOne is for a question about one action. The page asks on where several grants say yes on the same terms, to cite the
// right one, and does not tell apart what is no yes in any case.
func (r *reader) expectOne(whole authority.Answer, p authority.Permit, got []string) []string {
	if p.Next != nil {
		return r.asks(whole, p.Asking, false, got)
	}
	if strings.HasPrefix(got[0], "question ") && len(p.Grants) > 1 {
		return got
	}
	a := authority.Answer{Duties: p.Duties, PossibleDuties: p.PossibleDuties, Fallback: p.Fallback, Holders: p.Holders, RuledOutBy: p.RuledOutBy, Decides: p.Decides}
	if len(p.Grants) > 0 {
		a.May = []authority.May{{Action: p.Action, Grants: p.Grants}}
	}
	if len(p.PossibleGrants) > 0 {
		a.Might = []authority.May{{Action: p.Action, Grants: p.PossibleGrants}}
	}
	if p.Because != "" || p.Answer == authority.Refused {
		a.Forbidden = []authority.Refusal{{Action: p.Action}}
	}
	return r.told(a, verdictOn(p), p.Settled, p.Action)
}

// verdictOn is the plate for one action.
func verdictOn(p authority.Permit) string {
	switch {
	case p.Answer == authority.Yes && len(p.Duties)+len(p.PossibleDuties) > 0:
		return string(authority.ActAndEscalate)
	case p.Answer == authority.Yes:
		return string(authority.Act)
	case p.Answer == authority.Open:
		return string(p.Safe)
	case p.Situation == authority.NotAtRisk, p.Situation == authority.Impossible:
		return string(p.Situation)
	case len(p.Holders) > 0:
		return string(authority.AskHolder)
	}
	return "not_this"
}

// asks is the page of a question, with what holds if nothing more is learnt. At the beginning both ask the same, and promise
// the same number of questions; later, and about one action, the page keeps to the order that it has, so it may ask another
// fact that matters.
func (r *reader) asks(a authority.Answer, asking authority.Asking, begins bool, got []string) []string {
	words := func(fact string) string { return r.question(fact, asking.Questions.Worst) }
	next := words(*asking.Next)
	for _, fact := range asking.Matters {
		if _, asked, _ := strings.Cut(words(fact), ": "); !begins && strings.HasPrefix(got[0], "question ") && strings.HasSuffix(got[0], ": "+asked) {
			next = got[0]
		}
	}
	r.say("%s", next)
	if r.known > 0 {
		r.say("If you stop now: %s", r.stops(a))
	}
	return r.lines
}

func (r *reader) question(name string, worst int) string {
	fact := r.book.Fact(name)
	if fact == nil {
		fact = r.site.Fact(name)
	}
	return fmt.Sprintf("question %d of at most %d: %s", r.known+1, r.known+worst, fact.Ask.Value)
}
