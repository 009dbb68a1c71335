package channel

import (
	"net/url"
	"strings"
	"unicode"
)

// WebAddress returns an http or https address as it may be linked to; nil for anything else, such as one with a user or a
// password in it, or with a character that [Unfit] finds.
func WebAddress(v string) *url.URL {
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || Unfit(v) >= 0 {
		return nil
	}
	return u
}

// Unfit returns where the first character stands that no address holds as it is: a blank, markup, a quote, a backslash, and
// what cannot be seen. It is -1 when there is none.
func Unfit(address string) int {
	return strings.IndexFunc(address, func(c rune) bool {
		return c <= ' ' || strings.ContainsRune("\"<>`\\", c) || unicode.IsSpace(c) || unicode.IsControl(c) || unicode.Is(unicode.Cf, c)
	})
}
