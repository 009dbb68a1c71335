package print

import (
	"bytes"
	"encoding/json"
	"io"

	"remit/generator/diagnostic"
	"remit/generator/source"
)

// findingsJSON prints a summary and the findings as one JSON object on one line, as `remit check --format json` prints them.
func findingsJSON(w io.Writer, s Summary, list []diagnostic.Diagnostic) error {
	rows := make([]finding, len(list))
	for i, d := range list {
		rows[i] = findingOf(d)
	}
	return JSON(w, struct {
		Version  int       `json:"version"`
		Summary  Summary   `json:"summary"`
		Findings []finding `json:"findings"`
	}{1, s, rows})
}

type finding struct {
	Rule     string           `json:"rule"`
	Severity string           `json:"severity"`
	location                  // where
	Message  string           `json:"message"`
	Help     string           `json:"help,omitempty"`
	Region   string           `json:"region,omitempty"`
	Witness  *witness         `json:"witness,omitempty"`
	Regions  []region         `json:"regions,omitempty"` // region and witness are those of the first
	Related  []relatedFinding `json:"related,omitempty"`
}

type region struct {
	Region  string   `json:"region"`
	Roles   []string `json:"roles"`
	Witness *witness `json:"witness,omitempty"`
}

type location struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
}

type relatedFinding struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

type witness struct {
	Playbook string `json:"playbook"`
	Role     string `json:"role"`
	On       string `json:"on,omitempty"`
	Facts    facts  `json:"facts"`
}

type facts []diagnostic.Fact

// MarshalJSON writes the facts as an object whose keys keep their order.
func (f facts) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, fact := range f {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := json.Marshal(fact.Name)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(fact.Value)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func findingOf(d diagnostic.Diagnostic) finding {
	f := finding{Rule: d.Rule, Severity: d.Severity.String(), location: locate(d.Span), Message: d.Message, Help: d.Help, Region: d.Region}
	f.Witness = witnessOf(d.Witness)
	for _, r := range d.Regions {
		f.Regions = append(f.Regions, region{r.Words, r.Roles, witnessOf(r.Witness)})
	}
	for _, r := range d.Related {
		at := r.Span.From()
		f.Related = append(f.Related, relatedFinding{r.Span.Path(), at.Line, at.Column, r.Message})
	}
	return f
}

func witnessOf(w *diagnostic.Witness) *witness {
	if w == nil {
		return nil
	}
	return &witness{w.Playbook, w.Role, w.On, w.Facts}
}

func locate(s source.Span) location {
	from, to := s.From(), s.To()
	return location{s.Path(), from.Line, from.Column, to.Line, to.Column}
}
