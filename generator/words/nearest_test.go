package words

import (
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	known := []string{"error_rate", "recent_deploy", "provider", "cat", "bat", "x"}
	for name, want := range map[string]string{
		"eror_rate": "error_rate", "error_raet": "error_rate", "Error-Rate": "error_rate", "errorrate": "error_rate",
		"recently_deployed": "", "prvoider": "provider", "rat": "bat", "hat": "bat", "X": "x",
		"y": "", "dog": "", "latency": "", "": "", "é": "", "providér": "provider",
		"error_rate_of_the_checkout": "", strings.Repeat("provider", 20): "",
	} {
		if got := Nearest(name, known); got != want {
			t.Errorf("nearest to %q is %q, want %q", name, got, want)
		}
	}
}

func TestNearestDoesNotDependOnOrder(t *testing.T) {
	for _, list := range [][]string{{"bat", "cat"}, {"cat", "bat"}} {
		if got := Nearest("hat", list); got != "bat" {
			t.Errorf("of %q: %q", list, got)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	for _, row := range [...]struct {
		name  string
		known []string
		want  string
	}{
		{"outrage", []string{"outage"}, `did you mean "outage"?`},
		{"red", []string{"outage", "degraded"}, `allowed: "outage", "degraded"`},
		{"red", nil, "allowed: none"},
		{"red", strings.Split("aaaaaa bbbbbb cccccc dddddd eeeeee ffffff gggggg hhhhhh iiiiii jjjjjj", " "),
			`allowed: "aaaaaa", "bbbbbb", "cccccc", "dddddd", "eeeeee", "ffffff", "gggggg", "hhhhhh" and 2 more`},
	} {
		if got := DidYouMean(row.name, row.known); got != row.want {
			t.Errorf("%q: %s, want %s", row.name, got, row.want)
		}
	}
}
