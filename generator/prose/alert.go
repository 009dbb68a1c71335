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

func isAside(kind string) bool { return likeness(strings.ToLower(strings.Trim(kind, `".:`))) != "" }

// likeness says to which of the five notes of a repository a kind of note comes nearest.
func likeness(kind string) string {
	switch kind {
	case "note", "abstract", "summary", "tldr", "info", "todo", "question", "help", "faq", "example", "quote", "cite", "seealso", "details":
		return "note"
	case "tip", "hint", "success", "check", "done":
		return "tip"
	case "important":
		return "important"
	case "warning", "attention", "failure", "fail", "missing", "bug":
		return "warning"
	case "caution", "danger", "error":
		return "caution"
	}
	return ""
}
