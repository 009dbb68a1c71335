package page

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"remit/generator/channel"
)

// The script that fills in messages knows the scheme of every kind of channel that takes one.
func TestScriptsWriteMessagesByEveryKind(t *testing.T) {
	client := os.DirFS("../../static/client")
	for _, k := range channel.Kinds() {
		if !k.Message {
			continue
		}
		written := false
		err := fs.WalkDir(client, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".ts") {
				return err
			}
			text, err := fs.ReadFile(client, name)
			written = written || strings.Contains(string(text), `"`+k.Scheme+`" +`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if !written {
			t.Errorf("no script of static/client writes a message to %s, the scheme of %s", k.Scheme, k.Name)
		}
	}
}
