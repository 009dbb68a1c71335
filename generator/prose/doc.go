// Package prose reads the Markdown that people write and gives back what a site needs of it: its headings with their
// anchors, its links with their places, its words for the search, and HTML that is safe to publish.
//
//	d := prose.Parse(file, start)          // start: where the Markdown begins, after any front matter
//	d.Headings, d.Links, d.RawHTML         // for checks; every offset counts from the beginning of file
//	d.Sections()                           // plain words, heading by heading
//	d.Render(prose.Options{Resolve: resolve})
//
// The dialect is CommonMark with tables, task lists, strikethrough, bare web and mail addresses, footnotes and alerts
// (> [!WARNING]), as repositories show them; anchors are those of GitHub.
//
// # Safety
//
// A document is written by somebody who may make mistakes, or copied from somebody who may not mean well.
//
//   - No raw HTML is ever written. A tag, or a placeholder such as <NAMESPACE>, is shown as the text it is; a comment is
//     left out; <br> breaks the line; <a id="x"> is a place that links lead to.
//   - An address is written only if it is relative or speaks http, https, mailto, tel or sms, whatever resolve returned.
//   - The HTML holds no script, no style, no event attribute, and no class or name of the author's choosing, except
//     language-… on code, the anchors of headings, and the names in <a id="x"> and {#x}. An anchor never contains a colon: names with one are free for pages.
//   - Template syntaxes of other generators ({{ }}, {% %}, <% %>) are shown as written, never run.
//   - Nothing vanishes: what nests too deep or is too crowded to be worth its time is shown as plain text, and
//     [Document.Excesses] say so. Time and memory grow in proportion to the text.
//
// A Document is compiled once, when it is parsed, and keeps no syntax tree: HTML with holes at the places that depend on
// the page (addresses, heading levels, anchors). It never changes after Parse, so goroutines may share it.
//
// Package prose knows no playbook, no page and no site: it works with bytes and their offsets, and asks its caller where
// a link goes.
package prose
