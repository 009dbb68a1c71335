package prose

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// alerts finds the quotes that begin with [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION] alone on a line, and
// notes the word on the quote.
type alerts struct{}

// alertWord is the name of the attribute that holds the word. It is never written.
const alertWord = "alert"

// Transform implements [parser.ParagraphTransformer].
func (alerts) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := node.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(node) || node.Lines().Len() == 0 {
		return
	}
	first := node.Lines().At(0)
	word := wordOfAlert(strings.TrimSpace(string(first.Value(reader.Source()))))
	if word == "" {
		return
	}
	quote.SetAttributeString(alertWord, word)
	node.Lines().SetSliced(1, node.Lines().Len())
	if node.Lines().Len() == 0 {
		quote.RemoveChild(quote, node)
	}
}

func wordOfAlert(marker string) string {
	for _, word := range []string{"Note", "Tip", "Important", "Warning", "Caution"} {
		if strings.EqualFold(marker, "[!"+word+"]") {
			return word
		}
	}
	return ""
}

// quote writes a quotation or an alert. An alert says its word; colour can only repeat it.
func (w *writer) quote(n *ast.Blockquote) {
	word, ok := n.AttributeString(alertWord)
	if !ok {
		w.write("<blockquote>\n")
		w.blocks(n)
		w.write("</blockquote>\n")
		return
	}
	name := word.(string)
	w.write(`<div class="alert ` + strings.ToLower(name) + `" role="note">` + "\n" + `<p class="word">` + name + "</p>\n")
	w.blocks(n)
	w.write("</div>\n")
}
