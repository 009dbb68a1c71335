package content

import (
	"path"
	"strings"
	"unicode/utf8"

	"remit/generator/diagnostic"
	"remit/generator/words"
)

// longestPart is how many bytes one part of an address may have, so that what the program writes beside a page, which has
// a longer name, can still be written; longestPath is how many all of it may have.
const (
	longestPart = 180
	longestPath = 800
)

// deviceNames are names that Windows keeps for devices, whatever ending they have.
const deviceNames = " con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 "

// safeAddress returns the path of an ordinary page or of an asset as it can be an address everywhere, and says so when it
// is not the file's own. Old runbooks are published whatever they are called.
func (t *Tree) safeAddress(name, inside string) string {
	part := unusable(inside)
	if part == "" && len(inside) <= longestPath {
		return inside
	}
	safe := ""
	for p := range strings.SplitSeq(inside, "/") {
		safe = path.Join(safe, safePart(p))
	}
	if len(safe) > longestPath {
		t.report("bad_name", name, "move it to fewer folders, or give them shorter names", "the path of this file is longer than an address can be on every system")
		return safe[:longestPath]
	}
	t.report("bad_name", name, "call it "+words.Quote(safePart(part)), words.Quote(part)+" cannot be part of an address on every system: it is published as /"+addressShown(safe))
	t.Found[len(t.Found)-1].Severity = diagnostic.Warning
	return safe
}

// unusable returns the first part of a path that cannot be written on every system, or "".
func unusable(name string) string {
	for part := range strings.SplitSeq(name, "/") {
		if safePart(part) != part {
			return part
		}
	}
	return ""
}

// safePart returns a part of a path as it can stand in an address and on the disk of every system. It keeps the ending.
func safePart(part string) string {
	ext := path.Ext(part)
	stem := strings.TrimSuffix(part, ext)
	if strings.ContainsFunc(ext, outOfName) || strings.TrimRight(ext, ". ") != ext {
		stem, ext = part, ""
	}
	if strings.ContainsFunc(stem, outOfName) {
		stem = strings.Join(strings.FieldsFunc(stem, outOfName), "-")
		stem = strings.Trim(strings.NewReplacer("- ", "-", " -", "-").Replace(stem), "-")
	}
	stem = strings.TrimLeft(strings.TrimRight(stem, " ."), " ")
	for len(stem) > longestPart {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	if stem == "" {
		stem = "page"
	}
	if reservedFile(stem) {
		stem += "-1"
	}
	return stem + ext
}

func outOfName(c rune) bool { return c < ' ' || c == 0x7f || strings.ContainsRune(`\:*?"<>|#%`, c) }

func addressShown(safe string) string {
	if isMarkdown(safe) {
		return WithoutEnding(safe) + ".html"
	}
	return safe
}

// declared reports whether site.yaml says that a file or a folder is not to be published. It never says so of a playbook.
func (t *Tree) declared(name string, folder bool) bool {
	if len(t.ignores) == 0 || !folder && isMarkdown(name) && sealedFolder(name) {
		return false
	}
	found := t.ignored(name, folder)
	for above := path.Dir(name); above != Root; above = path.Dir(above) {
		found = t.ignored(above, true) || found
	}
	return found
}

// sealedFolder reports whether a folder holds files that no declaration can take out: playbooks, and entries of the
// recognition page.
func sealedFolder(name string) bool {
	for _, folder := range []string{Root + "/playbooks", Root + "/recognition"} {
		if name == folder || strings.HasPrefix(name, folder+"/") {
			return true
		}
	}
	return false
}

func plainPath(id string) bool {
	for part := range strings.SplitSeq(id, "/") {
		if !plainID(part) {
			return false
		}
	}
	return true
}

// BetterID turns an id into the nearest one that can be.
func BetterID(id string) string {
	better := ""
	for part := range strings.SplitSeq(id, "/") {
		good := words.NameFrom(part, '-')
		if plainID(part) {
			good = part
		}
		switch {
		case reservedFile(good):
			good += "-1"
		case len(good) > longestPart:
			good = strings.Trim(good[:longestPart], "-")
		}
		better = path.Join(better, good)
	}
	return better
}

// reservedFile reports whether a part of a path is the name of a device.
func reservedFile(part string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(part), ".")
	return stem != "" && strings.Contains(deviceNames, " "+stem+" ")
}

func plainID(part string) bool {
	return part != "" && strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
