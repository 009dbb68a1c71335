package page

import (
	"cmp"
	"encoding/base64"
	"html"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"remit/generator/playbook"
)

// mostPictures is about how many bytes the pictures of a pocket copy may have. The small ones stay; of the others the copy
// says where they are.
const mostPictures = 1 << 20

// pictureKinds are the pictures that a copy can hold, by the ending of their name.
var pictureKinds = map[string]string{".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp", ".avif": "avif", ".svg": "svg+xml"}

// pictureOf matches the address of a picture on a page.
var pictureOf = regexp.MustCompile(`<img\s[^>]*?src="([^"]*)"`)

// pictures chooses the pictures that come along: as many as there is room for, the lightest first. What counts is what all
// uses of a picture add, since each holds its own copy of the picture. It returns what they add.
func (p *pocket) pictures() int {
	uses := p.uses()
	type candidate struct {
		address, data string
		weight        int
	}
	var all []candidate
	for _, a := range p.Library.Assets {
		if mime := pictureKinds[strings.ToLower(path.Ext(a.Address))]; mime != "" && uses[a.Address] > 0 {
			all = append(all, candidate{a.Address, "data:image/" + mime + ";base64,", base64.StdEncoding.EncodedLen(len(a.Data)) * uses[a.Address]})
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.weight, b.weight), cmp.Compare(a.address, b.address))
	})
	sum, room := 0, map[string]string{}
	for _, c := range all {
		if sum+c.weight > mostPictures {
			break
		}
		sum += c.weight
		room[c.address] = c.data
	}
	for _, a := range p.Library.Assets {
		if start, in := room[a.Address]; in {
			p.embedded[a.Address] = start + base64.StdEncoding.EncodeToString(a.Data)
		}
	}
	return sum
}

// uses counts how often the pages of the copy show each address.
func (p *pocket) uses() map[string]int {
	uses := map[string]int{}
	for address := range p.ids {
		for _, found := range pictureOf.FindAllSubmatch(p.main[address], -1) {
			uses[pictureAt(address, html.UnescapeString(string(found[1])))]++
		}
	}
	return uses
}

// pictureAt is the address in the site of a picture that a page names; "" when it is none of the site.
func pictureAt(page, src string) string {
	u, err := url.Parse(src)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return ""
	}
	return path.Join(path.Dir(page), u.Path)
}

// absent writes the words that stand for a picture for which there is no room, and reports whether it did.
func (r *resettler) absent(attributes []attr) bool {
	var src, alt string
	for _, a := range attributes {
		switch a.name {
		case "src":
			src = pictureAt(r.address, a.value)
		case "alt":
			alt = a.value
		}
	}
	known := slices.ContainsFunc(r.Library.Assets, func(a *playbook.Asset) bool { return a.Address == src })
	if !known || r.embedded[src] != "" {
		return false
	}
	where := r.published(src)
	if where == "" {
		where = src
	}
	r.out.WriteString(`<span class="muted">` + html.EscapeString(strings.TrimSpace(alt+" (picture left out here: "+where+")")) + `</span>`)
	return true
}
