package page

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Whoever can be called says when he answers, right there: in words, and in a place for what the script says now, which
// marks the buttons around it. On no page does somebody who is closed look like somebody who is not.
func TestEveryCallSaysWhenItIsAnswered(t *testing.T) {
	kinds := map[string]int{}
	for name, text := range render(t, input(library(t), built)) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		page, marked := elements(parsed(t, text)), map[*html.Node]int{}
		for _, e := range page {
			if _, now := attribute(e, "data-contact"); !now {
				continue
			}
			around := answering(e)
			if say := textOf(around); !strings.Contains(say, "day and night") && !strings.Contains(say, " to ") {
				t.Errorf("%s: no hours: %s", name, say)
			}
			for _, inside := range elements(around) {
				marked[inside]++
			}
		}
		for _, e := range page {
			href, _ := attribute(e, "href")
			if strings.HasPrefix(href, "tel:") && marked[e] != 1 {
				t.Errorf("%s: %d contacts stand around %s", name, marked[e], href)
			}
		}
		kind, _, _ := strings.Cut(name, "/")
		kinds[kind] += len(marked)
	}
	for _, kind := range []string{"playbooks", "roles", "workloads", "contacts.html", "search.html", "pocket.html"} {
		if kinds[kind] == 0 {
			t.Errorf("nobody can be called on %s: %v", kind, kinds)
		}
	}
}

// The page of all questions knows who answers now, where there is a script.
func TestTheQuestionsSayWhoAnswersNow(t *testing.T) {
	page := render(t, input(library(t), built))["playbooks/shop/pay.questions.html"]
	if !strings.Contains(page, `assets/reach.js"`) || len(find(t, page, "span", "data-contact", "desk")) == 0 {
		t.Error("the questions do not say who answers now")
	}
}

// answering is what the script marks around a place that says who answers; the same list stands in reach.ts.
func answering(e *html.Node) *html.Node {
	last := e
	for last = range e.Ancestors() {
		class, _ := attribute(last, "class")
		own := slices.ContainsFunc(strings.Fields(class), func(c string) bool { return c == "holder" || c == "quick" || c == "rung" })
		if own || last.Data == "li" || last.Data == "section" {
			break
		}
	}
	return last
}
