package check

import (
	"regexp"
	"strings"
)

// A hit is a phone number or a mail address in a text.
type hit struct {
	start, end int
	what       string
	digits     string // of a number
	whole      bool   // the number begins with its country code
	mail       string
}

// The ways to write a number, from its first character on: with a country code, in a link, as in North America, and as in
// countries whose numbers begin with 0. Each is tried only where its beginning stands, which is quick to see.
var (
	international = regexp.MustCompile(`^\+[1-9](?:[ ().\x{a0}-]{0,2}[0-9]){7,14}`)
	linked        = regexp.MustCompile(`^\+?[0-9][0-9().-]{4,20}[0-9]`)
	american      = regexp.MustCompile(`^(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}-)[2-9][0-9]{2}-[0-9]{4}`)
	national      = regexp.MustCompile(`^\(?0[1-9][0-9]{1,3}\)?(?:[ -][0-9]{3,6}){1,3}`)
	mailHost      = regexp.MustCompile(`^@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}`)
)

// remote matches a command with its options right before an account of a machine: ssh -p 2222 deploy@web.example
var remote = regexp.MustCompile(`(?:^|[^A-Za-z0-9_.-])(?:ssh|sftp|mosh|ssh-copy-id)(?: +-[^ \n]+(?: +[^ \n-][^ \n]*)?)* +$`)

// maxCommand is how far before an account its command is looked for.
const maxCommand = 200

// reachable finds what somebody could be reached by in a text, in its order.
func reachable(text string) []hit {
	var hits []hit
	for i := 0; i < len(text); {
		h, ok := hitAt(text, i)
		if !ok {
			i++
			continue
		}
		hits = append(hits, h)
		i = max(h.end, i+1)
	}
	return hits
}

// hitAt looks for what begins at a place of a text; for a mail address, at its @.
func hitAt(text string, i int) (hit, bool) {
	switch b := text[i]; {
	case b == '@':
		return mailAt(text, i)
	case b == ':' && (strings.HasSuffix(text[:i], "tel") || strings.HasSuffix(text[:i], "sms") || strings.HasSuffix(text[:i], "callto")):
		return numberAt(text, i+1, linked)
	case b == '+' && begins(text, i):
		return numberAt(text, i, international)
	case (b == '0' || b == '(') && begins(text, i):
		if h, ok := numberAt(text, i, national); ok && (len(h.digits) == 10 || len(h.digits) == 11) {
			return h, true
		}
		return numberAt(text, i, american)
	case b >= '2' && b <= '9' && i+3 < len(text) && text[i+3] == '-' && begins(text, i):
		return numberAt(text, i, american)
	}
	return hit{}, false
}

// begins reports whether something of its own can begin at a place: not amid a word, a sum, a path or a longer number.
func begins(text string, i int) bool {
	if i == 0 {
		return true
	}
	if before := text[i-1]; before == ' ' || before == '-' || before == ',' {
		if text[i] == '+' && before == ' ' {
			return true // "from 18:00 +44 7700 900123"
		}
		return i == 1 || !isDigit(text[i-2]) // the group of digits before it belongs to the same number
	} else if before == ':' || before == '(' {
		return true
	} else {
		return !isWord(before) && !strings.ContainsRune("+./=%&?#@$", rune(before))
	}
}

// numberAt matches a way to write a number, which must end where a word ends.
func numberAt(text string, i int, way *regexp.Regexp) (hit, bool) {
	at := way.FindStringIndex(text[i:])
	if at == nil {
		return hit{}, false
	}
	end := i + at[1]
	if way != linked && end < len(text) {
		more := end+1 < len(text) && isDigit(text[end+1]) && strings.IndexByte(" -.,:/", text[end]) >= 0
		if isWord(text[end]) || more {
			return hit{}, false
		}
	}
	return hit{start: i, end: end, what: "a phone number", digits: digitsOf(withoutTrunk(text[i:end])), whole: text[i] == '+'}, true
}

// mailAt matches a mail address around its @. What stands in an address of the web or of a copy over ssh is none.
func mailAt(text string, i int) (hit, bool) {
	start := i
	for start > 0 && (isWord(text[start-1]) || strings.IndexByte(".%+-", text[start-1]) >= 0) {
		start--
	}
	host := mailHost.FindStringIndex(text[i:])
	if start == i || host == nil {
		return hit{}, false
	}
	end := i + host[1]
	if start > 0 && strings.IndexByte("/:@", text[start-1]) >= 0 && !strings.HasSuffix(text[:start], "mailto:") {
		return hit{}, false
	}
	if end+1 < len(text) && text[end] == ':' && (isWord(text[end+1]) || text[end+1] == '/' || text[end+1] == '~') {
		return hit{}, false
	}
	if remote.MatchString(text[max(0, start-maxCommand):start]) {
		return hit{}, false
	}
	address := strings.ToLower(text[start:end])
	return hit{start: start, end: end, what: "a mail address", mail: address}, !isExampleAddress(address)
}

func isWord(b byte) bool {
	return isDigit(b) || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' || b >= 0x80
}

// isExampleAddress reports whether a mail address stands for an account of a machine, or for any address at all.
func isExampleAddress(address string) bool {
	user, _, _ := strings.Cut(address, "@")
	switch user {
	case "git", "root", "admin", "noreply", "no-reply", "user", "username", "you", "name", "me", "someone", "ubuntu", "ec2-user",
		"postgres", "hg", "svn", "daemon", "nobody", "your.name", "email":
		return true
	}
	return false
}

// withoutTrunk leaves out the (0) that is dialled within a country and not after its code: +44 (0)20 7946 0101. In Italy it
// is dialled always.
func withoutTrunk(number string) string {
	if strings.HasPrefix(number, "+") && !strings.HasPrefix(number, "+39") {
		return strings.Replace(number, "(0)", "", 1)
	}
	return number
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
