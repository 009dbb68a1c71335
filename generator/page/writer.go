package page

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"remit/generator/authority"
	"remit/generator/hours"
	"remit/generator/playbook"
)

// A writer holds what all pages of one build share. After digest nothing in it changes.
type writer struct {
	Input
	site       *playbook.Site
	zone       *time.Location
	today      playbook.Date
	layout     *template.Template
	signs      []sign
	people     map[string]contact // by name
	books      []*book            // in the order of the library
	byWorkload map[string][]*book // likewise
	blob       string             // what leads to a file of the repository begins with it; "" without a repository
	calendar   *hours.Calendar    // when the contacts answer, from the day of the build on
	paper      sync.Pool          // of *bytes.Buffer, to write pages on

	shipped func() (string, []File) // the search index: the address of its core, and its files
	lists   func() []sheet          // everything from A to Z
}

// A book is a playbook with its model. Only the task that writes its page may ask the model, and use export; everybody
// else reads what does not change in it: its grants and its duties.
type book struct {
	*playbook.Playbook
	model  *authority.Model
	export *authority.Export // for all roles it addresses; made once, by exported
}

// exported returns the model as it is sent to readers and programs.
func (b *book) exported() *authority.Export {
	if b.export == nil {
		b.export = new(b.model.Export(b.model.Readers()))
	}
	return b.export
}

func newWriter(in Input) (*writer, error) {
	layout, err := parseLayout(in.Templates)
	if err != nil {
		return nil, err
	}
	w := &writer{Input: in, site: in.Library.Site, zone: time.UTC, layout: layout, byWorkload: map[string][]*book{}}
	w.shipped, w.lists = sync.OnceValues(w.ship), sync.OnceValue(w.catalogues)
	if w.signs, err = signs(layout); err != nil {
		return nil, err
	}
	w.paper.New = func() any { return new(bytes.Buffer) }
	if z := w.site.TimeZone.Value; z != nil {
		w.zone = z
	}
	w.today = playbook.DateOf(in.Built.In(w.zone))
	w.calendar = hours.NewCalendar(w.site, w.today, hours.Horizon)
	w.people, w.blob = w.contactViews(), w.sourceFolder()
	return w, w.bind()
}

// bind puts every playbook and its model together.
func (w *writer) bind() error {
	for _, p := range w.Library.Playbooks {
		m := w.Models[p.ID]
		if m == nil {
			return fmt.Errorf("%s: the playbook has no model", p.ID)
		}
		b := &book{Playbook: p, model: m}
		w.books = append(w.books, b)
		w.byWorkload[p.Workload.Value] = append(w.byWorkload[p.Workload.Value], b)
	}
	return nil
}

// A sheet is a page to be written: its address, the template that lays it out, and what makes its view.
type sheet struct {
	address string
	layout  string
	title   string
	scripts []string
	view    func(place) any
	also    func() ([]File, error) // what is written beside the page, in the same task
	moved   string                 // where the page leads at once: its own address is an old one
	aside   bool                   // it stands for other addresses: no index lists it, and it links from the base path
}

// pages writes all HTML pages, in parallel.
func (w *writer) pages() ([]File, error) {
	sheets := w.sheets()
	files := make([][]File, len(sheets))
	err := each(len(sheets), func(i int) error {
		data, err := w.write(sheets[i])
		if err != nil {
			return err
		}
		files[i] = []File{{sheets[i].address, data}}
		if sheets[i].also != nil {
			more, err := sheets[i].also()
			files[i] = append(files[i], more...)
			return err
		}
		return nil
	})
	return slices.Concat(files...), err
}

// sheets lists the pages of the site.
func (w *writer) sheets() []sheet {
	list := []sheet{w.search(), w.home(), w.contacts(), w.notFound(), w.away()} // what takes longest first
	list = slices.Concat(list, w.matrix(), w.evidence(), w.indexes(), w.lists())
	for _, b := range w.books {
		list = append(list, w.playbook(b))
		list = append(list, w.aliases(b.Title.Value, b.Address(), b.Aliases)...)
	}
	for _, r := range w.site.Roles {
		list = append(list, w.role(r)...)
	}
	for _, l := range w.site.Workloads {
		list = append(list, w.workload(l))
	}
	if len(w.Library.Thanks) > 0 {
		list = append(list, w.recognition())
	}
	for _, p := range w.Library.Pages {
		list = append(list, w.ordinary(p))
		list = append(list, w.aliases(p.Title, p.Address, p.Aliases)...)
	}
	return list
}

