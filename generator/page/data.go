package page

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
)

// data are the files for programs: what the search loads, alerts, the list of addresses.
func (w *writer) data() ([]File, error) {
	_, files := w.shipped()
	files = append(slices.Clone(files), File{Path: ".nojekyll", Data: []byte{}})
	alerts := map[string][]string{}
	for _, b := range w.books {
		for _, a := range b.Alerts {
			if !slices.Contains(alerts[a.Value], b.Address()) {
				alerts[a.Value] = append(alerts[a.Value], b.Address())
			}
		}
	}
	data, err := json.MarshalIndent(alerts, "", "  ")
	if err != nil {
		return nil, err
	}
	reach, err := w.reach()
	if err != nil {
		return nil, err
	}
	actions, err := w.actionsScript()
	if err != nil {
		return nil, err
	}
	files = append(files, actions...)
	return append(files, File{"alerts.json", append(data, '\n')}, w.sitemap(), reach), nil
}

// sitemap lists the pages under the site's address.
func (w *writer) sitemap() File {
	base := strings.TrimSuffix(w.site.URL.Value, "/") + "/"
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, s := range w.sheets() {
		if s.aside || s.moved != "" {
			continue
		}
		address := strings.TrimSuffix(s.address, "index.html")
		b.WriteString("<url><loc>")
		xml.EscapeText(&b, []byte(base+(&url.URL{Path: "/" + address}).EscapedPath()[1:]))
		b.WriteString("</loc></url>\n")
	}
	b.WriteString("</urlset>\n")
	return File{"sitemap.xml", b.Bytes()}
}
