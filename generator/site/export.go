package site

import "remit/generator/authority"

// Export returns a compiled playbook as data, whole, as it holds on the day of the asker: the same bytes that a build on
// that day serves as api/playbooks/ID.json. The error is a [*UsageError] when there is no such playbook, or when it is too
// large to be decided.
func (a *Asker) Export(id string) ([]byte, error) {
	m, err := a.model(id)
	if err != nil {
		return nil, err
	}
	d := m.Document(m.Export(m.Readers()))
	if m.Undecided() {
		return nil, asUsageError(authority.ErrUndecided)
	}
	return d.Bytes(), nil
}

// ExportSchema returns the JSON Schema of what [Asker.Export] returns.
func ExportSchema() []byte { return authority.DocumentSchema() }
