package load

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/meaning"
)

func TestChannelsAreThoseOfTheDocument(t *testing.T) {
	rows, err := meaning.Table("Kinds of channels")
	if err != nil {
		t.Fatal(err)
	}
	var written []string
	for _, row := range rows {
		written = append(written, row[0])
	}
	if diff := cmp.Diff(written, channelKinds); diff != "" {
		t.Errorf("mismatch (-document +loader):\n%s", diff)
	}
}
