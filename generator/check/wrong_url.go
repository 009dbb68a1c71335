package check

import (
	"fmt"
	"net/url"
	"strings"

	"remit/generator/diagnostic"
	"remit/generator/playbook"
)

// wrongURL: a url of site.yaml that cannot be where readers find the site. It is silent about every host that it does not
// know: only what GitHub Pages makes of a repository is certain.
func wrongURL() Rule {
	return Rule{Name: "wrong_url", Severity: diagnostic.Warning, lone: true, whole: func(l *playbook.Library) []diagnostic.Diagnostic {
		u, err := url.Parse(l.Site.URL.Value)
		if err != nil || u.Host == "" {
			return nil // package load has said so
		}
		d := diagnostic.Diagnostic{Span: l.Site.URL.Span}
		file := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
		switch {
		case u.Scheme != "https" && !ownMachine(u.Hostname()):
			d.Message = fmt.Sprintf("%q is not encrypted: browsers keep no copy for offline reading, and anybody on the way can change an answer", u.String())
			d.Help = "publish under https: and write that here"
		case strings.HasSuffix(file, ".html"):
			d.Message = fmt.Sprintf("%q is the address of a page, not of the site", u.String())
			d.Help = fmt.Sprintf("write %q", strings.TrimSuffix(u.String(), file))
		default:
			if d.Message, d.Help = notOfDomain(u, l.Assets); d.Message == "" {
				d.Message, d.Help = notOfRepository(u, l.Site.Repository.Value)
			}
		}
		if d.Message == "" {
			return nil
		}
		return []diagnostic.Diagnostic{d}
	}}
}

// notOfDomain says how an address differs from the domain that static/CNAME asks GitHub Pages to publish at, which is
// always the root of that domain.
func notOfDomain(u *url.URL, assets []*playbook.Asset) (message, help string) {
	for _, a := range assets {
		domain := strings.TrimSpace(string(a.Data))
		if a.Address != "CNAME" || strings.EqualFold(domain, u.Host) && strings.Trim(u.Path, "/") == "" {
			continue
		}
		if !plainDomain(domain) {
			return "static/CNAME does not hold one domain: hosts read nothing else in it", fmt.Sprintf("write %s in static/CNAME, and nothing else", u.Hostname())
		}
		return fmt.Sprintf("%q is not where static/CNAME publishes the site", u.String()),
			fmt.Sprintf("write %q, or write %s in static/CNAME", "https://"+strings.ToLower(domain)+"/", u.Hostname())
	}
	return "", ""
}

// plainDomain reports whether a text is the name of one host.
func plainDomain(s string) bool {
	return strings.Contains(s, ".") && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789-.") == ""
}

// ownMachine reports whether a host is the reader's own machine, where browsers need no encryption.
func ownMachine(host string) bool {
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || host == "127.0.0.1" || host == "::1"
}

// notOfRepository says how an address on github.io differs from the one that GitHub Pages gives to the repository; "" when
// it does not, and for all other hosts, since a site of one's own can stand anywhere.
func notOfRepository(u *url.URL, repository string) (message, help string) {
	owner, onPages := strings.CutSuffix(strings.ToLower(u.Host), ".github.io")
	r, err := url.Parse(repository)
	if !onPages || strings.Contains(owner, ".") || err != nil || !strings.EqualFold(strings.TrimPrefix(r.Host, "www."), "github.com") {
		return "", ""
	}
	theirs, name, _ := strings.Cut(strings.Trim(r.Path, "/"), "/")
	name = strings.TrimSuffix(name, ".git")
	if theirs == "" || name == "" || strings.Contains(name, "/") {
		return "", ""
	}
	theirs = strings.ToLower(theirs)
	first, _, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	right := "https://" + theirs + ".github.io/" + name + "/"
	personal := strings.EqualFold(name, theirs+".github.io")
	if personal {
		right = "https://" + theirs + ".github.io/"
	}
	if owner == theirs && (personal || first == name) {
		return "", ""
	}
	if owner == theirs && strings.EqualFold(first, name) {
		return fmt.Sprintf("%q is not where GitHub Pages publishes %s/%s: capital and small letters differ", u.String(), theirs, name),
			fmt.Sprintf("write %q", right)
	}
	return fmt.Sprintf("%q is not where GitHub Pages publishes %s/%s", u.String(), theirs, name),
		fmt.Sprintf("write %q, unless another repository publishes the site", right)
}
