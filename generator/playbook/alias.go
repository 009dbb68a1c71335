package playbook

import "strings"

// AliasFiles returns the files that answer to an old address of the site: "/runbooks/checkout-5xx/" is asked for as
// runbooks/checkout-5xx/index.html. An address that ends in neither / nor .html gets two, since hosts disagree: for
// "/runbooks/checkout-5xx" GitHub Pages looks for runbooks/checkout-5xx.html first, most others for the folder. It returns
// nothing for what cannot be an address below the site.
func AliasFiles(alias string) []string {
	rest, ok := strings.CutPrefix(alias, "/")
	if !ok || strings.ContainsAny(rest, "\\?#:%<>\"|*") || strings.ContainsFunc(rest, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return nil
	}
	plain := strings.TrimSuffix(rest, "/")
	for part := range strings.SplitSeq(plain, "/") {
		if part == "" && rest != "" || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".") || strings.TrimSpace(part) != part {
			return nil
		}
	}
	switch {
	case rest == "":
		return []string{"index.html"}
	case strings.HasSuffix(rest, "/"):
		return []string{rest + "index.html"}
	case strings.HasSuffix(rest, ".html"):
		return []string{rest}
	}
	return []string{rest + ".html", rest + "/index.html"}
}
