package prose

import (
	"bytes"
	"strings"
	"testing"
)

// page is about 8 kB of the kind of Markdown that playbooks have.
func page() []byte {
	const section = "## Step %: drain the queue\n\n" +
		"When `orders-worker` reports **ERR-42%** for more than five minutes, drain its queue and watch the [dashboard](https://grafana.example/d/orders?x=%). " +
		"A slow consumer is expected during a _release_ and needs no action; see [the background](../background.md#queues) and note the time.\n\n" +
		"1. Pause the consumer in eu-west-1.\n2. Wait until the backlog is below 1,000 messages.\n3. Resume, then compare the offsets:\n\n" +
		"```bash\nkubectl -n orders rollout undo deploy/orders-worker\nkubectl -n orders get pods -o wide | grep -v Running\n```\n\n" +
		"> [!WARNING]\n> Never drain twice: messages of the first drain are lost.\n\n" +
		"| signal | healthy | act |\n|---|---:|---|\n| lag | < 100 | no |\n| pool_in_use | 12 | when above 40 |\n| errors | 0.1 % | **yes** |\n\n" +
		"- [ ] the incident desk knows\n- [x] the ticket has the time\n\n"
	var b bytes.Buffer
	b.WriteString("# Orders are stuck\n\nCustomers wait. Start here.\n\n")
	for i := 0; b.Len() < 8<<10; i++ {
		b.WriteString(strings.ReplaceAll(section, "%:", strings.Repeat("i", i+1)+":"))
	}
	return b.Bytes()
}

func BenchmarkParse(b *testing.B) {
	text := page()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(text, 0)
	}
}

func BenchmarkParseAndHTML(b *testing.B) {
	text := page()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Parse(text, 0).HTML(as)
	}
}

func BenchmarkHTML(b *testing.B) {
	d := Parse(page(), 0)
	for b.Loop() {
		d.HTML(as)
	}
}

func BenchmarkSections(b *testing.B) {
	d := Parse(page(), 0)
	for b.Loop() {
		d.Sections()
	}
}

// as resolves every link to what its author wrote.
func as(l Link) (string, bool) { return l.Destination, true }
