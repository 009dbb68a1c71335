package load

import (
	"testing"

	"remit/generator/language"
	"remit/generator/source"
)

// The example of a key is YAML that this package accepts: it is shown to those who need to know what to write.
func TestExamplesOfKeysAreAccepted(t *testing.T) {
	for _, place := range language.Places() {
		for _, k := range language.Keys(place) {
			r := newReader(source.NewFile("x.yaml", []byte(k.Example+"\n")), nil)
			table := r.tableOf(r.Document(0, len(r.File.Text)), string(place), r.File.Span(0, 0), language.All(place))
			switch k.Type {
			case language.Duration:
				table.duration(k.Name)
			case language.Choice:
				table.choice(k.Name)
			case language.YesNo:
				table.yesNo(k.Name)
			case language.Date:
				table.date(k.Name)
			case language.Count:
				table.count(k.Name)
			case language.Zone:
				table.zone(k.Name)
			case language.Address:
				table.address(k.Name)
			case language.Clock:
				table.clock(k.Name)
			case language.Text, language.Anchor:
				table.text(k.Name)
			case language.Texts, language.OldPaths, language.Patterns:
				table.texts(k.Name)
			case language.Names:
				table.names(k.Name, false)
			}
			if len(r.Found) > 0 {
				t.Errorf("%s: %s: %s; %s", place, k.Example, r.Found[0].Message, r.Found[0].Help)
			}
		}
	}
}
