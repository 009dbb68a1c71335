package language

import "remit/generator/channel"

var siteKeys = []Key{
	{Name: "title", Type: Text, Need: Required, Meaning: "The name of the site, on every page.", Example: "title: Harbour Online playbooks"},
	{Name: "url", Type: Address, Need: Required, Meaning: "The address at which the site is published.", Example: "url: https://example.github.io/playbooks/", Rule: "wrong_url"},
	{Name: "repository", Type: Address, Meaning: "Where the sources are, for links to the line that was relied on.", Example: "repository: https://github.com/example/playbooks"},
	{Name: "branch", Type: Text, Default: "main", Meaning: "The branch that is published.", Example: "branch: main"},
	{Name: "time_zone", Type: Zone, Default: "UTC", Meaning: "The zone in which dates end and opening hours are meant.", Example: "time_zone: Europe/London"},
	{Name: "max_age", Type: Duration, Default: "7 days", Meaning: "A copy that was not confirmed for longer than this no longer says yes.", Example: "max_age: 7 days"},
	{Name: "reach_within", Type: Duration, Meaning: "The longest wait for somebody with authority that the site accepts.", Example: "reach_within: 30 min", Rule: "slow_authority"},
	{Name: "index", Type: YesNo, Default: "no", Meaning: "Whether search engines may list the site.", Example: "index: yes"},
	{Name: "good_faith", Type: Text, Meaning: "A sentence shown with every answer, to say how somebody who acts in good faith is treated.", Example: "good_faith: Nobody is blamed for acting within a playbook."},
	{Name: "roles", Type: Named, Of: Role, Need: Required, Meaning: "The functions that people hold.", Example: "roles: {on_call: {title: On-call engineer, kind: team_member, contact: on_call_rota}}"},
	{Name: "contacts", Type: Named, Of: Contact, Need: Required, Meaning: "The ways to reach a role or a third party.", Example: `contacts: {on_call_rota: {title: On-call rota, channels: [{phone: "+442079460101"}], hours: always, answers_in: 5 min}}`},
	{Name: "workloads", Type: Named, Of: Workload, Need: Required, Meaning: "The things at risk, each with its owner.", Example: "workloads: {checkout: {title: Checkout, owner: head_of_commerce}}"},
	{Name: "facts", Type: Named, Of: Fact, Meaning: "Facts that every playbook may use.", Example: `facts: {freeze: {ask: "Is there a change freeze?"}}`, Rule: "name_conflict"},
	{Name: "holidays", Type: Dates, Meaning: "Days on which only a contact that is always open answers.", Example: "holidays: [2026-12-25, 2027-01-01]"},
	{Name: "synonyms", Type: Groups, Meaning: "Words that mean the same to the search.", Example: "synonyms: [[failover, switchover]]"},
	{Name: "ignore", Type: Patterns, Meaning: "Files below content/ that are meant to be there, and are not published.", Example: `ignore: ["*.sh"]`, Rule: "ignored_file"},
	{Name: "gone", Type: OldPaths, Meaning: "Addresses that were given up on purpose.", Example: "gone: [/playbooks/old.html]", Rule: "lost_address"},
	{Name: "pocket", Type: YesNo, Default: "no", Meaning: "Whether a site beyond 2 MB has a pocket copy for each workload.", Example: "pocket: yes"},
	{Name: "sources", Type: List, Later: true, Meaning: "Folders of other teams, with a prefix.", Example: "sources: [{folder: ../payments, prefix: payments}]"},
	{Name: "lang", Type: Text, Later: true, Meaning: "The language of the interface.", Example: "lang: en"},
	{Name: "teams", Type: Values, Later: true, Meaning: "The GitHub team of each owner, for the review of changes.", Example: "teams: {head_of_commerce: commerce}"},
}

