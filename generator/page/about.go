package page

import (
	"net/url"
	"regexp"
	"strings"

	"remit/generator/channel"
	"remit/generator/words"
)

// An about is what a record or a message says of a playbook besides its answer.
type about struct {
	Workload, Summary string
	Page              string // the published address
	Repository        string // on github.com, where a record can become an issue; "" otherwise
}

func (w *writer) about(b *book) about {
	v := about{Workload: w.workloadLink(place{}, b.Workload.Value).Text, Summary: words.Sentence(b.Summary.Value), Repository: githubOf(w.site.Repository.Value)}
	if base := channel.WebAddress(w.site.URL.Value); base != nil {
		v.Page = strings.TrimSuffix(base.String(), "/") + (&url.URL{Path: "/" + b.Address()}).EscapedPath()
	}
	return v
}

var githubPath = regexp.MustCompile(`^/[A-Za-z0-9-]+/[A-Za-z0-9._-]+$`)

// githubOf is a repository's address when github.com keeps it.
func githubOf(repository string) string {
	u := channel.WebAddress(repository)
	if u == nil || u.Scheme != "https" || u.Host != "github.com" {
		return ""
	}
	path := strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), ".git")
	if !githubPath.MatchString(path) {
		return ""
	}
	return "https://github.com" + path
}

// placed is where something was written, as every finding says it: "content/playbooks/shop/pay.md:31".
func placed(path string, line int) string {
	if path == "" {
		return ""
	}
	return path + ":" + itoa(line)
}
