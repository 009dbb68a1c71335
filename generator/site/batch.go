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

// Batch answers one JSON object a line, {"playbook":…,"role":…,"facts":{…}}, each with one line, in order. A bad line
// is answered with {"error":…}, and the rest go on. The error is one of reading or writing.
func (a *Asker) Batch(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 64<<10)
	w := bufio.NewWriter(out)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for {
		line, err := readLine(lines)
		if len(bytes.TrimSpace(line)) > 0 {
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
	reply, err := a.reply(m, q.role, q.readings)
	if err != nil {
		return refusal{err.Error()}
	}
	return reply.Answer
}

// question is one line of a batch.
type question struct {
	playbook, role string
	readings       []authority.Reading
}

func questionOf(line []byte) (question, error) {
	if len(line) > maxQuestion {
		return question{}, fmt.Errorf("the line is longer than %d bytes", maxQuestion)
	}
	var q struct {
		Playbook string
		Role     string
		Facts    map[string]json.RawMessage
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&q); err != nil {
		return question{}, fmt.Errorf("not a question: %v; write {\"playbook\":…,\"role\":…,\"facts\":{…}}", err)
	}
	if d.More() {
		return question{}, errors.New("more than one value on the line; write one question a line")
	}
	read := question{playbook: q.Playbook, role: q.Role}
	for fact, raw := range q.Facts {
		value, err := valueOf(raw)
		if err != nil {
			return question{}, fmt.Errorf("fact %q: %w", fact, err)
		}
		read.readings = append(read.readings, authority.Reading{Fact: fact, Value: value})
	}
	slices.SortFunc(read.readings, func(a, b authority.Reading) int { // so that the same line gets the same complaint
		return bytes.Compare([]byte(a.Fact), []byte(b.Fact))
	})
	return read, nil
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