// write lays out the inside of a page first and on its own, so that a template that leaves an element or a comment open
// cannot swallow what follows.
func (w *writer) write(s sheet) ([]byte, error) {
	at := w.placeOf(s)
	main, page := w.paper.Get().(*bytes.Buffer), w.paper.Get().(*bytes.Buffer)
	defer func() { w.paper.Put(main); w.paper.Put(page) }()
	main.Reset()
	page.Reset()
	if err := w.layout.ExecuteTemplate(main, s.layout, s.view(at)); err != nil {
		return nil, w.blame(s, err)
	}
	inside := template.HTML(tight(main.Bytes())) // what a template wrote: escaped already
	if err := w.layout.ExecuteTemplate(page, "document", w.document(s, at, inside)); err != nil {
		return nil, w.blame(s, err)
	}
	return bytes.Clone(page.Bytes()), nil
}

// each calls f for every number below n, on all processors, and returns the error of the lowest number that has one.
func each(n int, f func(int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var done sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		done.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				errs[i] = f(i)
			}
		})
	}
	done.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// whole adds all that is no page, and sorts.
func (w *writer) whole(files []File) ([]File, error) {
	pockets, err := w.pockets(files)
	if err != nil {
		return nil, err
	}
	files = append(files, pockets...)
	files = append(files, w.placed()...)
	for _, a := range w.Library.Assets {
		files = append(files, File{a.Address, a.Data})
	}
	data, err := w.data()
	if err != nil {
		return nil, err
	}
	files = append(files, data...)
	icons, err := w.manifest()
	if err != nil {
		return nil, err
	}
	files = append(files, icons...)
	if !slices.ContainsFunc(files, func(f File) bool { return f.Path == "favicon.svg" }) {
		icon, err := favicon()
		if err != nil {
			return nil, err
		}
		files = append(files, icon)
	}
	if files, err = w.identify(files); err != nil {
		return nil, err
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	for i := 1; i < len(files); i++ {
		if files[i].Path == files[i-1].Path {
			return nil, fmt.Errorf("%s: two files want this address", files[i].Path)
		}
	}
	return files, nil
}

// placed are the scripts and styles at their addresses. A worker governs the folder it lies in, so it goes to the root. A
// site that keeps nothing on devices ships the worker and the script that take back what an earlier build left there.
func (w *writer) placed() []File {
	at := map[string]string{"assets/sw.js": workerAddress, "assets/gone.js": "", "assets/leave.js": "", "assets/pocket.js": "", "assets/pocket.css": ""}
	if w.NoOffline {
		at = map[string]string{"assets/gone.js": workerAddress, "assets/leave.js": "assets/offline.js", "assets/sw.js": "", "assets/offline.js": "", "assets/pocket.js": "", "assets/pocket.css": ""}
	}
	var files []File
	for _, f := range w.Assets {
		address, moved := at[f.Path]
		switch {
		case !moved:
			files = append(files, f)
		case address != "":
			files = append(files, File{address, f.Data})
		}
	}
	return files
}

// tight takes the empty lines out that template actions leave behind. Prose keeps its line breaks, since pre elements
// need theirs: only lines without a letter go, and none inside a pre element.
func tight(html []byte) string {
	var b strings.Builder
	b.Grow(len(html))
	inside := false
	for line := range bytes.Lines(html) {
		if !inside && len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		b.Write(line)
		if bytes.Contains(line, []byte("pre")) { // few lines do, and the search from the end is slow
			open, shut := bytes.LastIndex(line, []byte("<pre")), bytes.LastIndex(line, []byte("</pre>"))
			inside = open > shut || open == shut && inside
		}
	}
	return b.String()
}
