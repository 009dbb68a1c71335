package authority_test

import (
	"slices"
	"strings"

	"remit/generator/authority"
)

// The walker answers from the JSON alone. It knows what the schema says of its keys and nothing else of this package.
type walker struct {
	Facts []struct {
		Name, Kind, Min, Max string
		Options, Cuts        []string
	}
	Nodes  [][]int
	Grants []struct{ Grant, Action string }
	Duties []struct {
		Within  string
		Minutes int
	}
	Impossible []struct {
		Because string
		Root    int
	}
	Actions []struct{ Action string }
	Roles   []walkedRole
}

type walkedRole struct {
	Role              string
	Unlisted, Decides bool
	Root              int
	Outcomes          []walked
	Ladders           [][]string
	Refusals          []struct {
		Action string
		Root   int
	}
	Fallbacks []struct{ Duty, Root int }
	Questions []struct{ Column, Worst int }
	Optimal   bool
}

type walked struct {
	Verdict        string
	Grants, Duties []int
	Resolves       bool
}

// begins compares the first question with that of Ask when nothing is known.
func (w walker) begins(r walkedRole, a authority.Answer) string {
	switch {
	case a.Next == nil && len(r.Questions) == 0:
		return ""
	case a.Next == nil || len(r.Questions) == 0:
		return r.Role + ": one of the two has no question"
	}
	if q := r.Questions[0]; w.Facts[q.Column].Name != *a.Next || q.Worst != a.Questions.Worst || r.Optimal != a.Questions.Optimal {
		return r.Role + ": it begins with another question than " + *a.Next
	}
	return ""
}

// known reads values into cells.
func (w walker) known(readings []authority.Reading) map[int]int {
	cells := map[int]int{}
	for column, f := range w.Facts {
		for _, r := range readings {
			if r.Fact != f.Name || r.Value == "?" {
				continue
			}
			switch f.Kind {
			case "yes/no":
				cells[column] = slices.Index([]string{"no", "yes"}, r.Value)
			case "choice":
				cells[column] = slices.Index(f.Options, r.Value)
			case "number":
				cells[column] = len(slices.DeleteFunc(slices.Clone(f.Cuts), func(cut string) bool {
					at, above := strings.CutSuffix(cut, "+")
					by := number(r.Value).Rat.Cmp(number(at).Rat)
					return by < 0 || by == 0 && above
				}))
			}
		}
	}
	return cells
}

// leaves follows every arc that the known cells leave open.
func (w walker) leaves(root int, known map[int]int) []int {
	found := map[int]bool{}
	var walk func(at int)
	walk = func(at int) {
		if at < 0 || found[at] {
			found[at] = true
			return
		}
		found[at] = true
		start, node := 0, w.Nodes[at]
		for i := 1; i < len(node); i += 2 {
			if cell, ok := known[node[0]]; !ok || start <= cell && cell < node[i] {
				walk(node[i+1])
			}
			start = node[i]
		}
	}
	walk(root)
	var list []int
	for at := range found {
		if at < 0 {
			list = append(list, -1-at)
		}
	}
	slices.Sort(list)
	return list
}

func (w walker) judge(r walkedRole, known map[int]int) judgement {
	var all []walked
	for _, leaf := range w.leaves(r.Root, known) {
		if leaf != 0 {
			all = append(all, r.Outcomes[leaf])
		}
	}
	j := judgement{Answer: "impossible", Safe: "call_owner", Settled: true, Forbidden: w.forbidden(r, known, len(all) > 0)}
	if all == nil {
		j.RuledOut = w.ruledOut(known)
		return j
	}
	j.Answer, j.Decides = all[0].Verdict, r.Decides
	for _, o := range all {
		same := o.Verdict == all[0].Verdict && slices.Equal(o.Grants, all[0].Grants) && slices.Equal(r.owes(o), r.owes(all[0]))
		j.Settled, j.Decides = j.Settled && same, j.Decides && o.Verdict != "not_at_risk" && !o.Resolves
	}
	if !j.Settled {
		j.Answer = "unsettled"
	}
	j.May, j.Might = w.actions(all)
	j.Duties, j.Possible = w.duties(r, all)
	j.Safe = safe(len(j.May) > 0, len(j.Duties)+len(j.Possible) > 0)
	j.Holders = w.holders(r, known, j)
	if len(j.May)+len(j.Might) > 0 { // in this test every grant has a limit that counts
		j.Fallback = w.fallback(r, known, j)
	}
	return j
}

