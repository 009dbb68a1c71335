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

// An analysis is what load, compile and check make of the site: the part that all verbs share.
type analysis struct {
	library  *playbook.Library
	day      playbook.Date
	models   []*authority.Model // of the playbooks that loaded, for proofs
	findings []diagnostic.Diagnostic
	result   check.Result
	waived   int          // findings that the playbooks waive for themselves
	private  *source.File // the values of private channels; nil for a site that everybody may read
}

// An extraCheck says what else is wrong with a library than load and check see in it.
type extraCheck func(*playbook.Library) ([]diagnostic.Diagnostic, error)

// analyse loads and checks the site for a day; on is empty for the day of now.
func (s *Site) analyse(on string, now time.Time, extra ...extraCheck) (*analysis, error) {
	an := &analysis{}
	options, err := s.options()
	if err != nil {
		return nil, err
	}
	an.private = options.Private
	if an.library, an.findings, err = load.Dir(s.fsys, options); err != nil {
		return nil, err
	}
	faults, err := s.folders()
	if err != nil {
		return nil, err
	}
	an.findings = append(faults, an.findings...)
	if an.library.Templates, err = s.layout(); err != nil {
		return nil, err
	}
	if an.day, err = day(on, now, an.library.Site); err != nil {
		return nil, err
	}
	if err := an.checkMore(extra); err != nil {
		return nil, err
	}
	if an.library.Site == nil || errorsIn(an.findings, "site.yaml") {
		an.findings = diagnostic.Sort(append(an.findings, check.Early(an.library)...))
		return an, nil // without its roles and contacts no playbook means anything
	}
	an.models = compile(an.library, authority.Options{Day: an.day, Proof: true})
	an.result = check.Run(an.library, an.models)
	found := append(an.findings, an.result.Findings...)
	an.findings, an.waived = check.Waive(an.library.Playbooks, found, an.day)
	an.findings = append(an.findings, check.Unanalysed(an.library.Site, an.unanalysed(), an.findings)...)
	an.findings = diagnostic.Sort(an.findings)
	return an, nil
}

// unanalysed returns the playbooks without a model.
func (an *analysis) unanalysed() []*playbook.Playbook {
	has := map[*playbook.Playbook]bool{}
	for _, m := range an.models {
		has[m.Playbook] = true
	}
	return slices.DeleteFunc(slices.Clone(an.library.Playbooks), func(p *playbook.Playbook) bool { return has[p] })
}

// checkMore asks what else is wrong with the library. Where content/ could not be read at all, that is said, and nothing follows from it.
func (an *analysis) checkMore(extra []extraCheck) error {
	for _, d := range an.findings {
		if at := d.Span.Path(); d.Severity == diagnostic.Error && (at == "content" || at == "content/playbooks") {
			return nil
		}
	}
	for _, check := range extra {
		found, err := check(an.library)
		if err != nil {
			return err
		}
		an.findings = append(an.findings, found...)
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
func (an *analysis) inForce() map[string]*authority.Model {
	models := map[string]*authority.Model{}
	for _, m := range an.models {
		if !m.Playbook.Validity.Covers(an.day) {
			m = authority.Compile(m.Site, m.Playbook, authority.Options{Day: an.day})
		}
		models[m.Playbook.ID] = m
	}
	return models
}

// publishable reports whether nothing that was found stops a build.
func (an *analysis) publishable() bool {
	errors, _ := diagnostic.Count(an.findings)
	return errors == 0
}

// add adds findings in their place.
func (an *analysis) add(found []diagnostic.Diagnostic) {
	if len(found) > 0 {
		an.findings = diagnostic.Sort(append(an.findings, found...))
	}
}
