package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"regexp"
	"strings"
)

// The pocket copy is the whole site as one page that needs nothing else: to print, to save, to carry on a stick. It is put
// together from the pages as they were written, without what only their scripts use. Where it would be too large it leaves
// the playbooks out and says so, unless the site asks for a copy for each workload (`pocket: yes`); where even that is too
// large, the unrolled questions are left to the pages.

// mostPocket is about how many bytes a pocket copy may have.
const mostPocket = 2 << 20

// pocketView is a pocket copy.
type pocketView struct {
	Title   string
	Hidden  bool
	Private bool
	Policy  string // what may run and style it: its own style and script, by their sums
	Style   template.HTML
	Script  template.HTML
	Icons   template.HTML
	Site    link // where the site is published
	Built   stamp
	Version string
	MaxAge  int64
	Void    string
	Short   string // what is not here, and why; "" when all is
	Parts   []pocketPart
	Others  []link // the pocket copies of the workloads, when there is more than one
}

// A pocketPart is a heading with pages under it.
type pocketPart struct {
	ID, Title string
	Pages     []pocketPage
	Listed    []pocketPage // the pages, where there is more than one to choose from
}

// A pocketPage is a page with what tells the script when its authority changes.
type pocketPage struct {
	ID, Title string
	Until     int64  // when the first of its grants ends; 0 when none does
	Last      string // the day before that, in words
	Main      template.HTML
}

// pockets makes the pocket copies out of the finished pages.
func (w *writer) pockets(files []File) ([]File, error) {
	p := &pocket{writer: w, main: map[string][]byte{}, ids: map[string]string{}, embedded: map[string]string{}}
	for _, f := range files {
		p.main[f.Path] = mainOf(f.Data)
	}
	p.name()
	pages, rest := p.weightOfPages(), p.pictures()+p.weight(w.books)+p.weightOfRest()
	p.unpaged = pages > mostPocket || rest > mostPocket && rest-pages <= mostPocket
	switch large := rest-pages > mostPocket || rest > mostPocket && !p.unpaged; {
	case rest > mostPocket && w.site.Pocket.Value && len(w.site.Workloads) > 0:
		p.unpaged = pages > mostPocket
		return p.split()
	case large && len(w.books) > 0:
		return p.short()
	}
	parts, why := p.rest()
	data, err := p.write(pocketAddress, w.site.Title.Value, append(parts, p.workloads()...), why, nil)
	return []File{{pocketAddress, data}}, err
}

// noPlaybooks says why a pocket copy has no playbooks.
const noPlaybooks = "The playbooks are left out here, since there are too many for one page. With “pocket: yes” in site.yaml each workload has a copy of its own."

// short makes a pocket copy without the playbooks.
func (p *pocket) short() ([]File, error) {
	for _, b := range p.books {
		delete(p.ids, b.Address())
		delete(p.ids, questionsAddress(b.ID))
	}
	for _, l := range p.site.Workloads {
		delete(p.ids, workloadAddress(l.Name.Value))
	}
	rest, why := p.rest()
	data, err := p.write(pocketAddress, p.site.Title.Value, rest, strings.TrimSpace(noPlaybooks+" "+why), nil)
	return []File{{pocketAddress, data}}, err
}

// A pocket puts pocket copies together.
type pocket struct {
	*writer
	main  map[string][]byte // what each page has inside, by address
	ids   map[string]string // what stands before every id of a page, by address
	files map[string]string // the pocket copy that has a page, by address; nil while there is one only

	embedded map[string]string // the pictures that come along, by address
	unpaged  bool              // the ordinary pages are left out
}

// name gives every page that a pocket copy has a name in it.
func (p *pocket) name() {
	p.ids[contactsAddress] = "contacts"
	for _, b := range p.books {
		p.ids[b.Address()] = "playbooks/" + b.ID
		p.ids[questionsAddress(b.ID)] = "playbooks/" + b.ID // they come along in the page of the playbook
	}
	for _, r := range p.site.Roles {
		p.ids[roleAddress(r.Name.Value)] = "roles/" + r.Name.Value
	}
	for _, l := range p.site.Workloads {
		p.ids[workloadAddress(l.Name.Value)] = "workloads/" + l.Name.Value
	}
	for i, one := range p.Library.Pages {
		p.ids[one.Address] = "page/" + itoa(i+1)
	}
}

