package site_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A searched site is drawn from small vocabularies, the same every time: titles of a trouble and a workload, prose with
// codes in it, and queries for them as people type them.

var (
	troubles = []string{"Replication falls behind", "Disk nearly full", "Certificate about to expire", "Connections exhausted", "Queue keeps growing",
		"Memory leaking slowly", "Login failures spiking", "Deployment rolled out halfway", "Backups missing since midnight", "Duplicate charges reported",
		"Clock drifting", "Packets dropped between zones", "Checksum mismatch", "Search results empty", "Webhooks delayed"}
	systems = strings.Fields("basket ledger parcel invoice pricing stock courier identity profile wallet voucher mailbox gateway catalogue refund tariff payroll warehouse")
	kinds   = strings.Fields("api store worker cache proxy stream")
	verbs   = strings.Fields("restart drain promote rotate flush throttle pause resume replay restore verify reroute resize reindex")
	objects = strings.Fields("primary replica consumer token snapshot partition lease volume balancer endpoint schema batch session cursor")
)

const searchedSite = `title: Searched
url: https://example.github.io/playbooks/
roles:
  on_call: {title: On-call engineer, kind: team_member, contact: desk}
  manager: {title: Incident manager, kind: escalation_manager, contact: desk}
  owner: {title: Owner, kind: workload_owner, contact: desk}
contacts:
  desk: {title: Incident desk, channels: [{phone: "+442079460101"}], hours: always, answers_in: 5 min}
workloads:
`

// writeSearched writes a site of n playbooks, and returns queries for some of them.
func writeSearched(t testing.TB, dir string, n int) []string {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 8))
	var yaml strings.Builder
	yaml.WriteString(searchedSite)
	for _, system := range systems {
		for _, kind := range kinds {
			fmt.Fprintf(&yaml, "  %s_%s: {title: %s-%s, owner: owner}\n", system, kind, system, kind)
		}
	}
	writeFile(t, filepath.Join(dir, "site.yaml"), yaml.String())
	var queries []string
	for i := range n {
		trouble, system, kind := troubles[i%len(troubles)], systems[i/len(troubles)%len(systems)], kinds[i/len(troubles)/len(systems)%len(kinds)]
		title := fmt.Sprintf("%s on %s-%s", trouble, system, kind)
		if round := i / len(troubles) / len(systems) / len(kinds); round > 0 {
			title += fmt.Sprintf(" in zone %d", round)
		}
		code := fmt.Sprintf("ERR-%d", 1000+i)
		writeFile(t, filepath.Join(dir, fmt.Sprintf("content/playbooks/%s/%05d.md", system, i)), searchedPlaybook(r, title, system+"_"+kind, code))
		if i%(n/40+1) == 0 {
			queries = append(queries, strings.ToLower(title), title[:len(title)-2], slippedIn(r, trouble)+" "+system, code, "how do I "+verbs[i%len(verbs)]+" the "+objects[i%len(objects)])
		}
	}
	r.Shuffle(len(queries), func(i, j int) { queries[i], queries[j] = queries[j], queries[i] })
	return append(queries[:60:60], "<img src=x onerror=alert(1)>", "constructor __proto__", "err", "a")
}

func writeFile(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func searchedPlaybook(r *rand.Rand, title, workload, code string) string {
	one := func(of []string) string { return of[r.IntN(len(of))] }
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\nsummary: Somebody must look.\nworkload: %s\nroles: [on_call, manager, owner]\ntags: [%s]\ntriggers: always\n", title, workload, one(objects))
	fmt.Fprintf(&b, "actions:\n  act: {title: %s the %s, roles: all}\n---\n", one(verbs), one(objects))
	for range 8 {
		fmt.Fprintf(&b, "\n## %s the %s\n", one(verbs), one(objects))
		for range 12 {
			fmt.Fprintf(&b, "When the %s of the %s is gone, %s it and %s the %s after %d minutes.\n", one(objects), one(objects), one(verbs), one(verbs), one(objects), r.IntN(60))
		}
	}
	fmt.Fprintf(&b, "\nIt reports `%s` while it lasts.\n", code)
	return b.String()
}

// slippedIn swaps two letters inside the longest word.
func slippedIn(r *rand.Rand, text string) string {
	words := strings.Fields(text)
	at := 0
	for i, w := range words {
		if len(w) > len(words[at]) {
			at = i
		}
	}
	w := []byte(words[at])
	k := 1 + r.IntN(len(w)-2)
	w[k], w[k+1] = w[k+1], w[k]
	words[at] = string(w)
	return strings.Join(words, " ")
}
