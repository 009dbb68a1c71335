package site

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"remit/generator/authority"
)

// maxQuestion is the longest line of a batch, in bytes.
const maxQuestion = 1 << 20

// Batch answers one JSON object a line, {"playbook":…,"role":…,"facts":{…}}, each with one line, in order. With
// "action" it asks about one action. A bad line is answered with {"error":…}, and the rest go on. The error is one of
// reading or writing.
func (a *Asker) Batch(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 64<<10)
	w := bufio.NewWriter(out)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for {
		line, err := readLine(lines)
		if len(line) > 0 { // an empty line is a bad one, so that lines and answers go together
			if err := e.Encode(a.answer(line)); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return w.Flush()
		}
		if err != nil {
			return err
		}
	}
}

// readLine reads to the end of a line; what is longer than a question may be is dropped, and the line is no JSON then.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line) <= maxQuestion {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

type refusal struct {
	Error string `json:"error"`
}

// answer answers one line: with an Answer, or with why there is none.
func (a *Asker) answer(line []byte) any {
	q, err := questionOf(line)
	if err != nil {
		return refusal{err.Error()}
	}
	m, err := a.model(q.playbook)
	if err != nil {
		return refusal{err.Error()}
	}
	if q.action != "" {
		reply, err := a.permit(m, q.role, q.action, q.readings)
		if err != nil {
			return refusal{err.Error()}
		}
		return reply.Permit
	}
	reply, err := a.reply(m, q.role, q.readings)
	if err != nil {
		return refusal{err.Error()}
	}
	return reply.Answer
}

// question is one line of a batch.
type question struct {
	playbook, role string
	action         string // "" for all of them
	readings       []authority.Reading
}

func questionOf(line []byte) (question, error) {
	if len(line) > maxQuestion {
		return question{}, fmt.Errorf("the line is longer than %d bytes", maxQuestion)
	}
	keys, err := objectOf(line)
	if err != nil {
		return question{}, fmt.Errorf("not a question: %w; write {\"playbook\":…,\"role\":…,\"facts\":{…}}", err)
	}
	var q question
	for _, k := range keys {
		switch k.name {
		case "playbook":
			q.playbook, err = textOf(k)
		case "role":
			q.role, err = textOf(k)
		case "action":
			if q.action, err = textOf(k); err == nil && q.action == "" {
				err = errors.New("the action has no name; leave the key out to ask about all of them")
			}
		case "facts":
			q.readings, err = readingsIn(k.value)
		default:
			err = fmt.Errorf("a question has no key %q", k.name)
		}
		if err != nil {
			return question{}, err
		}
	}
	return q, nil
}

// pair is a key of a JSON object and its value as it is written.
type pair struct {
	name  string
	value json.RawMessage
}

func readingsIn(facts json.RawMessage) ([]authority.Reading, error) {
	pairs, err := objectOf(facts)
	if err != nil {
		return nil, fmt.Errorf("facts: %w", err)
	}
	var readings []authority.Reading
	for _, p := range pairs {
		value, err := valueOf(p.value)
		if err != nil {
			return nil, fmt.Errorf("fact %q: %w", p.name, err)
		}
		readings = append(readings, authority.Reading{Fact: p.name, Value: value})
	}
	return readings, nil
}

// valueOf takes a string, a number as it is written, or true and false.
func valueOf(raw json.RawMessage) (string, error) {
	var text string
	if json.Unmarshal(raw, &text) == nil && raw[0] == '"' {
		return text, nil
	}
	if raw[0] == '{' || raw[0] == '[' || bytes.Equal(raw, []byte("null")) {
		return "", errors.New("write a string, a number, true or false; \"?\" when it cannot be learnt")
	}
	return string(raw), nil
}

// objectOf reads a JSON object that stands alone. Unlike the standard decoder it refuses a key that stands twice, and it
// tells keys apart that differ by case: a fact or a role that was dropped in silence could turn a no into a yes.
func objectOf(text []byte) ([]pair, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.New("it does not begin with {")
	}
	var pairs []pair
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		p := pair{name: fmt.Sprint(name)}
		if slices.ContainsFunc(pairs, func(q pair) bool { return q.name == p.name }) {
			return nil, fmt.Errorf("the key %q stands twice", p.name)
		}
		if err := d.Decode(&p.value); err != nil {
			return nil, err
		}
		pairs = append(pairs, p)
	}
	if _, err := d.Token(); err != nil {
		return nil, errors.New("it does not end with }")
	}
	if d.More() {
		return nil, errors.New("there is more than one value on the line")
	}
	return pairs, nil
}

func textOf(p pair) (text string, err error) {
	if err := json.Unmarshal(p.value, &text); err != nil || p.value[0] != '"' {
		return "", fmt.Errorf("%q is a string", p.name)
	}
	return text, nil
}
