package bundle_test

import (
	"testing"

	"github.com/dop251/goja"

	"remit/generator/bundle"
)

// The script of an old address keeps the fragment whatever it holds, and does nothing where the page names no target.
func TestOldAddressesKeepTheFragment(t *testing.T) {
	script, err := bundle.Script("alias")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ canonical, hash, want string }{
		{`{href: "https://x.example/playbooks/pay.html"}`, "", "https://x.example/playbooks/pay.html"},
		{`{href: "file:///a/pay.html"}`, "#roll-back", "file:///a/pay.html#roll-back"},
		{`{href: "https://x.example/pay.html"}`, "#role=on_call&at=2026-11-23T02:26Z", "https://x.example/pay.html#role=on_call&at=2026-11-23T02:26Z"},
		{`null`, "#javascript:alert(1)", ""},
	} {
		vm := goja.New()
		vm.Set("hash", row.hash)
		vm.RunString(`var went = "", document = {querySelector: () => (` + row.canonical + `)}, location = {hash, replace: to => { went = to }}`)
		if _, err := vm.RunString(script); err != nil {
			t.Fatal(err)
		}
		if went := vm.Get("went").String(); went != row.want {
			t.Errorf("%s leads to %q, not to %q", row.hash, went, row.want)
		}
	}
}