// weight is about how much some playbooks add to a pocket copy.
func (p *pocket) weight(books []*book) int {
	sum := 0
	for _, b := range books {
		inside := p.main[b.Address()]
		sum += len(inside) + len(p.main[questionsAddress(b.ID)])
		if from, to := bytes.Index(inside, []byte("<template")), bytes.LastIndex(inside, []byte("</template>")); from >= 0 && to > from {
			sum -= to - from // wording for the script
		}
	}
	return sum
}

// weightOfRest is about how much everything but the playbooks adds.
func (p *pocket) weightOfRest() int {
	return len(p.main[contactsAddress]) + p.weightOfRoles() + p.weightOfPages()
}

func (p *pocket) weightOfPages() int {
	sum := 0
	for _, one := range p.Library.Pages {
		sum += len(p.main[one.Address])
	}
	return sum
}

func (p *pocket) weightOfRoles() int {
	sum := 0
	for _, r := range p.site.Roles {
		sum += len(p.main[roleAddress(r.Name.Value)])
	}
	return sum
}

// rest are the parts that belong to no workload: whom to call, what each role may do, and the ordinary pages. The cards
// of roles repeat what the playbooks say, so they are the first to go where there is no room. It says what had none.
func (p *pocket) rest() (parts []pocketPart, why string) {
	if p.unpaged {
		why = "The ordinary pages are left out here, since they are too many for one page."
		for _, one := range p.Library.Pages {
			delete(p.ids, one.Address)
		}
	}
	parts = []pocketPart{{ID: "call", Title: "Whom to call", Pages: []pocketPage{p.page(pocketAddress, contactsAddress, "Contacts", true)}}}
	if p.weightOfRoles() <= mostPocket {
		roles := pocketPart{ID: "roles", Title: "Roles"}
		for _, r := range p.site.Roles {
			card := p.page(pocketAddress, roleAddress(r.Name.Value), p.roleTitle(r.Name.Value), true)
			card.Until, card.Last = p.firstEnd(p.answering(r.Name.Value)...)
			roles.Pages = append(roles.Pages, card)
		}
		parts = append(parts, roles)
	}
	if len(p.Library.Pages) > 0 && why == "" {
		good := pocketPart{ID: "pages", Title: "Good to know"}
		for _, one := range p.Library.Pages {
			good.Pages = append(good.Pages, p.page(pocketAddress, one.Address, one.Title, true))
		}
		parts = append(parts, good)
	}
	return parts, why
}

