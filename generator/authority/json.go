package authority

import (
	"bytes"
	"encoding/json"
)

// MarshalJSON writes the readings as an object whose keys keep their order.
func (f Facts) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, r := range f {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, word := range []string{r.Fact, r.Value} {
			if j > 0 {
				b.WriteByte(':')
			}
			text, err := json.Marshal(word)
			if err != nil {
				return nil, err
			}
			b.Write(text)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
