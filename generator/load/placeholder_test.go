package load

import (
	"slices"
	"testing"
)

func TestPlaceholder(t *testing.T) {
	if !slices.IsSorted(htmlElements) {
		t.Error("the elements are not sorted, so some of them are never found")
	}
	for tag, want := range map[string]bool{
		"<NAMESPACE>": true, "<cluster-id>": true, "<your.service>": true, "<node_1>": true, "<iface>": true,
		"<b>": false, "<SCRIPT>": false, "<h1>": false, "<wbr>": false, "<pod onclick=x>": false, "<a href>": false,
		"<pod/>": false, "</pod>": false, "<pod> <b>": false, "<>": false, "pod": false, "<!-- x -->": false,
	} {
		if got := placeholder(tag); got != want {
			t.Errorf("placeholder(%q) = %v, want %v", tag, got, want)
		}
	}
}
