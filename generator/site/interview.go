package site

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"remit/generator/authority"
	"remit/generator/playbook"
	"remit/generator/print"
	"remit/generator/words"
)

// Interview asks back on a terminal for whatever is missing: the playbook, the role, and one fact after the other, the
// one that settles most first. With an action it asks only what matters for that. An empty line stops; what holds by then
// is said. A limit on the use of an action is asked about before its yes.
func (a *Asker) Interview(in io.Reader, out io.Writer, id, role, action string, facts []string) error {
	t := &interview{bufio.NewScanner(in), out}
	id, err := t.playbook(a, id)
	if err != nil {
		return err
	}
	m, err := a.model(id)
	if err != nil {
		return err
	}
	if role, err = t.role(m, role); err != nil {
		return err
	}
	readings, err := readingsOf(facts)
	if err != nil {
		return err
	}
	if action == "" {
		return t.facts(m, readings, func(r []authority.Reading) (turn, error) {
			reply, err := a.reply(m, role, r)
			if err != nil {
				return turn{}, err
			}
			return turn{reply.Asking, func() error { return t.conclude(reply) }}, nil
		})
	}
	return t.facts(m, readings, func(r []authority.Reading) (turn, error) {
		permit, err := a.permit(m, role, action, r)
		if err != nil {
			return turn{}, err
		}
		return turn{permit.Asking, func() error { return t.concludeAction(permit) }}, nil
	})
}

// A turn is an answer to what is known so far: what is left to ask, and how to end when no more is asked.
type turn struct {
	left     authority.Asking
	conclude func() error
}

type interview struct {
	in  *bufio.Scanner
	out io.Writer
}

// errStopped says that the reader stopped before there was anything to say.
var errStopped = &UsageError{Problem: "stopped before the question was complete"}

func (t *interview) playbook(a *Asker, id string) (string, error) {
	if id != "" {
		return id, nil
	}
	var titles, ids []string
	for _, p := range a.library.Playbooks {
		ids, titles = append(ids, p.ID), append(titles, p.Title.Value)
	}
	i, err := t.choose("What is happening?", titles)
	if err != nil {
		return "", err
	}
	return ids[i], nil
}

func (t *interview) role(m *authority.Model, role string) (string, error) {
	if role != "" {
		return role, nil
	}
	var titles []string
	for _, r := range m.Playbook.Roles {
		titles = append(titles, m.RoleTitle(r.Value))
	}
	i, err := t.choose("Who are you?", titles)
	if err != nil {
		return "", err
	}
	return m.Playbook.Roles[i].Value, nil
}

// facts asks until the answer is settled, nothing can be learnt any more, or the reader stops.
func (t *interview) facts(m *authority.Model, readings []authority.Reading, ask func([]authority.Reading) (turn, error)) error {
	for {
		reply, err := ask(readings)
		if err != nil {
			return err
		}
		left := reply.left
		if left.Next == nil {
			return reply.conclude()
		}
		value, err := t.fact(m, left)
		if errors.Is(err, errStopped) {
			return reply.conclude()
		}
		if err != nil {
			return err
		}
		next := append(readings[:len(readings):len(readings)], authority.Reading{Fact: *left.Next, Value: value})
		if _, err := m.Read(next); err != nil {
			fmt.Fprintln(t.out, " ", err)
			continue
		}
		readings = next
	}
}

// conclude asks about each limit that counts before it says a yes, and says what is left.
func (t *interview) conclude(r *print.Reply) error {
	certain := r.May
	r.May, r.Asked = []authority.May{}, true
	for _, m := range certain {
		free, err := t.free(r.Model, m)
		if err != nil {
			return err
		}
		if free {
			r.May = append(r.May, m)
		} else {
			r.Spent = append(r.Spent, m)
		}
	}
	return r.Print(t.out, "text")
}

// concludeAction asks about each limit that counts before it says yes.
func (t *interview) concludeAction(p *print.Permit) error {
	p.Asked = true
	if p.Answer == authority.Yes {
		free, err := t.free(p.Model, authority.May{Action: p.Action, Grants: p.Grants})
		if err != nil {
			return err
		}
		p.Spent = !free
	}
	return p.Print(t.out, "text")
}

// free reports whether the reader knows that no limit of an action is used up.
func (t *interview) free(m *authority.Model, may authority.May) (bool, error) {
	for _, ask := range print.UsedBefore(may) {
		fmt.Fprintf(t.out, "\n%s: %s\n", m.ActionTitle(may.Action), ask)
		text, err := t.read("  yes, no, or ? when nobody knows: ")
		if err != nil && !errors.Is(err, errStopped) {
			return false, err
		}
		if !strings.EqualFold(text, "no") {
			return false, nil
		}
	}
	return true, nil
}

// fact asks for one value; "?" says that it cannot be learnt.
func (t *interview) fact(m *authority.Model, left authority.Asking) (string, error) {
	f := m.FactOf(*left.Next)
	fmt.Fprintf(t.out, "\n%s (%s)\n", m.Question(*left.Next), words.Lower(print.QuestionsLeft(left.Questions, "")))
	if f.Look.Present() {
		fmt.Fprintf(t.out, "  look: %s\n", f.Look.Value)
	}
	switch f.Kind {
	case playbook.YesNo:
		return t.read("  yes, no, or ? when you cannot tell: ")
	case playbook.Choice:
		for _, o := range f.Options {
			fmt.Fprintf(t.out, "  %s  %s\n", o.Name.Value, o.Title.Value)
		}
		return t.read("  one of these, or ? when you cannot tell: ")
	}
	fmt.Fprintf(t.out, "  what matters: %s\n", print.Ranges(left))
	return t.read(fmt.Sprintf("  a number from %s to %s, or ? when you cannot tell: ", authority.Measure(f, f.Min.Text), authority.Measure(f, f.Max.Text)))
}

// choose asks for one of a list, by its number.
func (t *interview) choose(question string, options []string) (int, error) {
	fmt.Fprintln(t.out, question)
	for i, o := range options {
		fmt.Fprintf(t.out, "  %d  %s\n", i+1, o)
	}
	for {
		text, err := t.read(fmt.Sprintf("  1 to %d: ", len(options)))
		if err != nil {
			return 0, err
		}
		if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(options) {
			return n - 1, nil
		}
	}
}

// read returns one line; errStopped for an empty one, and at the end.
func (t *interview) read(prompt string) (string, error) {
	fmt.Fprint(t.out, prompt)
	if !t.in.Scan() {
		if err := t.in.Err(); err != nil {
			return "", err
		}
		return "", errStopped
	}
	text := strings.TrimSpace(t.in.Text())
	if text == "" {
		return "", errStopped
	}
	return text, nil
}
