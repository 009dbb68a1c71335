package authority

import "encoding/json"

// Packed writes an export down for a page, where it is the largest part of what a reader waits for: the same model, in lists
// instead of objects, and without what follows from the rest. static/client/walk/unpack.ts reads it; nobody else does.
//
//	[version, playbook, facts, nodes, grants, duties, roles, impossible]
//	grant:    [grant, from, until]                    its action stands before the #
//	duty:     [within, minutes]
//	role:     [role, flags, root, outcomes, ladders, questions, refusals, fallbacks]
//	outcome:  [verdict, grants, duties, resolves]     flags: 1 unlisted, 2 decides, 4 optimal; resolves: 0, 1
//	question: [column, worst, answer, …]
//	answer:   [first, last, next, label]              no label where it is that of the cell
//	refusal:  [action, root]   fallback: [duty, root]   impossible: [because, root]
//
// What is empty at the end of a list is left out, and 0 stands for an empty list before that.
func (e Export) Packed() []byte {
	p := packer{e}
	data, err := json.Marshal([]any{e.Version, e.Playbook, e.Facts, e.Nodes, p.grants(), p.duties(), p.roles(), p.impossible()})
	if err != nil {
		panic(err) // an Export is plain data
	}
	return data
}

type packer struct{ Export }

func (p packer) grants() []any {
	list := []any{}
	for _, g := range p.Grants {
		list = append(list, trimmed(g.Grant, number(g.From), number(g.Until)))
	}
	return list
}

func (p packer) duties() []any {
	list := []any{}
	for _, d := range p.Duties {
		list = append(list, []any{d.Within, d.Minutes})
	}
	return list
}

func (p packer) impossible() []any {
	list := []any{}
	for _, line := range p.Impossible {
		list = append(list, []any{line.Because, line.Root})
	}
	return list
}

func (p packer) roles() []any {
	list := []any{}
	for _, r := range p.Roles {
		var outcomes, questions, refusals, fallbacks []any
		for _, o := range r.Outcomes {
			outcomes = append(outcomes, trimmed(o.Verdict, empty(o.Grants), empty(o.Duties), bit(o.Resolves, 1)))
		}
		for _, q := range r.Questions {
			questions = append(questions, p.question(q))
		}
		for _, f := range r.Refusals {
			refusals = append(refusals, []any{f.Action, f.Root})
		}
		for _, f := range r.Fallbacks {
			fallbacks = append(fallbacks, []any{f.Duty, f.Root})
		}
		flags := bit(r.Unlisted, 1) + bit(r.Decides, 2) + bit(r.Optimal, 4)
		list = append(list, trimmed(r.Role, flags, r.Root, empty(outcomes), empty(r.Ladders), empty(questions), empty(refusals), empty(fallbacks)))
	}
	return list
}

func (p packer) question(q ExportQuestion) []any {
	list := []any{q.Column, q.Worst}
	for _, a := range q.Answers {
		answer := []any{a.First, a.Last, a.Next}
		if a.First != a.Last || a.Label != p.Facts[q.Column].Labels[a.First] {
			answer = append(answer, a.Label)
		}
		list = append(list, answer)
	}
	return list
}

// trimmed leaves out what is 0 at the end of a list.
func trimmed(list ...any) []any {
	for len(list) > 0 && list[len(list)-1] == 0 {
		list = list[:len(list)-1]
	}
	return list
}

// empty writes 0 for a list without elements.
func empty[T any](list []T) any {
	if len(list) == 0 {
		return 0
	}
	return list
}

func number(n int64) any {
	if n == 0 {
		return 0
	}
	return n
}

func bit(set bool, value int) int {
	if set {
		return value
	}
	return 0
}
