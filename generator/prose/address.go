package prose

import "strings"

// safeAddress returns an address ready to be written (percent-encoded, not yet escaped), and whether it may be written.
//
// Browsers forgive much: they drop tabs and line ends anywhere and control characters in front, read a backslash as a
// slash, and ignore case. So the test forgives nothing. What has a colon before any slash must name a scheme of the list,
// letter by letter; what begins with two slashes names a host (from disk: a file share) and is refused.
func safeAddress(address string, image bool) (string, bool) {
	for i := 0; i < len(address); i++ {
		if address[i] < ' ' || address[i] == 0x7f {
			return "", false
		}
	}
	address = strings.TrimSpace(address)
	if len(address) > 1 && slash(address[0]) && slash(address[1]) {
		return "", false
	}
	if end := strings.IndexAny(address, `:/\?#`); end >= 0 && address[end] == ':' {
		if !safeScheme(address[:end], image) {
			return "", false
		}
	}
	return encoded(address), true
}

func slash(c byte) bool { return c == '/' || c == '\\' }

// safeScheme reports whether a link may speak the scheme. An image can only be fetched.
func safeScheme(scheme string, image bool) bool {
	switch strings.ToLower(scheme) {
	case "http", "https":
		return true
	case "mailto", "tel", "sms":
		return !image
	}
	return false
}

// encoded writes every byte that no address may hold as %XX, and keeps what is encoded already.
func encoded(address string) string {
	const hex = "0123456789ABCDEF"
	var b []byte
	for i := 0; i < len(address); i++ {
		c := address[i]
		switch {
		case plainInAddress(c):
			if b != nil {
				b = append(b, c)
			}
		default:
			if b == nil {
				b = append(make([]byte, 0, len(address)+16), address[:i]...)
			}
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	if b == nil {
		return address
	}
	return string(b)
}

func plainInAddress(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~:/?#[]@!$&'()*+,;=%", c) >= 0
}
