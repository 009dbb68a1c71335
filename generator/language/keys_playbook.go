package language

var playbookKeys = []Key{
	{Name: "title", Type: Text, Need: Required, Meaning: "What is happening, as somebody would say it.", Example: "title: Checkout errors are rising", Rule: "forged_answer"},
	{Name: "summary", Type: Text, Meaning: "One or two sentences below the title.", Example: "summary: Customers cannot pay. Roll back first, talk second.", Rule: "forged_answer"},
	{Name: "workload", Type: Name, Need: Required, Meaning: "The workload at risk; its owner grants what stands here.", Example: "workload: checkout", Rule: "unknown_name"},
	{Name: "roles", Type: Names, Need: Required, Meaning: "The roles that this playbook addresses; grants and duties name only these.", Example: "roles: [on_call]", Rule: "powerless_role"},
	{Name: "last_reviewed_on", Type: Date, Meaning: "The day on which somebody last checked that all of it is still right.", Example: "last_reviewed_on: 2026-09-30", Rule: "review_overdue"},
	{Name: "review_in", Type: Duration, Meaning: "After how long the next review is due.", Example: "review_in: 6 months", Rule: "review_overdue"},
	{Name: "valid_from", Type: Date, Meaning: "The first day on which the playbook grants anything.", Example: "valid_from: 2026-10-01"},
	{Name: "valid_until", Type: Date, Meaning: "The last day on which the playbook grants anything, also in a saved copy.", Example: "valid_until: 2027-03-31", Rule: "expired"},
	{Name: "last_drilled_on", Type: Date, Meaning: "The day on which people last practised it.", Example: "last_drilled_on: 2026-09-12", Rule: "never_drilled"},
	{Name: "tags", Type: Texts, Meaning: "Words by which the playbook is found.", Example: "tags: [payments]"},
	{Name: "aliases", Type: OldPaths, Meaning: "Old addresses that keep leading here.", Example: "aliases: [/runbooks/checkout-5xx/]", Rule: "address_taken"},
	{Name: "alerts", Type: Texts, Meaning: "Names of the alerts that this playbook answers.", Example: "alerts: [CheckoutErrorRateHigh]", Rule: "shared_alert"},
	{Name: "facts", Type: Named, Of: Fact, Meaning: "What a reader can observe.", Example: `facts: {recent_deploy: {ask: "Was checkout deployed in the last hour?"}}`, Rule: "idle_fact"},
	{Name: "conditions", Type: Conditions, Meaning: "Names for conditions; by themselves they put nothing at risk.", Example: "conditions: {swamped: error_rate > 90}", Rule: "idle_condition"},
	{Name: "triggers", Type: Conditions, Words: []string{"always"}, Need: Required, Meaning: "Conditions that put the playbook at risk; it applies when one of them holds.", Example: "triggers: {elevated: error_rate >= 2}", Rule: "idle_trigger"},
	{Name: "impossible", Type: List, Of: Impossible, Meaning: "Situations that cannot be.", Example: "impossible: [{when: provider == operational and swamped, because: The provider would report an outage.}]", Rule: "never_true"},
	{Name: "actions", Type: Named, Of: Action, Need: OneOf, Meaning: "What may be done, and by whom.", Example: "actions: {roll_back: {title: Roll back the last deploy, roles: [on_call]}}"},
	{Name: "escalation", Type: List, Of: Duty, Need: OneOf, Meaning: "Whom to call, and when.", Example: "escalation: [{when: severe, to: [incident_desk], within: 5 min}]"},
	{Name: "scenarios", Type: List, Of: Scenario, Meaning: "Situations with the answers that you expect, checked by every run of test.", Example: "scenarios: [{name: Three per cent fail, role: on_call, given: {error_rate: 3}, expect: {answer: act}}]", Rule: "failing_scenario"},
	{Name: "waive", Type: List, Of: Waiver, Meaning: "Findings that are accepted until a day.", Example: "waive: [{rule: never_drilled, because: The first drill is planned for March., until: 2027-03-31}]"},
	{Name: "order", Type: Choice, Words: []string{"written"}, Later: true, Meaning: "Whether questions are asked in the order of the facts.", Example: "order: written"},
	{Name: "extends", Type: Name, Later: true, Meaning: "The playbook of another source that this one narrows.", Example: "extends: payments/outage"},
}

var factKeys = []Key{
	{Name: "ask", Type: Text, Default: "the name, as a question", Meaning: "The question as a reader sees it.", Example: "ask: What share of checkouts fails right now?"},
	{Name: "look", Type: Text, Meaning: "Where the answer can be seen: a web address, or words.", Example: "look: https://grafana.example/d/checkout"},
	{Name: "unit", Type: Text, Meaning: "The unit of a number.", Example: `unit: "%"`},
	{Name: "range", Type: Range, Meaning: "The least and the greatest value of a number, both included.", Example: "range: 0..100", Rule: "out_of_range"},
	{Name: "step", Type: Number, Meaning: "The distance between two values of a number that is read in steps.", Example: "step: 0.1", Rule: "off_grid"},
	{Name: "worse", Type: Choice, Words: []string{"higher", "lower", "later", "earlier"}, Meaning: "Which way things get worse: for a number higher or lower, for a choice later or earlier.", Example: "worse: higher", Rule: "shrinking_authority"},
	{Name: "options", Type: Titles, Meaning: "The values of a choice, in their order.", Example: "options: {operational: Operational, outage: Outage}"},
	{Name: "says", Type: Texts, Later: true, Meaning: "How it reads when a yes-or-no fact holds, and when not.", Example: "says: [a migration is running, no migration is running]"},
}

