package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Manifest is the name of the list of files that builds have written into a folder, which lies in that folder.
const Manifest = ".remit-files.json"

const manifestVersion = 1

// An entry is one file that a build wrote.
type entry struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func entryOf(f File) entry {
	return entry{Path: f.Path, Size: int64(len(f.Data)), SHA256: digest(f.Data)}
}

// is reports whether a file has the content that was written.
func (e entry) is(data []byte) bool { return e.Size == int64(len(data)) && e.SHA256 == digest(data) }

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// encode prints a manifest, one file a line, so that a person can compare two.
func encode(entries []entry) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\"version\":%d,\"files\":[", manifestVersion)
	for i, e := range entries {
		line, err := json.Marshal(e)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.Write(line)
	}
	b.WriteString("\n]}\n")
	return b.Bytes(), nil
}

// decode reads a manifest. One that cannot be read is an error: without it nothing could be told from foreign files.
func decode(text []byte) (map[string]entry, error) {
	var m struct {
		Version int     `json:"version"`
		Files   []entry `json:"files"`
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("%s does not say which files a build wrote (%w); restore it, or move the folder away", Manifest, err)
	}
	if m.Version != manifestVersion {
		return nil, fmt.Errorf("%s has version %d, and this remit reads %d; use the remit that wrote it, or move the folder away", Manifest, m.Version, manifestVersion)
	}
	ours := make(map[string]entry, len(m.Files))
	for _, e := range m.Files {
		if why := unfit(e.Path); why != "" {
			return nil, fmt.Errorf("%s lists %q, which no build writes: %s; restore it, or move the folder away", Manifest, e.Path, why)
		}
		ours[e.Path] = e
	}
	return ours, nil
}
