// Package authority says what a playbook means: who may do what, and who must call whom, in which situation.
//
// [Compile] turns one playbook into a [Model]: every fact that a rule tests becomes a column, cut at the constants that
// occur, and for each role one interval decision diagram leads from the facts to an [Outcome], the grants in force and
// the duties owed. That diagram is the only thing that decides anything. [Model.Ask] walks it for the command line,
// [Model.Regions] and [Model.Lones] read it for the checks, [Model.Export] writes it down for the browser, and
// [Model.Proof] counts it. [Compare] compiles two editions of a playbook together and says what the step from one to the
// other does to authority.
//
//	m := authority.Compile(site, playbook, authority.Options{Day: day})
//	s, err := m.Read([]authority.Reading{{Fact: "error_rate", Value: "3"}})
//	answer, err := m.Ask("on_call", s)
//
// The meaning is that of generator/meaning/MEANING.md; the comments here cite its headings. Package authority is the one door
// to package decision: nobody above it sees a node or a cell. It reads no files and prints nothing but words for
// conditions and regions. A Model is for one goroutine at a time.
package authority
