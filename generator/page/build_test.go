package page

import (
	"bytes"
	"encoding/json"
	"image/png"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"remit/generator/playbook"
)

// Of a site that is too large to be kept whole, what leads to everything is kept always, the rest where it was visited.
func TestALargeSiteIsKeptInPart(t *testing.T) {
	lib := library(t)
	lib.Assets = append(lib.Assets, &playbook.Asset{Address: "guides/film.png", Data: make([]byte, mostKept)})
	var list listFile
	if err := json.Unmarshal([]byte(render(t, input(lib, built))["files.json"]), &list); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"index.html", "search.html", "contacts.html", "404.html", "away.html", "assets/walk.js", "favicon.svg"} {
		if list.Always[name] == "" {
			t.Errorf("%s is not kept always", name)
		}
	}
	for name := range list.Visited {
		if strings.HasPrefix(name, "search/") {
			t.Errorf("%s, a part of the search, is not kept always", name)
		}
	}
	for _, name := range []string{"playbooks/shop/pay.html", "roles/owner.html", "guides/film.png", "guides/hand over.html"} {
		if list.Visited[name] == "" {
			t.Errorf("%s is not kept where it was visited", name)
		}
	}
	for _, name := range []string{"sw.js", "pocket.html", "api/playbooks/shop/pay.json", "alerts.json", "assets/icon-512.png"} {
		if list.Never[name] == "" {
			t.Errorf("%s is kept", name)
		}
	}
	book, roles := "playbooks/shop/pay.html", map[string][]string{}
	for _, name := range []string{"manager", "on_call"} {
		roles[name] = []string{book, "roles/" + name + ".html"}
	}
	roles["owner"] = []string{"roles/owner.html"}
	if diff := cmp.Diff(roles, list.Roles); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

// The worker lies at the root, or, in a site that keeps nothing on devices, the one that leaves.
func TestTheWorkerLiesAtTheRoot(t *testing.T) {
	in := input(library(t), built)
	for _, c := range []struct {
		none           bool
		worker, script string
	}{{false, "6", "4"}, {true, "7", "8"}} {
		in.NoOffline = c.none
		files := render(t, in)
		if files["sw.js"] != c.worker || files["assets/offline.js"] != c.script {
			t.Errorf("NoOffline %v: the worker is %q, the script %q", c.none, files["sw.js"], files["assets/offline.js"])
		}
		for _, name := range []string{"assets/sw.js", "assets/gone.js", "assets/leave.js", "assets/pocket.js"} {
			if _, there := files[name]; there {
				t.Errorf("NoOffline %v: %s is shipped", c.none, name)
			}
		}
	}
}

// A page loads what keeps the site, but for those whose own script does, and pages that lead on or stand for others.
func TestWhichPagesKeepTheSite(t *testing.T) {
	for name, page := range render(t, input(library(t), built)) {
		if !strings.HasSuffix(name, ".html") || isPocket(name) {
			continue
		}
		leads := strings.HasPrefix(name, "runbooks/") || strings.HasPrefix(name, "old pay")
		without := leads || name == "index.html" || name == "404.html" || name == "away.html" || name == "playbooks/shop/pay.html"
		if strings.Contains(page, "assets/offline.js") == without {
			t.Errorf("%s: loads the script: %v", name, !without)
		}
		if !leads && len(find(t, page, "p", "data-max-age", "604800")) != 1 {
			t.Errorf("%s does not say how old a copy may be", name)
		}
		if strings.Contains(page, `rel="manifest"`) {
			t.Errorf("%s names the manifest, which a browser refuses from disk", name)
		}
	}
}

func TestManifest(t *testing.T) {
	files := render(t, input(library(t), built))
	var m manifest
	if err := json.Unmarshal([]byte(files["manifest.webmanifest"]), &m); err != nil {
		t.Fatal(err)
	}
	if m.Name != "Harbour" || m.StartURL != "./" || m.Scope != "./" || len(m.Icons) != 4 {
		t.Errorf("the manifest is %+v", m)
	}
	for _, s := range m.Shortcuts {
		if _, there := files[strings.TrimPrefix(s.URL, "./")]; !there {
			t.Errorf("a shortcut leads to %s", s.URL)
		}
	}
	for _, i := range m.Icons {
		data := files[i.Src]
		if i.Type != "image/png" {
			continue
		}
		img, err := png.Decode(strings.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		side := img.Bounds().Dx()
		if itoa(side)+"x"+itoa(img.Bounds().Dy()) != i.Sizes {
			t.Errorf("%s is %d wide, and says %s", i.Src, side, i.Sizes)
		}
		_, _, _, corner := img.At(0, 0).RGBA()
		if (corner == 0xffff) != (i.Purpose == "maskable") {
			t.Errorf("%s: the corner is covered by %x", i.Src, corner)
		}
	}
	for title, want := range map[string]string{"Harbour": "Harbour", "Harbour Online playbooks": "Harbour", "Our shop at sea": "Our shop at", "": ""} {
		if got := shortTitle(title); got != want {
			t.Errorf("%q is cut to %q, want %q", title, got, want)
		}
	}
}

// The icon is green with a white tick, and a maskable one keeps its tick within the circle that every mask leaves.
func TestTheIconShowsItsSign(t *testing.T) {
	for _, maskable := range []bool{false, true} {
		data, err := drawIcon(160, maskable)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		white := func(x, y int) bool { r, _, _, _ := img.At(x, y).RGBA(); return r > 0xf000 }
		var far int
		for x := range 160 {
			for y := range 160 {
				if dx, dy := x-80, y-80; white(x, y) {
					far = max(far, dx*dx+dy*dy)
				}
			}
		}
		if !white(72, 105) && !maskable {
			t.Error("the tick is not where it is in the favicon")
		}
		if maskable && far > 64*64 {
			t.Error("a mask would cut the sign")
		}
	}
}
