package page

import (
	"encoding/json"
	"time"

	"remit/generator/hours"
	"remit/generator/playbook"
)

// reachAddress is the script that tells pages when contacts answer.
const reachAddress = "assets/hours.js"

// reachData is when the contacts answer, for the script that shows who can be reached now. Lengths are in minutes and begin
// at From (Unix minutes): closed, open, closed, … A contact that answers from the first minute begins with 0.
type reachData struct {
	Version  int              `json:"version"`
	From     int64            `json:"from"`
	Contacts map[string][]int `json:"contacts"`
	// Zones are the time zones of the contacts: that of their first window.
	Zones map[string]string `json:"zones"`
}

// reach returns the script. It hands its data to one function, since pages opened from disk may fetch nothing.
func (w *writer) reach() (File, error) {
	d := reachData{Version: 1, From: w.calendar.From / 60, Contacts: map[string][]int{}, Zones: map[string]string{}}
	for _, c := range w.site.Contacts {
		name := c.Name.Value
		d.Contacts[name], d.Zones[name] = lengths(w.calendar.Span, w.calendar.Open(name)), w.zoneOf(c).String()
	}
	data, err := json.Marshal(d)
	if err != nil {
		return File{}, err
	}
	return File{reachAddress, []byte("remitHours(" + string(data) + ");\n")}, nil
}

// lengths writes stretches of time as lengths in minutes, closed and open in turn.
func lengths(all hours.Span, open hours.Spans) []int {
	list := []int{}
	at := all.From
	for _, s := range open {
		list = append(list, int(s.From-at)/60, int(s.Until-s.From)/60)
		at = s.Until
	}
	return list
}

// zoneOf is the time zone in which a contact is at work.
func (w *writer) zoneOf(c *playbook.Contact) *time.Location {
	for _, win := range c.Hours.Windows {
		if win.Zone != nil {
			return win.Zone
		}
	}
	return w.zone
}
