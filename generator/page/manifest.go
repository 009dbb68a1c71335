package page

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

const manifestAddress = "manifest.webmanifest"

// The colours of the bar and of the paper, as in the tokens of the built-in style, by day and by night.
const (
	barByDay   = "#ffffff"
	barByNight = "#181b21"
	paper      = "#faf8f3"
)

// A manifest is how a device offers the site beside its own programs. All addresses are relative to it.
type manifest struct {
	Name       string     `json:"name"`
	ShortName  string     `json:"short_name"`
	StartURL   string     `json:"start_url"` // also what tells two sites of one host apart
	Scope      string     `json:"scope"`
	Display    string     `json:"display"`
	Theme      string     `json:"theme_color"`
	Background string     `json:"background_color"`
	Lang       string     `json:"lang"`
	Icons      []icon     `json:"icons"`
	Shortcuts  []shortcut `json:"shortcuts"`
}

type icon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose,omitempty"`
}

type shortcut struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// manifest is the web manifest and the icons it names. A site that brings its own favicon has that first.
func (w *writer) manifest() ([]File, error) {
	m := manifest{
		Name: w.site.Title.Value, ShortName: shortTitle(w.site.Title.Value), StartURL: "./", Scope: "./", Display: "standalone",
		Theme: barByDay, Background: paper, Lang: "en",
		Icons: []icon{
			{Src: "favicon.svg", Sizes: "any", Type: "image/svg+xml"},
			{Src: "assets/icon-192.png", Sizes: "192x192", Type: "image/png"},
			{Src: "assets/icon-512.png", Sizes: "512x512", Type: "image/png"},
			{Src: "assets/icon-maskable.png", Sizes: "512x512", Type: "image/png", Purpose: "maskable"},
		},
		Shortcuts: []shortcut{{"Search", "./" + searchAddress}, {"Whom to call", "./" + contactsAddress}},
	}
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return nil, err
	}
	files := []File{{manifestAddress, append(data, '\n')}, {}, {}, {}}
	err = each(3, func(i int) error {
		data, err := drawn(i)
		files[i+1] = File{m.Icons[i+1].Src, data}
		return err
	})
	return files, err
}

// drawn is one of the three pictures.
func drawn(i int) ([]byte, error) {
	if i == 0 {
		return drawIcon(192, false)
	}
	return drawIcon(512, i == 2)
}

// shortTitle is what fits under an icon: as many whole words as have twelve letters, and at least one.
func shortTitle(title string) string {
	short := ""
	for _, word := range strings.Fields(title) {
		longer := strings.TrimSpace(short + " " + word)
		if short != "" && utf8.RuneCountInString(longer) > 12 {
			break
		}
		short = longer
	}
	return short
}
