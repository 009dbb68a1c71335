package adopt

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"remit/generator/prose"
)

var (
	// camel is a word of two humps or more, as alerts are named by custom.
	camel = regexp.MustCompile(`^[A-Z][a-z0-9]*([A-Z]+[a-z0-9]*)+$`)
	// defined is an alert in a rule file, or a label of one.
	defined = regexp.MustCompile(`(?i)\balert(?:name)?["']?\s*[:=]\s*["']?([A-Za-z_][A-Za-z0-9_:]*)`)
	// products have humps, and are no alerts.
	products = strings.Fields("GitHub GitLab PostgreSQL MySQL MariaDB RabbitMQ MongoDB OpenSearch ElasticSearch CloudWatch " +
		"PagerDuty OpsGenie JavaScript TypeScript ClickHouse HAProxy OpenShift CoreDNS OpenStack DynamoDB CloudFront README FAQ TODO")
)

// readAlerts recognises alerts by the name of the file, the title, the rules quoted in the text and the links to alerts.
func (r *runbook) readAlerts() {
	stem := strings.TrimSuffix(r.source.Name, path.Ext(r.source.Name))
	r.alert(stem, said{stem, "the name of the file", -1})
	for i, h := range r.doc.Headings {
		words := strings.TrimSpace(strings.TrimPrefix(h.Text, "Alert:"))
		if i == r.top || words != h.Text || len(humps[0].FindAllString(words, -1)) > 1 {
			r.alert(words, said{words, "", h.Offset})
		}
	}
	for _, key := range []string{"alert", "alertname", "alerts"} {
		for _, name := range value(r.old, key) {
			r.alert(name, said{name, "its front matter", -1})
		}
	}
	for _, p := range r.all {
		from := p.Offset
		for _, m := range defined.FindAllStringSubmatch(p.Text, -1) {
			if p.Kind == prose.Code && m[1][0] <= 'Z' || camel.MatchString(m[1]) {
				from += max(0, bytes.Index(r.text[from:p.End], []byte(m[0])))
				r.addAlert(said{m[1], "", from})
			}
		}
	}
	for _, l := range r.doc.Links {
		r.linkedAlert(l)
	}
}

// linkedAlert reads a link to an alert: by a parameter alertname, or an address below alerts/.
func (r *runbook) linkedAlert(l prose.Link) {
	u, err := url.Parse(l.Destination)
	if err != nil || l.Image {
		return
	}
	if name := u.Query().Get("alertname"); name != "" {
		r.alert(name, said{name, "", l.Offset})
	}
	folder, name := path.Split(strings.TrimSuffix(u.Path, "/"))
	if folder = path.Base(folder); folder == "alerts" || folder == "alert" {
		r.alert(name, said{name, "", l.Offset})
		r.alert(l.Text, said{l.Text, "", l.Offset})
	}
}

// alert adds a name that looks like that of an alert.
func (r *runbook) alert(name string, s said) {
	if camel.MatchString(name) && !slices.Contains(products, name) && strings.ToUpper(name) != name {
		r.addAlert(s)
	}
}

func (r *runbook) addAlert(s said) {
	if !r.known[s.words] {
		r.known[s.words] = true
		r.alerts = append(r.alerts, s)
	}
}
