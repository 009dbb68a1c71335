package search_test

import (
	"strings"
	"testing"

	"remit/generator/search"
)

// hard is a site of pairs that are easily taken for each other, and of names that readers write otherwise than authors do.
var hard = []search.Document{
	{ID: "edge", Title: "HTTP errors at the edge", Alerts: []string{"EdgeHTTP5xxHigh", "Api4xxRate"}},
	{ID: "hook", Title: "Webhook refuses", Sections: []search.Section{{Text: "Open https://hooks.shop.example/v2/status?id=77."}}},
	{ID: "refund", Title: "Refund refused", Sections: []search.Section{{Text: "The log says PAY 4410, a lag of 500 ms and 10 GB."}}},
	{ID: "exits", Title: "Job exits", Sections: []search.Section{{Text: "It ends with exit code 137 and SQLSTATE 23505."}}},
	{ID: "port", Title: "Port 5432 refuses connections"},
	{ID: "ledger", Title: "Ledger export stops", Sections: []search.Section{{Text: "The log says `ERR-5432`."}}},
	{ID: "stalls", Title: "Checkout stalls at payment", Sections: []search.Section{{Code: []string{"ConnectionPoolTimeoutException"}}}},
	{ID: "exceptions", Title: "Timeout exceptions in the pool"},
	{ID: "signing", Title: "Code signing key lost", Sections: []search.Section{{Text: "ERR-4410 follows."}}},
	{ID: "full", Title: "Storage runs out", Alerts: []string{"DiskFull"}},
	{ID: "eu", Title: "EU checkout is down", Alerts: []string{"EUCheckoutDown"}},
	{ID: "us", Title: "US checkout is down", Alerts: []string{"USCheckoutDown"}},
	{ID: "fr", Title: "Payments fail in FR"},
	{ID: "it", Title: "Payments fail in IT"},
	{ID: "after", Title: "Cache misses after release"},
	{ID: "before", Title: "Cache misses before release"},
	{ID: "sa", Title: "High error rate in sa-east-1"},
	{ID: "us-east", Title: "High error rate in us-east-1"},
	{ID: "zoned", Title: "export-cache: orphaned locks (zone 7)", Sections: []search.Section{{Text: "Orphaned locks on the export cache."}}},
	{ID: "locks", Title: "Orphaned locks on export-cache"},
	{ID: "restore", Title: "Restore a database", Sections: []search.Section{{Heading: "Check the disks", Anchor: "check-the-disks"},
		{Heading: "Restore check", Anchor: "restore-check"}, {Heading: "After the restore", Anchor: "after-the-restore"}}},
	{ID: "roll", Title: "Payments misbehave", Sections: []search.Section{{Text: "Wait."},
		{Heading: "Roll back the last deploy", Anchor: "roll-back"}, {Heading: "Fail over", Anchor: "fail-over"}}},
	{ID: "log", Title: "Log in is broken"},
	{ID: "logs", Title: "Log of orders grows"},
	{ID: "balancer", Title: "Load balancer unhealthy"},
	{ID: "desk", Title: "IT help desk is dead", Alerts: []string{"WorkerOutOfMemory"}},
	{ID: "time", Title: "Requests time out"},
	{ID: "wal", Title: "Log shipping waits", Sections: []search.Section{{Text: "Look at pg_wal."}}},
	{ID: "replication", Title: "Replication certificate expires"},
	{ID: "sharp", Title: "C# farm broken"},
	{ID: "plus", Title: "C++ farm broken"},
	{ID: "unavailable", Title: "HTTP 503 from the gateway"},
	{ID: "pool", Title: "Order export breaks", Alerts: []string{"orders-db.ConnPool::Exhausted"},
		Sections: []search.Section{{Text: "Null.", Code: []string{"java.lang.NullPointerException"}}}},
}

func TestHardQueriesFindFirst(t *testing.T) {
	ix := search.Build(hard, search.Options{})
	for _, row := range []struct{ what, query, want string }{
		{"digits inside an alert", "5xx", "edge"},
		{"others", "4xx rate", "edge"},
		{"letters before them", "http5xx", "edge"},
		{"a code written together", "PAY4410", "refund"},
		{"a number with its unit", "500ms", "refund"},
		{"another", "10GB", "refund"},
		{"a status written together", "http503", "unavailable"},
		{"a state written together", "sqlstate23505", "exits"},
		{"a name inside another", "connpool", "pool"},
		{"one in code", "nullpointerexception", "pool"},
		{"a code in prose before a number in a title", "ERR-5432", "ledger"},
		{"the same written apart", "err 5432", "ledger"},
		{"a name in code before its words in a title", "ConnectionPoolTimeoutException", "stalls"},
		{"a code that is written apart", "PAY-4410", "refund"},
		{"a number that is named in small letters", "exit code 137", "exits"},
		{"an alert among words of other titles", "error msg=DiskFull refuses", "full"},
		{"a title told apart by a word that says little", "us checkout is down", "us"},
		{"that word at the end", "payments fail IT", "it"},
		{"before, not after", "cache misses before release", "before"},
		{"after, not before", "cache misses after release", "after"},
		{"a region in two words", "high error rate us east", "us-east"},
		{"a title typed exactly before one that says more", "Orphaned locks on export-cache", "locks"},
		{"the same in other order and case", "export-cache ORPHANED LOCKS", "locks"},
		{"a heading of which the title has a word", "restore check", "restore#restore-check"},
		{"two words of a heading written together", "rollback", "roll#roll-back"},
		{"others", "failover", "roll#fail-over"},
		{"a word that says little at the end", "login", "log"},
		{"words of a title written together", "loadbalancer", "balancer"},
		{"others", "helpdesk", "desk"},
		{"two of three words", "requests timeout", "time"},
		{"a word that says little in the middle", "outofmemory", "desk"},
		{"words of prose written together", "pgwal", "wal"},
		{"half a word with a slip in it", "replciati", "replication"},
		{"most of one with two", "certifct", "replication"},
		{"a language of one letter and signs", "c++ farm", "plus"},
		{"another", "C# farm", "sharp"},
		{"the same in letters", "cpp", "plus"},
		{"an address", "https://hooks.shop.example/v2/status?id=77", "hook"},
		{"a host", "www.hooks.shop.example", "hook"},
	} {
		got := ""
		if results := ix.Search(row.query, 1); len(results) > 0 {
			got = strings.TrimSuffix(results[0].ID+"#"+results[0].Anchor, "#")
		}
		if got != row.want {
			t.Errorf("%s: Search(%q) = %q, want %q", row.what, row.query, got, row.want)
		}
	}
}
