package page

import (
	"strings"
	"testing"
)

func TestARecordIsOfferedToGithubOnly(t *testing.T) {
	for repository, want := range map[string]string{
		"https://github.com/example/playbooks":        "https://github.com/example/playbooks",
		"https://github.com/example/playbooks.git":    "https://github.com/example/playbooks",
		"https://github.com/example/play.books/":      "https://github.com/example/play.books",
		"http://github.com/example/playbooks":         "",
		"https://github.com.evil.example/a/b":         "",
		"https://gitlab.com/example/playbooks":        "",
		"https://github.com/example":                  "",
		"https://github.com/example/playbooks/issues": "",
		"https://github.com/a/b?c=d":                  "https://github.com/a/b",
		"javascript:alert(1)":                         "",
		"":                                            "",
	} {
		if got := githubOf(repository); got != want {
			t.Errorf("%s: %q, want %q", repository, got, want)
		}
	}
}

func TestARecordFindsItsRuleAndItsReaders(t *testing.T) {
	lib := library(t)
	lib.Site.Repository = text("https://github.com/harbour/play")
	page := render(t, input(lib, built))["playbooks/shop/pay.html"]
	for _, want := range []string{
		`data-grant="roll_back#1" data-at="content/playbooks/shop/pay.md:3"`, `data-times="1" data-per="1440"`,
		`data-mails="desk@harbour.example"`,
		`data-workload="Shop" data-summary="Roll back first." data-page="https://harbour.example/play/playbooks/shop/pay.html" data-repository="https://github.com/harbour/play"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "+447700900000") {
		t.Error("a private number is on the page")
	}
}
