package adopt

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strings"

	"remit/generator/prose"
)

// A runbook is a text being read, and what was recognised in it.
type runbook struct {
	source Source
	site   Site
	old    []byte // its own front matter
	text   []byte // its prose
	doc    *prose.Document
	lines  []int  // where each line of the prose begins
	parts  []part // of the headings
	top    int    // the heading that names the whole text, or -1
	all    []passage

	title    said
	tags     []string
	alerts   []said
	known    map[string]bool // the names of alerts
	taken    names           // of facts, conditions and triggers
	facts    []*fact
	triggers []trigger
	actions  []*action
	forbids  []said
	duty     duty
}

// said is something recognised and the place in the prose that says it; -1 when that is elsewhere, as from tells.
type said struct {
	words, from string
	at          int
}

// part is what a section of a runbook is for.
type part int

const (
	unnamed part = iota
	meaning
	impact
	diagnosis
	mitigation
	escalation
)

// signs are the beginnings of words by which a heading tells its part. The first part that fits is taken.
var signs = []struct {
	part  part
	words []string
}{
	{escalation, []string{"escalat", "contact", "notif", "support", "communicat", "call"}},
	{mitigation, []string{"mitigat", "remed", "resol", "fix", "recover", "workaround", "solution", "action", "procedure", "restor", "response", "steps"}},
	{diagnosis, []string{"diagnos", "investigat", "symptom", "cause", "troubleshoot", "debug", "triage", "check", "verif", "detect"}},
	{impact, []string{"impact", "severity", "consequence"}},
	{meaning, []string{"meaning", "summary", "overview", "description", "about", "background", "trigger", "alert"}},
}

// A passage is a stretch of the prose with the heading that it stands below, -1 for none.
type passage struct {
	prose.Passage
	heading int
	part    part
}

func partOf(heading string) part {
	words := strings.Fields(slug(heading, " "))
	if strings.HasSuffix(slug(heading, " "), "what to do") {
		return mitigation
	}
	for _, s := range signs {
		for _, w := range words[:min(len(words), 4)] {
			if slices.ContainsFunc(s.words, func(sign string) bool {
				return strings.HasPrefix(w, sign) && (len(sign) > 4 || w == sign)
			}) {
				return s.part
			}
		}
	}
	return unnamed
}

// find returns the place of some words of a passage: where the first few of them stand in its source, else its beginning.
func (r *runbook) find(p passage, words string) int {
	first := strings.Fields(words)
	for n := min(len(first), 3); n > 0; n-- {
		begin := strings.Join(first[:n], " ")
		if at := bytes.Index(r.text[p.Offset:p.End], []byte(begin)); at >= 0 && len(begin) > 2 {
			return p.Offset + at
		}
	}
	return p.Offset
}

// where says where something was read, as a comment.
func (r *runbook) where(s said, matter int) string {
	if s.at < 0 {
		return "   # " + s.from
	}
	here := string(bytes.TrimSpace(line(r.text, s.at)))
	return fmt.Sprintf("   # line %d: %q", r.line(s.at, matter), shorten(tidy(here), 60))
}

// links are those of a passage.
func (r *runbook) links(p passage) []prose.Link {
	from := sort.Search(len(r.doc.Links), func(i int) bool { return r.doc.Links[i].Offset >= p.Offset })
	to := sort.Search(len(r.doc.Links), func(i int) bool { return r.doc.Links[i].Offset >= p.End })
	return r.doc.Links[from:max(from, to)]
}

// line returns the line in the draft of a place in the prose, whose front matter has some lines.
func (r *runbook) line(at, matter int) int {
	return matter + sort.SearchInts(r.lines, at+1)
}

// placed reports whether the draft goes where playbooks are.
func (r *runbook) placed() bool {
	return r.source.Folder == "playbooks" || strings.HasPrefix(r.source.Folder, "playbooks/")
}

// workload returns the workload that the runbook names, or the only one there is.
func (r *runbook) workload() (name, why string) {
	if len(r.site.Workloads) == 1 {
		return r.site.Workloads[0].Name, "   # the only one of site.yaml"
	}
	var found []string
	for _, w := range r.site.Workloads {
		if mentions(string(r.text), w.Title) || mentions(string(r.text), strings.ReplaceAll(w.Name, "_", " ")) {
			found = append(found, w.Name)
		}
	}
	if len(found) != 1 {
		return "", ""
	}
	return found[0], "   # the only one that the text names; site.yaml has: " + choices(r.site.Workloads)
}

func choices(list []Choice) string {
	var all []string
	for _, c := range list {
		all = append(all, c.Name+" ("+tidy(c.Title)+")")
	}
	if len(all) == 0 {
		return "none yet"
	}
	return strings.Join(all, ", ")
}

func namesOf(list []Choice) []string {
	var all []string
	for _, c := range list {
		all = append(all, c.Name)
	}
	return all
}
