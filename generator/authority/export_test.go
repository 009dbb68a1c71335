package authority

// Within lets tests ask the model that answers where the whole is too large.
func (m *Model) Within(s *Situation) *Model { return m.within(s) }
