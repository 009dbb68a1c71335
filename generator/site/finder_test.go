package site

// Size is how many documents a finder searches.
func (f *Finder) Size() int { return len(f.library.Playbooks) + len(f.library.Pages) }

// Titles are those of all playbooks.
func (f *Finder) Titles() []string {
	var list []string
	for _, b := range f.library.Playbooks {
		list = append(list, b.Title.Value)
	}
	return list
}
