package bundle_test

import "testing"

func TestOneActionIsAskedAboutAlone(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t) + page
	b.open(address + "#may-i=roll_back").sees("Who are you?").click("On-call engineer").sees("May I roll back the last deploy?")
	b.click(elevated).sees("question 2").click("No").sees("Not yours to do", "No grant lets you roll back the last deploy here.", "What else may I do?").lacks(yes)
	b.js(`history.back()`)
	b.sees("question 2", "Error rate: "+elevated).click("Yes").sees("Is a schema migration running?").click("No").sees(asLimit).click("No")
	b.sees("Act now", "You may roll back the last deploy. No approval needed.").lacks("read-only")
	b.open(address+"#role=on_call&may-i=roll_back&error_rate=12&recent_deploy=no").sees("Not yours to do", "Call by ", "Incident desk").lacks(yes)
	b.click("What else may I do?").sees("Act, and escalate", "You may put boarding in read-only mode.")
	b.open(address+"#role=care&may-i=roll_back&error_rate=5&recent_deploy=yes&migration=no").sees("Not you", "This is for the on-call engineer or incident manager.").lacks(yes)
	b.open(address + "#role=on_call&may-i=refund").sees("Refund by hand").lacks(yes)
	b.open(address+"#role=on_call&may-i=refund&error_rate=5&recent_deploy=yes&migration=no").sees("Not yours to do", "owns this workload").lacks(yes)
	b.open(address + "#role=on_call&may-i=roll_back&error_rate=1").sees("Nothing at risk").lacks(yes)
	b.open(address+"#role=on_call&may-i=roll_back&error_rate=5&recent_deploy=?&migration=?").sees("Stop: call first", "Some facts are unknown", "Not on this reading: roll back the last deploy").lacks(yes, "No grant lets you")
	for _, hostile := range []string{"__proto__", "<img src=x onerror=alert(1)>", "nothing", ""} {
		b.open(address+"#role=on_call&error_rate=12&recent_deploy=no&may-i="+hostile).sees("is not an action of this page; it was left out.", "Act, and escalate")
	}
}

func TestAnAnswerNamesWhatWouldChangeIt(t *testing.T) {
	b := newTab(t)
	address := fresh().serve(t) + page
	b.open(address+"#role=on_call&error_rate=12&recent_deploy=no").sees("What would change this answer", "Error rate: below 2 %", "Recent deploy: yes")
	b.open(address+"#role=on_call&error_rate=1&recent_deploy=no").sees("Nothing at risk", "What would change this answer", "10 % or more").lacks("Recent deploy: yes")
}

func TestAnAnswerCanBeChangedBeforeTheLastQuestion(t *testing.T) {
	b := newTab(t).open(fresh().serve(t) + page)
	b.click("On-call engineer", elevated, "Yes").sees("question 3", "What you read", "Error rate: "+elevated, "Recent deploy: Yes")
	b.click("Change Error rate").sees("change an answer", "Recent deploy: Yes").lacks("Error rate: ").click("10 % or more").sees("question 3", "Error rate: 10 % or more", "Recent deploy: Yes")
}