var impossibleKeys = []Key{
	{Name: "when", Type: Condition, Need: Required, Meaning: "The situations that cannot be.", Example: "when: provider == operational and error_rate > 90", Rule: "never_true"},
	{Name: "because", Type: Text, Meaning: "Why they cannot be.", Example: "because: The provider would report an outage."},
}

var actionKeys = []Key{
	{Name: "title", Type: Text, Need: Required, Meaning: "A verb and its object.", Example: "title: Roll back the last deploy"},
	{Name: "steps", Type: Anchor, Meaning: "The heading of this page that says how.", Example: `steps: "#roll-back-the-last-deploy"`, Rule: "missing_anchor"},
	{Name: "undo", Type: Anchor, Meaning: "The heading of this page that says how to undo it.", Example: `undo: "#deploy-again"`, Rule: "missing_anchor"},
	{Name: "reversible", Type: YesNo, Meaning: "Whether the action can be undone.", Example: "reversible: yes"},
	{Name: "stopgap", Type: YesNo, Default: "no", Meaning: "Whether the action only buys time, so that the situation is still to be resolved.", Example: "stopgap: yes"},
	{Name: "when", Type: Condition, Default: "always", Meaning: "Narrows every grant of the action.", Example: "when: recent_deploy", Rule: "unreachable_grant"},
	{Name: "unless", Type: Condition, Default: "never", Meaning: "Forbids the action, whatever a grant says.", Example: "unless: migration_running", Rule: "unreachable_grant"},
	{Name: "except", Type: Names, Meaning: "Roles that the unless does not bind.", Example: "except: [incident_manager]", Rule: "unknown_name"},
	{Name: "because", Type: Text, Meaning: "Why it is forbidden, or reserved.", Example: "because: The provider alone can do this."},
	{Name: "roles", Type: Names, Words: []string{"all"}, Need: OneOf, Meaning: "Who may take the action, where a single grant is enough.", Example: "roles: [on_call]", Rule: "unknown_name"},
	{Name: "allow", Type: List, Of: Grant, Words: []string{"none"}, Need: OneOf, Meaning: "One grant each; none reserves the action, so that nobody here may take it.", Example: "allow: [{roles: [on_call]}]"},
	{Name: "limits", Type: Mapping, Of: Limits, Meaning: "How often, how long and how much; a grant may have its own.", Example: "limits: {times: 1, per: 24 h}", Rule: "conflicting_grants"},
	{Name: "tell", Type: List, Of: Tell, Meaning: "Whom to tell; a grant may have its own list.", Example: "tell: [{contact: incident_desk, within: 15 min}]", Rule: "conflicting_grants"},
	{Name: "excludes", Type: Names, Meaning: "Actions that cannot be taken together with this one.", Example: "excludes: [other_action]", Rule: "exclusive_actions"},
	{Name: "valid_from", Type: Date, Meaning: "The first day of the grant that stands on the action.", Example: "valid_from: 2026-10-01"},
	{Name: "valid_until", Type: Date, Meaning: "The last day of the grant that stands on the action.", Example: "valid_until: 2027-03-31", Rule: "expired"},
	{Name: "together_with", Type: Name, Meaning: "The role of a second person without whom it may not be done.", Example: "together_with: incident_manager", Rule: "lone_pair"},
}

var grantKeys = []Key{
	{Name: "roles", Type: Names, Words: []string{"all"}, Need: Required, Meaning: "Who holds the grant.", Example: "roles: [on_call]", Rule: "unknown_name"},
	{Name: "when", Type: Condition, Default: "always", Meaning: "The situations in which the grant is in force.", Example: "when: severe", Rule: "unreachable_grant"},
	{Name: "unless", Type: Condition, Default: "never", Meaning: "The situations in which the grant is not in force.", Example: "unless: migration_running", Rule: "unreachable_grant"},
	{Name: "except", Type: Names, Meaning: "Roles that the unless does not bind.", Example: "except: [incident_manager]", Rule: "unknown_name"},
	{Name: "because", Type: Text, Meaning: "Why the unless stands there.", Example: "because: The old version cannot read the new schema."},
	{Name: "limits", Type: Mapping, Of: Limits, Default: "those of the action", Meaning: "How often, how long and how much.", Example: "limits: {times: 1, per: 24 h}", Rule: "conflicting_grants"},
	{Name: "tell", Type: List, Of: Tell, Default: "those of the action", Meaning: "Whom to tell.", Example: "tell: [{contact: incident_desk, within: 15 min}]", Rule: "conflicting_grants"},
	{Name: "valid_from", Type: Date, Meaning: "The first day of the grant.", Example: "valid_from: 2026-10-01"},
	{Name: "valid_until", Type: Date, Meaning: "The last day of the grant.", Example: "valid_until: 2027-03-31", Rule: "expired"},
	{Name: "together_with", Type: Name, Meaning: "The role of a second person without whom it may not be done.", Example: "together_with: incident_manager", Rule: "lone_pair"},
}

