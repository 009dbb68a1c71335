// Results as elements. Every text goes in as text; nothing here can become markup.
//
//   <li><a class="result-title" href="…">Disk <mark>full</mark></a>
//     <p class="result-about">Storage · On-call engineer · next review by 1 May 2027</p>
//     <ul class="result-places"><li><a href="…#mitigate">Mitigate</a></li></ul></li>

import type { Place } from "./data";
import type { Result } from "./engine";
import { pieces } from "./mark";

/** item returns the list item of a result; root leads to the site's root, today is a date such as 2026-11-23. */
export function item(result: Result, words: ReadonlySet<string>, root: string, today: string): HTMLElement {
  // The root comes first and is never empty, so that no address can name a scheme or a host.
  const address = root + result.address;
  const entry = document.createElement("li");
  entry.append(link("result-title", address, result.title, words));
  const about = notes(result.notes, words, today);
  if (about !== undefined) {
    entry.append(about);
  }
  const places = [{ heading: result.section, anchor: result.anchor }, ...result.more].filter(({ heading }) => heading !== "");
  if (places.length > 0) {
    entry.append(sections(places, address, words));
  }
  return entry;
}

function sections(places: readonly Place[], address: string, words: ReadonlySet<string>): HTMLElement {
  const list = document.createElement("ul");
  list.className = "result-places";
  for (const { heading, anchor } of places) {
    const entry = document.createElement("li");
    entry.append(link("result-place", address + (anchor === "" ? "" : `#${encodeURI(anchor).replace(/#/g, "%23")}`), heading, words));
    list.append(entry);
  }
  return list;
}

// Notes are the workload, the roles, the day the next review is due, and the last day of authority; see
// generator/page/documents.go. A day that is past stands out.
function notes([workload = "", roles = "", due = "", last = ""]: readonly string[], words: ReadonlySet<string>, today: string): HTMLElement | undefined {
  const said = [workload, roles].filter((text) => text !== "").join(" · ");
  if (said === "") {
    return undefined;
  }
  const about = document.createElement("p");
  about.className = "result-about";
  about.append(...marked(said, words));
  if (last !== "" && last < today) {
    about.append(" ", tag(`lapsed on ${inWords(last)}`));
  } else if (due !== "" && due < today) {
    about.append(" ", tag(`review overdue since ${inWords(due)}`));
  } else if (due !== "") {
    about.append(` · next review by ${inWords(due)}`);
  }
  return about;
}

function tag(text: string): HTMLElement {
  const span = document.createElement("span");
  span.className = "tag";
  span.textContent = text;
  return span;
}

const months = "January February March April May June July August September October November December".split(" ");

function inWords(date: string): string {
  const [year, month, day] = date.split("-").map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
}

/** dateOf returns a day as it stands in notes. */
export function dateOf(day: Date): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function link(className: string, address: string, text: string, words: ReadonlySet<string>): HTMLElement {
  const element = document.createElement("a");
  element.className = className;
  element.href = address;
  element.append(...marked(text, words));
  return element;
}

function marked(text: string, words: ReadonlySet<string>): Array<Node | string> {
  return pieces(text, words).map(({ text: stretch, found }) => {
    if (!found) {
      return stretch;
    }
    const mark = document.createElement("mark");
    mark.textContent = stretch;
    return mark;
  });
}

/** say puts a sentence in the status, unless it is there: what is said twice is read out twice. */
export function say(status: HTMLElement, sentence: string): void {
  if (status.textContent !== sentence) {
    status.textContent = sentence;
  }
}
