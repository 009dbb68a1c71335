// Results as elements. Every text goes in as text; nothing here can become markup.

import type { Result } from "./engine";
import { pieces } from "./mark";

/** item returns the list item of a result; root leads to the site's root. */
export function item({ title, section, address, anchor }: Result, words: ReadonlySet<string>, root: string): HTMLElement {
  const link = document.createElement("a");
  // The root comes first and is never empty, so that no address can name a scheme or a host.
  link.href = root + address + (anchor === "" ? "" : `#${encodeURI(anchor).replace(/#/g, "%23")}`);
  link.append(line("result-title", title, words));
  if (section !== "") {
    link.append(" ", line("result-section", section, words));
  }
  const entry = document.createElement("li");
  entry.append(link);
  return entry;
}

function line(className: string, text: string, words: ReadonlySet<string>): HTMLElement {
  const span = document.createElement("span");
  span.className = className;
  for (const { text: stretch, found } of pieces(text, words)) {
    if (found) {
      const mark = document.createElement("mark");
      mark.textContent = stretch;
      span.append(mark);
    } else {
      span.append(stretch);
    }
  }
  return span;
}

/** say puts a sentence in the status, unless it is there: what is said twice is read out twice. */
export function say(status: HTMLElement, sentence: string): void {
  if (status.textContent !== sentence) {
    status.textContent = sentence;
  }
}

/** nothingFound says so, and whom to turn to. */
export function nothingFound(status: HTMLElement, query: string, root: string): void {
  const link = document.createElement("a");
  link.href = `${root}contacts.html`;
  link.textContent = "See whom you can call.";
  status.replaceChildren(`Nothing found for “${query}”. `, link);
}
