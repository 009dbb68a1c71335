package print

import (
	"fmt"
	"io"
	"strings"

	"remit/generator/diagnostic"
)

// gitHub prints findings as workflow commands, which GitHub shows beside the lines of a pull request.
func gitHub(w io.Writer, list []diagnostic.Diagnostic) error {
	for _, d := range list {
		from, to := d.Span.From(), d.Span.To()
		message := d.Message
		for _, more := range []string{d.Region + d.MoreRegions(1), d.Help} {
			if more != "" {
				message += "\n" + more
			}
		}
		if d.Witness != nil {
			message += "\n" + d.Witness.Command()
		}
		_, err := fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,endLine=%d,endColumn=%d,title=%s::%s\n", d.Severity,
			property(d.Span.Path()), from.Line, from.Column, to.Line, to.Column, property(d.Rule), commandData(message))
		if err != nil {
			return err
		}
	}
	return nil
}

// commandData and property escape what would end a workflow command or one of its values.
func commandData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
