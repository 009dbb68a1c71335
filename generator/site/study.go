package site

import (
	"io/fs"
	"slices"
	"time"

	"remit/generator/authority"
	"remit/generator/check"
	"remit/generator/diagnostic"
	"remit/generator/load"
	"remit/generator/parallel"
	"remit/generator/playbook"
	"remit/generator/source"
)

// study is what load, compile and check make of the site: the part that all verbs share.
type study struct {
	library  *playbook.Library
	day      playbook.Date
	models   []*authority.Model // of the playbooks that loaded, for proofs
	findings []diagnostic.Diagnostic
	result   check.Result
	waived   int          // findings that the playbooks waive for themselves
	private  *source.File // the values of private channels; nil for a site that everybody may read
}

// A look says what else is wrong with a library than load and check see in it.
type look func(*playbook.Library) ([]diagnostic.Diagnostic, error)

// study loads and checks the site for a day; on is empty for the day of now.
func (s *Site) study(on string, now time.Time, looks ...look) (*study, error) {
	st := &study{}
	options, err := s.options()
	if err != nil {
		return nil, err
	}
	st.private = options.Private
	if st.library, st.findings, err = load.Dir(s.fsys, options); err != nil {
		return nil, err
	}
	ground, err := s.ground()
	if err != nil {
		return nil, err
	}
	st.findings = append(ground, st.findings...)
	if st.library.Templates, err = s.layout(); err != nil {
		return nil, err
	}
	if st.day, err = day(on, now, st.library.Site); err != nil {
		return nil, err
	}
	if err := st.look(looks); err != nil {
		return nil, err
	}
	if st.library.Site == nil || errorsIn(st.findings, "site.yaml") {
		st.findings = diagnostic.Sort(append(st.findings, check.Early(st.library)...))
		return st, nil // without its roles and contacts no playbook means anything
	}
	st.models = compile(st.library, authority.Options{Day: st.day, Proof: true})
	st.result = check.Run(st.library, st.models)
	found := append(st.findings, st.result.Findings...)
	st.findings, st.waived = check.Waive(st.library.Playbooks, found, st.day)
	st.findings = append(st.findings, check.Unanalysed(st.library.Site, st.unanalysed(), st.findings)...)
	st.findings = diagnostic.Sort(st.findings)
	return st, nil
}

// unanalysed returns the playbooks without a model.
func (st *study) unanalysed() []*playbook.Playbook {
	has := map[*playbook.Playbook]bool{}
	for _, m := range st.models {
		has[m.Playbook] = true
	}
	return slices.DeleteFunc(slices.Clone(st.library.Playbooks), func(p *playbook.Playbook) bool { return has[p] })
}

// look asks who else judges the library. Where content/ could not be read at all, that is said, and nothing follows from it.
func (st *study) look(looks []look) error {
	for _, d := range st.findings {
		if at := d.Span.Path(); d.Severity == diagnostic.Error && (at == "content" || at == "content/playbooks") {
			return nil
		}
	}
	for _, look := range looks {
		found, err := look(st.library)
		if err != nil {
			return err
		}
		st.findings = append(st.findings, found...)
	}
	return nil
}

// layout reads the site's own templates, whose words are published like any other.
func (s *Site) layout() ([]*source.File, error) {
	templates, err := s.folder("templates")
	if err != nil || templates == nil {
		return nil, err
	}
	var files []*source.File
	err = fs.WalkDir(templates, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		text, err := fs.ReadFile(templates, path)
		files = append(files, source.NewFile("templates/"+path, text))
		return err
	})
	return files, err
}

// compile compiles every playbook that loaded, several at once.
func compile(library *playbook.Library, o authority.Options) []*authority.Model {
	models := make([]*authority.Model, len(library.Playbooks))
	parallel.Each(len(models), func(i int) {
		if p := library.Playbooks[i]; !p.Failed {
			models[i] = authority.Compile(library.Site, p, o)
		}
	})
	loaded := models[:0]
	for _, m := range models {
		if m != nil {
			loaded = append(loaded, m)
		}
	}
	return loaded
}

// inForce returns the models by playbook as they hold on the day, for readers: a playbook that has lapsed grants
// nothing, while its proof leaves that aside.
func (st *study) inForce() map[string]*authority.Model {
	models := map[string]*authority.Model{}
	for _, m := range st.models {
		if !m.Playbook.Validity.Covers(st.day) {
			m = authority.Compile(m.Site, m.Playbook, authority.Options{Day: st.day})
		}
		models[m.Playbook.ID] = m
	}
	return models
}

// sound reports whether nothing that was found stops a build.
func (st *study) sound() bool {
	errors, _ := diagnostic.Count(st.findings)
	return errors == 0
}

// blame adds findings in their place.
func (st *study) blame(found []diagnostic.Diagnostic) {
	if len(found) > 0 {
		st.findings = diagnostic.Sort(append(st.findings, found...))
	}
}
