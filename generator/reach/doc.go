// Package reach proves that the calls of a playbook end at somebody who may act or decide, at every minute of the months
// ahead, and says how long that takes.
//
//	p := reach.New(site, day)
//	book := p.Book(periods)             // the models of one playbook, one for each period
//	book.Uncovered, book.Wait           // the roles that some minute leaves alone; the longest wait of the others
//	p.Gap(m, role, view)                // when one situation leaves a role alone, and why
//
// A contact is open when its hours say so, and leads to the roles that name it. In a situation at risk the calls of a role
// are the ladders of the duties it owes and, when its answer is that somebody else may, the contacts of the roles that
// hold a grant there. A role has authority when it decides, or holds a grant that resolves the situation; a grant for two
// people only while the contact of the other is open. A role is covered at a minute when it has authority, or when its
// calls lead there through open contacts and the calls of the roles behind them.
//
// The wait lets time pass. A contact that is closed when its turn comes is passed over at once. One that is open then, and
// still is when its answers_in has passed, answers at the end of it. Any other takes as long, and the next has its turn.
// Whoever answers without authority makes calls of his own while the next contact is called. A reader tries any of his
// ladders first and then the others in the order of the file; when all have failed he begins again, as soon as he is
// covered. The wait is that of the worst choice.
//
// Nothing is looked at minute by minute. What a role can call is a small graph; most situations, hours and playbooks share
// theirs with others. A graph is looked at once, over the stretches of time between the changes of its contacts, and for
// each set of contacts that are open at once only the first time.
//
// Package reach reads models and calendars. It decides nothing about what a reader may do, and words no finding.
package reach