func (r walkedRole) owes(o walked) []string {
	var ladders []string
	for _, d := range o.Duties {
		ladders = append(ladders, strings.Join(r.Ladders[d], ">"))
	}
	slices.Sort(ladders)
	return slices.Compact(ladders)
}

func (w walker) actions(all []walked) (certain, possible []string) {
	for _, a := range w.Actions {
		used, holds := map[int]bool{}, 0
		for _, o := range all {
			here := false
			for _, g := range o.Grants {
				if w.Grants[g].Action == a.Action {
					used[g], here = true, true
				}
			}
			if here {
				holds++
			}
		}
		line := a.Action + ":"
		for g := range w.Grants {
			if used[g] {
				line += " " + w.Grants[g].Grant
			}
		}
		switch holds {
		case 0:
		case len(all):
			certain = append(certain, line)
		default:
			possible = append(possible, line)
		}
	}
	return certain, possible
}

// duties joins those with one remaining ladder, the earliest deadline first.
func (w walker) duties(r walkedRole, all []walked) (certain, possible []string) {
	done := map[string]bool{}
	for d := range w.Duties {
		ladder, holds, earliest := strings.Join(r.Ladders[d], ">"), 0, -1
		for _, o := range all {
			if slices.Contains(r.owes(o), ladder) {
				holds++
			}
			for _, x := range o.Duties {
				if strings.Join(r.Ladders[x], ">") == ladder && (earliest < 0 || w.Duties[x].Minutes < w.Duties[earliest].Minutes) {
					earliest = x
				}
			}
		}
		if holds == 0 || done[ladder] || !slices.ContainsFunc(all, func(o walked) bool { return slices.Contains(o.Duties, d) }) {
			continue
		}
		done[ladder] = true
		line := ladder + " " + w.Duties[earliest].Within
		if holds == len(all) {
			certain = append(certain, line)
		} else {
			possible = append(possible, line)
		}
	}
	return certain, possible
}

func (w walker) holders(r walkedRole, known map[int]int, own judgement) (lines []string) {
	for _, a := range w.Actions {
		if slices.ContainsFunc(own.May, func(line string) bool { return strings.HasPrefix(line, a.Action+":") }) {
			continue
		}
		roles := map[bool][]string{}
		for _, other := range w.Roles {
			holds, of := w.holds(other, a.Action, known)
			if other.Role != r.Role && !other.Unlisted && holds > 0 {
				roles[holds == of] = append(roles[holds == of], other.Role)
			}
		}
		if roles[true] != nil {
			lines = append(lines, holderLine(a.Action, true, roles[true]))
		}
		if roles[false] != nil && own.Answer == "ask_holder" {
			lines = append(lines, holderLine(a.Action, false, roles[false]))
		}
	}
	return lines
}

func (w walker) holds(r walkedRole, action string, known map[int]int) (holds, of int) {
	for _, leaf := range w.leaves(r.Root, known) {
		if leaf == 0 {
			continue
		}
		of++
		if slices.ContainsFunc(r.Outcomes[leaf].Grants, func(g int) bool { return w.Grants[g].Action == action }) {
			holds++
		}
	}
	return holds, of
}

func (w walker) forbidden(r walkedRole, known map[int]int, admissible bool) []string {
	var list []string
	for _, f := range r.Refusals {
		leaves := slices.DeleteFunc(w.leaves(f.Root, known), func(leaf int) bool { return leaf == 0 })
		if f.Root == -3 || admissible && slices.Equal(leaves, []int{2}) {
			list = append(list, f.Action)
		}
	}
	return list
}

func (w walker) fallback(r walkedRole, known map[int]int, j judgement) []string {
	if len(j.Duties)+len(j.Possible) > 0 {
		return slices.Concat(j.Duties, j.Possible)
	}
	var here walked
	for _, f := range r.Fallbacks {
		if slices.Contains(w.leaves(f.Root, known), 2) {
			here.Duties = append(here.Duties, f.Duty)
		}
	}
	list, _ := w.duties(r, []walked{here})
	return list
}

func (w walker) ruledOut(known map[int]int) []string {
	var whole, part []string
	for _, line := range w.Impossible {
		leaves := w.leaves(line.Root, known)
		if slices.Contains(leaves, 1) {
			part = append(part, line.Because)
		}
		if slices.Equal(leaves, []int{1}) {
			whole = append(whole, line.Because)
		}
	}
	if whole != nil {
		return whole
	}
	return part
}
