package page

import (
	"html/template"
	"slices"

	"remit/generator/authority"
	"remit/generator/words"
)

// mostNodes is how many questions a page lays out, all roles together. Of one role's questions no more are followed, either.
const mostNodes = 200

// questionsView is every question of a playbook with every answer, on a page of its own: for readers without a script, and
// for those who want to see the whole. The playbook's page is many times smaller without it.
type questionsView struct {
	Lapsed   string
	Playbook link
	Walks    []roleWalk
	Answers  []*answer // at the ends of the questions
	End      string
	Table    string // leads to who may do what
}

// A roleWalk is the questions of a role, or of several that are asked and answered alike.
type roleWalk struct {
	Roles  []option
	Step   template.HTML // the questions; "" when there were too many to lay out
	AtMost string
	first  *step
}

// An option is a role that a reader may choose: one that the playbook lists, or one that includes such a role.
type option struct {
	Name, Title string
	ID          string // on the page of questions
	Href        string // leads there
}

// questionsEnd is how the address of such a page ends. No name of a playbook has a dot.
const questionsEnd = ".questions.html"

func questionsAddress(id string) string { return "playbooks/" + id + questionsEnd }

func (w *writer) questions(b *book) sheet {
	view := func(at place) any { return w.questionsView(b, at) }
	return sheet{address: questionsAddress(b.ID), layout: "questions.html", scripts: []string{"reach"}, title: b.Title.Value + ": all questions", view: view}
}

func (w *writer) questionsView(b *book, at place) questionsView {
	t := w.tree(b, at, w.endWords(b))
	v := questionsView{Lapsed: w.lapsed(b), Playbook: at.link(b.Title.Value, b.Address()), Walks: t.walks(w.options(b, at)), End: t.end}
	v.Answers, v.Table = t.answers, at.to(b.Address())+"#who-may-do-what"
	return v
}

// options are the roles that a playbook answers. Those that it lists come first.
func (w *writer) options(b *book, at place) []option {
	var list []option
	for _, role := range b.model.Readers() {
		id := "role." + role
		list = append(list, option{role, w.roleTitle(role), id, at.to(questionsAddress(b.ID)) + "#" + id})
	}
	return list
}

// walks are the questions of each role; those of roles that read the same stand once.
func (t *tree) walks(roles []option) []roleWalk {
	var list []roleWalk
	for _, role := range roles {
		one := roleWalk{Roles: []option{role}}
		if found, _ := t.b.model.Walk(role.Name, mostNodes); found != nil {
			one.first, one.AtMost = t.step(found), atMost(found)
			same := slices.IndexFunc(list, func(r roleWalk) bool { return r.first == one.first && r.AtMost == one.AtMost })
			if same >= 0 {
				list[same].Roles = append(list[same].Roles, role)
				continue
			}
			one.Step = t.unrolled(one.first)
		}
		list = append(list, one)
	}
	return list
}

func atMost(t *authority.Walk) string {
	if t.Fact == nil {
		return "No question needed."
	}
	words := "At most " + words.Count(t.Worst, "question")
	if t.Least == t.Worst {
		return words + "; no order needs fewer."
	}
	return words + "; no order needs fewer than " + itoa(t.Least) + "."
}