var roleKeys = []Key{
	{Name: "title", Type: Text, Default: "the name, in words", Meaning: "What the role is called on pages.", Example: "title: On-call engineer"},
	{Name: "kind", Type: Choice, Words: []string{"team_member", "workload_owner", "escalation_manager"}, Need: Required, Meaning: "A team member holds what grants say; escalation managers, and the owner of the workload, decide what no grant covers.", Example: "kind: team_member"},
	{Name: "contact", Type: Name, Meaning: "The contact at which people in this role are reached.", Example: "contact: on_call_rota", Rule: "unknown_name"},
	{Name: "responsibilities", Type: Texts, Meaning: "What people in this role answer for, on their page.", Example: "responsibilities: [Act within the defined scope]"},
	{Name: "includes", Type: Names, Meaning: "Roles whose grants and duties this role holds, too.", Example: "includes: [on_call]", Rule: "cyclic_names"},
	{Name: "operated_by", Type: Name, Later: true, Meaning: "The role that operates software.", Example: "operated_by: on_call"},
	{Name: "stop", Type: YesNo, Later: true, Meaning: "Whether all grants of this software are withdrawn.", Example: "stop: yes"},
	{Name: "decides_for", Type: Names, Later: true, Meaning: "Workloads of other sources that an escalation manager decides for.", Example: "decides_for: [checkout]"},
}

var contactKeys = []Key{
	{Name: "title", Type: Text, Default: "the name, in words", Meaning: "What the contact is called on pages.", Example: "title: Incident desk"},
	{Name: "channels", Type: List, Of: Channel, Need: Required, Meaning: "How the contact is reached, best way first.", Example: `channels: [{phone: "+442079460101"}]`, Rule: "unreachable_contact"},
	{Name: "hours", Type: List, Of: Window, Words: []string{"always"}, Need: Required, Meaning: "When the contact answers.", Example: "hours: always", Rule: "unstaffed"},
	{Name: "answers_in", Type: Duration, Need: Required, Meaning: "After how long without an answer the next contact has its turn.", Example: "answers_in: 5 min", Rule: "late_answer"},
}

// channelKeys are the kinds of channels, and what any of them may have.
func channelKeys() []Key {
	var keys []Key
	for _, k := range channel.Kinds() {
		keys = append(keys, Key{Name: k.Name, Type: Text, Need: OneOf, Meaning: k.Meaning, Example: k.Example, Rule: "bad_channel"})
	}
	return append(keys, Key{Name: "private", Type: YesNo, Default: "no", Meaning: "The value is not in the repository; it comes from a file of its own when the site is built.", Example: "private: yes", Rule: "private_value"})
}

var windowKeys = []Key{
	{Name: "days", Type: Days, Need: Required, Meaning: "The days on which the window opens.", Example: "days: mon-fri"},
	{Name: "from", Type: Clock, Need: Required, Meaning: "When it opens.", Example: `from: "09:00"`},
	{Name: "to", Type: Clock, Need: Required, Meaning: "When it closes; before its beginning means on the next day.", Example: `to: "17:00"`},
	{Name: "zone", Type: Zone, Default: "the time zone of the site", Meaning: "The zone of these hours.", Example: "zone: Europe/Berlin"},
}

var workloadKeys = []Key{
	{Name: "title", Type: Text, Default: "the name, in words", Meaning: "What the workload is called on pages.", Example: "title: Checkout"},
	{Name: "owner", Type: Name, Need: Required, Meaning: "The role, of kind workload_owner, that grants authority and stays accountable.", Example: "owner: head_of_commerce", Rule: "unknown_name"},
	{Name: "good_faith", Type: Text, Default: "the sentence of the site", Meaning: "A sentence shown with the answers of this workload.", Example: "good_faith: Nobody is blamed for acting within a playbook."},
}

var recognitionKeys = []Key{
	{Name: "title", Type: Text, Default: "the first heading, or the name of the file", Meaning: "What was done well.", Example: "title: Rolled back within four minutes"},
	{Name: "date", Type: Date, Meaning: "The day on which it was.", Example: "date: 2026-10-01"},
	{Name: "playbook", Type: Name, Meaning: "The id of the playbook that was followed.", Example: "playbook: checkout-errors", Rule: "unknown_name"},
	{Name: "action", Type: Name, Meaning: "The action that was taken.", Example: "action: roll_back", Rule: "unknown_name"},
	{Name: "called", Type: Name, Meaning: "The contact that was called.", Example: "called: incident_desk", Rule: "unknown_name"},
	{Name: "role", Type: Name, Meaning: "The role of whoever did it.", Example: "role: on_call", Rule: "unknown_name"},
	{Name: "at_risk", Type: Text, Meaning: "What was at risk.", Example: "at_risk: Every order of the evening"},
	{Name: "saved", Type: Text, Meaning: "What was saved.", Example: "saved: Forty minutes of lost orders"},
}