// workloads are the playbooks, by workload.
func (p *pocket) workloads() []pocketPart {
	var parts []pocketPart
	for _, l := range p.site.Workloads {
		if part := p.workload(pocketAddress, l.Name.Value, true); len(part.Pages) > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

func (p *pocket) workload(from, name string, questions bool) pocketPart {
	books := p.byWorkload[name]
	part := pocketPart{ID: "workloads/" + name, Title: p.workloadLink(place{}, name).Text, Pages: make([]pocketPage, len(books))}
	_ = each(len(books), func(i int) error {
		part.Pages[i] = p.page(from, books[i].Address(), books[i].Title.Value, questions)
		part.Pages[i].Until, part.Pages[i].Last = p.firstEnd(books[i])
		return nil
	})
	return part
}

// firstEnd is when the first grant in some playbooks ends of those that have not ended yet, and its last day; 0 when none
// does.
func (w *writer) firstEnd(books ...*book) (first int64, last string) {
	for _, b := range books {
		for _, a := range b.Actions {
			for _, g := range a.Grants {
				day, ends := lastDay(b.Validity, g.Validity)
				if !ends || day.Before(w.today) {
					continue
				}
				if end := day.Next().Start(w.zone).Unix(); first == 0 || end < first {
					first, last = end, day.Words()
				}
			}
		}
	}
	return first, last
}

func (p *pocket) page(from, address, title string, questions bool) pocketPage {
	r := resettler{pocket: p, from: from, address: address, title: title, questions: questions}
	return pocketPage{ID: p.ids[address], Title: title, Main: template.HTML(r.resettle(string(p.main[address])))} // written by our templates
}

// split makes a pocket copy for each workload, and one of the rest that leads to them.
func (p *pocket) split() ([]File, error) {
	p.files = map[string]string{}
	for address := range p.ids {
		p.files[address] = pocketAddress
	}
	var others []link
	for _, l := range p.site.Workloads {
		if len(p.byWorkload[l.Name.Value]) == 0 {
			continue
		}
		own := "pocket/" + l.Name.Value + ".html"
		p.files[workloadAddress(l.Name.Value)] = own
		for _, b := range p.byWorkload[l.Name.Value] {
			p.files[b.Address()], p.files[questionsAddress(b.ID)] = own, own
		}
		others = append(others, link{p.workloadLink(place{}, l.Name.Value).Text, own})
	}
	if p.weightOfRoles() > mostPocket {
		for _, r := range p.site.Roles {
			delete(p.ids, roleAddress(r.Name.Value))
		}
	}
	rest, why := p.rest()
	data, err := p.write(pocketAddress, p.site.Title.Value, rest, why, others)
	files := []File{{pocketAddress, data}}
	for _, o := range others {
		if err != nil {
			return nil, err
		}
		data, err = p.ofWorkload(o.Text, o.Href)
		files = append(files, File{o.Href, data})
	}
	return files, err
}

// leftOut says why a pocket copy has no questions.
const leftOut = "The questions are left out here, since there are too many for one page; the tables say the same. The playbook's own page asks them."

// ofWorkload is the pocket copy of a workload, with its questions if they fit. Whom to call stands in each.
func (p *pocket) ofWorkload(title, address string) ([]byte, error) {
	name := strings.TrimSuffix(strings.TrimPrefix(address, "pocket/"), ".html")
	own := p.files[contactsAddress]
	defer func() { p.files[contactsAddress] = own }()
	p.files[contactsAddress] = address
	why := ""
	if p.weight(p.byWorkload[name]) > mostPocket {
		why = leftOut
	}
	call := pocketPart{ID: "call", Title: "Whom to call", Pages: []pocketPage{p.page(address, contactsAddress, "Contacts", true)}}
	return p.write(address, title+" · "+p.site.Title.Value, []pocketPart{p.workload(address, name, why == ""), call}, why, nil)
}

// write lays a pocket copy out.
func (p *pocket) write(address, title string, parts []pocketPart, why string, others []link) ([]byte, error) {
	style, script := p.asset("assets/answer.css")+p.asset("assets/site.css")+p.asset("assets/pages.css")+p.asset("assets/print.css")+p.asset("assets/pocket.css"), p.asset("assets/pocket.js")
	style = escapeEnd(outside.ReplaceAllString(style, "none"))
	v := pocketView{
		Title: title, Hidden: !p.site.Index.Value || p.site.Private, Private: p.site.Private, Site: link{p.site.Title.Value, p.published("")},
		Policy: fmt.Sprintf("default-src 'none'; script-src '%s'; style-src '%s'; img-src data:; base-uri 'none'; form-action 'none'; "+
			"require-trusted-types-for 'script'; trusted-types 'none'", hashOf(script), hashOf(style)),
		Style: template.HTML("<style>" + style + "</style>"), Script: template.HTML("<script>" + script + "</script>"), // bundled from our sources and the site's styles
		Built: p.stamp(), Version: short(p.Version), MaxAge: p.maxSeconds(), Short: why, Parts: parts,
		Void: "A yes on this page is void in a copy built more than " + p.maxAge().String() + " before you read it.",
	}
	for _, o := range others {
		v.Others = append(v.Others, link{o.Text, placeAt(address).to(o.Href)})
	}
	var shown strings.Builder
	for i, part := range parts {
		if len(part.Pages) > 1 {
			parts[i].Listed = part.Pages
		}
		for _, page := range part.Pages {
			shown.WriteString(string(page.Main))
		}
	}
	v.Icons = p.icons(shown.String())
	var b bytes.Buffer
	if err := p.layout.ExecuteTemplate(&b, "pocket", v); err != nil {
		return nil, fmt.Errorf("%s: %w", address, err)
	}
	return []byte(tight(b.Bytes())), nil
}

func (p *pocket) asset(path string) string {
	for _, a := range p.Assets {
		if a.Path == path {
			return strings.TrimSpace(string(a.Data))
		}
	}
	return ""
}

// outside is what a style names outside itself: pictures and fonts, which a pocket copy does without.
var outside = regexp.MustCompile(`url\((?:"[^"#][^"]*"|'[^'#][^']*'|[^)"'#][^)]*)\)`)

// escapeEnd keeps a style from ending its own element. Between < and / a backslash changes no style.
func escapeEnd(style string) string { return strings.ReplaceAll(style, "</", `<\/`) }

// hashOf is the sum of a script or style as a policy names it.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// mainOf cuts out what a page has inside its frame.
func mainOf(page []byte) []byte {
	_, inside, _ := bytes.Cut(page, []byte("<main id=\"main\" tabindex=\"-1\">\n"))
	if end := bytes.LastIndex(inside, []byte("</main>\n<footer>")); end >= 0 {
		return inside[:end]
	}
	return nil
}
