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

// outline finds the part that each heading and passage belongs to.
func (r *runbook) outline() {
	r.lines = []int{0}
	for i, c := range r.text {
		if c == '\n' {
			r.lines = append(r.lines, i+1)
		}
	}
	r.top = r.topHeading()
	var above [7]part // by level: the part of the last heading of that level or one above it
	for i, h := range r.doc.Headings {
		p := unnamed
		if i != r.top {
			p = partOf(h.Text)
			if p == unnamed {
				p = above[h.Level-1]
			}
		}
		for level := h.Level; level < len(above); level++ {
			above[level] = p
		}
		r.parts = append(r.parts, p)
	}
	at := -1
	for _, p := range prose.Passages(r.text, 0) {
		for at+1 < len(r.doc.Headings) && r.doc.Headings[at+1].Offset < p.Offset {
			at++
		}
		here := passage{Passage: p, heading: at}
		if p.Kind != prose.Code {
			here.Text = tidy(p.Text)
		}
		if at >= 0 {
			here.part = r.parts[at]
		}
		r.all = append(r.all, here)
	}
}

// topHeading returns the index of the heading that names the whole text, or -1.
func (r *runbook) topHeading() int {
	for i, h := range r.doc.Headings {
		if h.Level == 1 {
			return i
		}
	}
	if len(r.doc.Headings) > 0 && partOf(r.doc.Headings[0].Text) == unnamed && !acts(r.doc.Headings[0].Text) {
		return 0
	}
	return -1
}

func partOf(heading string) part {
	words := strings.Fields(join(heading, " "))
	if strings.HasSuffix(join(heading, " "), "what to do") {
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

// recognise reads the runbook.
func (r *runbook) recognise() {
	r.taken, r.known = names{}, map[string]bool{}
	for _, f := range r.site.Facts {
		r.taken[f] = true // a playbook may not redefine a shared fact
	}
	r.readTitle()
	r.tags = value(r.old, "tags")
	r.readAlerts()
	r.readFacts()
	r.readActions()
	r.readDuty()
}

// readTitle takes the title of the old front matter, that of the text, or the name of the file.
func (r *runbook) readTitle() {
	at := r.top
	switch own := value(r.old, "title"); {
	case len(own) == 1:
		r.title = said{own[0], "its front matter", -1}
	case at >= 0 && tidy(r.doc.Headings[at].Text) != "":
		r.title = said{tidy(r.doc.Headings[at].Text), "", r.doc.Headings[at].Offset}
	default:
		words := join(apart(strings.TrimSuffix(r.source.Name, ".md")), " ")
		if words == "" {
			words = strings.ReplaceAll(r.source.ID, "-", " ")
		}
		r.title = said{strings.ToUpper(words[:1]) + words[1:], "the name of the file", -1}
	}
}

// summary returns the first paragraph that says what the runbook is about.
func (r *runbook) summary() (said, bool) {
	for _, p := range r.all {
		if p.Kind == prose.Paragraph && p.part <= impact && len(strings.Fields(p.Text)) > 3 {
			first, _, more := strings.Cut(p.Text, ". ")
			if more {
				first += "."
			}
			return said{short(first, 160), "", p.Offset}, true
		}
	}
	return said{}, false
}

// line returns the line in the draft of a place in the prose, whose front matter has some lines.
func (r *runbook) line(at, matter int) int {
	return matter + sort.SearchInts(r.lines, at+1)
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
	return fmt.Sprintf("   # line %d: %q", r.line(s.at, matter), short(tidy(here), 60))
}

// links are those of a passage.
func (r *runbook) links(p passage) []prose.Link {
	from := sort.Search(len(r.doc.Links), func(i int) bool { return r.doc.Links[i].Offset >= p.Offset })
	to := sort.Search(len(r.doc.Links), func(i int) bool { return r.doc.Links[i].Offset >= p.End })
	return r.doc.Links[from:max(from, to)]
}
