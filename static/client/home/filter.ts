// A field above a long list that leaves only the entries with all words typed.

import { plain } from "../_plain";
import { el } from "../walk/view";
import { choice } from "./choice";

/** Below this many entries a list is read faster than a field is filled. */
const few = 7;

/** filter makes the field for the entries of a list; nothing for a short one. search is the address of a search for what was
 * typed, which finds more than the list has. */
export function filter(entries: readonly HTMLElement[], thing: string, search: (query: string) => string): Node[] {
  if (entries.length < few) return [];
  const input = el("input", "");
  input.type = "search";
  input.autocomplete = "off";
  input.spellcheck = false;
  input.id = "home-filter";
  input.enterKeyHint = "done";
  const label = el("label", "sift muted", "Type a part of the name");
  label.htmlFor = input.id;
  const said = el("p", "found");
  said.setAttribute("role", "status");
  const all = choice("Search everything", "#", "option quiet");
  all.hidden = true;
  input.addEventListener("input", () => {
    const words = plain(input.value).split(/\s+/);
    for (const entry of entries) entry.hidden = !words.every((w) => plain(entry.textContent ?? "").includes(w));
    const left = entries.filter((entry) => !entry.hidden).length;
    all.hidden = left > 0;
    all.href = search(input.value.trim());
    said.textContent = input.value.trim() === "" ? "" : left === 0 ? "No " + thing + " in this list is called that." : left + " of " + entries.length;
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const [only, ...others] = entries.filter((entry) => !entry.hidden);
    if (others.length === 0) only?.querySelector("a")?.click();
  });
  return [label, el("div", "field", input), said, all];
}
