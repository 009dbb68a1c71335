package print

import (
	"io"
	"net/url"
	"slices"

	"remit/generator/diagnostic"
)

// sarif prints findings in the Static Analysis Results Interchange Format 2.1.0, which code scanning reads.
func sarif(w io.Writer, version string, list []diagnostic.Diagnostic) error {
	var rules []sarifRule
	results := make([]sarifResult, len(list))
	for i, d := range list {
		if !slices.ContainsFunc(rules, func(r sarifRule) bool { return r.ID == d.Rule }) {
			rules = append(rules, sarifRule{d.Rule})
		}
		results[i] = sarifOf(d)
	}
	slices.SortFunc(rules, func(a, b sarifRule) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return JSON(w, map[string]any{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json",
		"version": "2.1.0",
		"runs": []any{map[string]any{
			"tool":       map[string]any{"driver": map[string]any{"name": "remit", "version": version, "rules": slices.Clip(append([]sarifRule{}, rules...))}},
			"columnKind": "unicodeCodePoints",
			"results":    results,
		}},
	})
}

type sarifRule struct {
	ID string `json:"id"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID    string          `json:"ruleId"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
	Related   []sarifLocation `json:"relatedLocations,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact struct {
		URI string `json:"uri"`
	} `json:"artifactLocation"`
	Region sarifRegion `json:"region"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

func sarifOf(d diagnostic.Diagnostic) sarifResult {
	text := d.Message
	for _, more := range []string{d.Region + d.MoreRegions(1), d.Help} {
		if more != "" {
			text += "; " + more
		}
	}
	r := sarifResult{RuleID: d.Rule, Level: d.Severity.String(), Message: sarifText{text}, Locations: []sarifLocation{sarifAt(locate(d.Span))}}
	for _, rel := range d.Related {
		at := sarifAt(locate(rel.Span))
		at.Message = &sarifText{rel.Message}
		r.Related = append(r.Related, at)
	}
	return r
}

func sarifAt(l location) sarifLocation {
	var at sarifLocation
	at.Physical.Artifact.URI = (&url.URL{Path: l.File}).EscapedPath()
	at.Physical.Region = sarifRegion{l.Line, l.Column, l.EndLine, l.EndColumn}
	return at
}
