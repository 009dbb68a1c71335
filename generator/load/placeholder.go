package load

import (
	"slices"
	"strings"
)

// htmlElements are the elements of HTML, the obsolete ones that old pages hold included, sorted. A tag of any other name
// is what its author calls a thing that the reader fills in.
var htmlElements = strings.Fields(`a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink
	blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div
	dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html
	i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noframes noscript
	object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search section select slot
	small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr
	track tt u ul var video wbr`)

// placeholder reports whether a tag only stands for what the reader fills in, such as <NAMESPACE> or <cluster-id>: it
// has no attributes and no name that HTML knows.
func placeholder(tag string) bool {
	name, opened := strings.CutPrefix(strings.TrimSpace(tag), "<")
	name, closed := strings.CutSuffix(name, ">")
	if !opened || !closed || name == "" {
		return false
	}
	for _, r := range name {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.') {
			return false
		}
	}
	_, known := slices.BinarySearch(htmlElements, strings.ToLower(name))
	return !known
}
