package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"remit/generator/check"
	"remit/generator/diagnostic"
)

// A baseline lists findings that a team knows of and mends step by step. A finding is known by its rule, its file and
// its words, not by its line, so that it stays known while the file grows around it.
type baseline struct {
	Version  int     `json:"version"`
	Findings []known `json:"findings"`
}

type known struct {
	Rule    string `json:"rule"`
	File    string `json:"file"`
	Message string `json:"message"`
	Region  string `json:"region,omitempty"`
}

func knownAs(d diagnostic.Diagnostic) known {
	return known{d.Rule, d.Span.Path(), d.Message, d.Region}
}

// leaveOut takes out of the report what the baseline in a file lists, each entry once; an empty path lists nothing.
func (r *Report) leaveOut(path string) error {
	if path == "" {
		return nil
	}
	listed, err := readBaseline(path)
	if err != nil {
		return err
	}
	left := map[known]int{}
	for _, k := range listed.Findings {
		left[k]++
	}
	var fresh []diagnostic.Diagnostic
	for _, d := range r.findings {
		if k := knownAs(d); left[k] > 0 {
			left[k]--
			r.known++
			continue
		}
		fresh = append(fresh, d)
	}
	r.gone = len(listed.Findings) - r.known
	r.findings = r.withUnanalysed(fresh)
	r.count()
	return nil
}

// withUnanalysed adds the playbooks that nothing was proved about because of what the baseline lists: that is no reason to
// pass them.
func (r *Report) withUnanalysed(found []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	return diagnostic.Sort(append(found, check.Unanalysed(r.study.library.Site, r.study.unanalysed(), found)...))
}

func readBaseline(path string) (baseline, error) {
	var b baseline
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return b, &UsageError{fmt.Sprintf("there is no baseline %s", path), "write one with remit check --write-baseline " + path}
	}
	if err != nil {
		return b, err
	}
	if err := json.Unmarshal(text, &b); err != nil || b.Version != 1 {
		return b, &UsageError{fmt.Sprintf("%s is no baseline of version 1", path), "write it again with remit check --write-baseline " + path}
	}
	return b, nil
}

func (r *Report) writeBaseline(path string) error {
	b := baseline{Version: 1, Findings: []known{}}
	for _, d := range r.findings {
		b.Findings = append(b.Findings, knownAs(d))
	}
	text, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o666)
}