var limitsKeys = []Key{
	{Name: "times", Type: Count, Meaning: "How many times the action may be taken.", Example: "times: 1", Rule: "no_way_on"},
	{Name: "per", Type: Duration, Words: []string{"incident"}, Default: "incident", Meaning: "In which time they count.", Example: "per: 24 h", Rule: "no_way_on"},
	{Name: "apart", Type: Duration, Meaning: "How long to wait before the next time.", Example: "apart: 30 min", Rule: "no_way_on"},
	{Name: "lasts", Type: Duration, Meaning: "How long the action may last.", Example: "lasts: 30 min", Rule: "late_answer"},
	{Name: "up_to", Type: Text, Meaning: "How much, in words.", Example: "up_to: 4 nodes"},
}

var tellKeys = []Key{
	{Name: "contact", Type: Name, Need: Required, Meaning: "Whom to tell.", Example: "contact: incident_desk", Rule: "unknown_name"},
	{Name: "within", Type: Duration, Words: []string{"now"}, Meaning: "By when, from acting.", Example: "within: 15 min"},
	{Name: "first", Type: YesNo, Default: "no", Meaning: "Whether the message goes out before acting; no reply is awaited.", Example: "first: yes"},
}

var dutyKeys = []Key{
	{Name: "roles", Type: Names, Words: []string{"all"}, Default: "every role of the playbook", Meaning: "Who owes the call.", Example: "roles: [on_call]", Rule: "escalates_to_self"},
	{Name: "when", Type: Condition, Default: "always", Meaning: "The situations in which it is owed.", Example: "when: severe", Rule: "unreachable_duty"},
	{Name: "otherwise", Type: YesNo, Default: "no", Meaning: "Whether it is owed only where nothing else answers the role.", Example: "otherwise: yes", Rule: "idle_otherwise"},
	{Name: "to", Type: Names, Need: Required, Meaning: "The contacts in order: the next is tried when one does not answer in time.", Example: "to: [incident_desk]", Rule: "single_contact"},
	{Name: "within", Type: Duration, Words: []string{"now"}, Need: Required, Meaning: "By when the first contact must have been called.", Example: "within: 5 min", Rule: "late_answer"},
	{Name: "bring", Type: Text, Meaning: "What to have at hand when calling.", Example: "bring: The error rate, and what was tried."},
	{Name: "steps", Type: Anchor, Meaning: "The heading of this page that says how.", Example: `steps: "#raise-an-incident"`, Rule: "missing_anchor"},
	{Name: "if_silent", Type: Text, Meaning: "What to do when nobody answers.", Example: "if_silent: Keep the shop read-only and try the ladder again."},
}

var scenarioKeys = []Key{
	{Name: "name", Type: Text, Need: Required, Meaning: "What happens in it, in a few words.", Example: "name: Deploy 20 minutes ago, 3 % failing"},
	{Name: "role", Type: Name, Need: Required, Meaning: "The role that asks.", Example: "role: on_call", Rule: "unknown_name"},
	{Name: "given", Type: Values, Meaning: "The facts that are known.", Example: "given: {error_rate: 3, recent_deploy: yes}", Rule: "unknown_name"},
	{Name: "expect", Type: Mapping, Of: Expect, Need: Required, Meaning: "The answer that you expect; what is left out is not compared.", Example: "expect: {answer: act}", Rule: "failing_scenario"},
}

var expectKeys = []Key{
	{Name: "answer", Type: Choice, Words: []string{"not_at_risk", "act", "act_and_escalate", "escalate", "decide", "ask_holder", "unanswered", "unsettled", "impossible"}, Meaning: "The kind of answer.", Example: "answer: act", Rule: "failing_scenario"},
	{Name: "may", Type: Names, Meaning: "The actions that the role may take, all of them.", Example: "may: [roll_back]", Rule: "failing_scenario"},
	{Name: "escalate", Type: Names, Meaning: "The contacts that the role calls first, all of them.", Example: "escalate: [incident_desk]", Rule: "failing_scenario"},
}

var waiverKeys = []Key{
	{Name: "rule", Type: Name, Need: Required, Meaning: "The rule whose findings are accepted.", Example: "rule: never_drilled"},
	{Name: "because", Type: Text, Need: Required, Meaning: "Why they are accepted.", Example: "because: The first drill is planned for March."},
	{Name: "until", Type: Date, Need: Required, Meaning: "The last day on which they are.", Example: "until: 2027-03-31"},
}
