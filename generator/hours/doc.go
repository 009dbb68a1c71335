// Package hours says when contacts answer: it turns weekly opening hours, time zones and holidays into stretches of time,
// exactly, and says for every instant whom a ladder reaches.
//
//	c := hours.NewCalendar(site, day, hours.Horizon)
//	c.Open("duty_desk")                                // when the contact answers
//	c.Reach([]string{"duty_desk", "head_of_shop"})     // whom a ladder reaches, from when to when
//
// A window is open at an instant when the wall clock of its time zone then shows one of its days and a time from its
// beginning up to, not including, its end. An hour that the clock skips is therefore never open, and an hour that it
// repeats is open twice. A window that runs overnight belongs to the day on which it begins. A holiday closes every
// window, whatever its zone, from midnight to midnight of the site's own time zone; hours that are "always" know no
// holiday.
//
// Package hours reads no clock and knows nothing of duties or roles. Instants are Unix seconds.
package hours
