package static_test

import (
	"bytes"
	"io/fs"
	"testing"

	"remit/static"
)

func TestOneFileOfEachKind(t *testing.T) {
	for name, part := range map[string]string{
		"client/walk.ts":     "document",
		"styles/site.css":    "_tokens.css",
		"images/favicon.svg": "<svg",
	} {
		text, err := fs.ReadFile(static.FS, name)
		if err != nil {
			t.Errorf("opening %s: %v", name, err)
		} else if !bytes.Contains(text, []byte(part)) {
			t.Errorf("%s does not hold %q", name, part)
		}
	}
}
