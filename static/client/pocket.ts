// The script inside a pocket copy: it takes every yes back when the copy is too old, or when an authority in it has ended,
// finds pages by words, and offers to print and to save. It loads nothing and remembers nothing.

import { plain } from "./_plain";
import { standing } from "./walk/copy";
import { capital } from "./walk/say";
import { button, el } from "./walk/view";

const beat = 30_000; // milliseconds between looks at the clock
const yes = ".tree, table.may, .grants"; // what may hold a yes

const state = document.getElementById("copy-state");
const live = document.getElementById("pocket-live");
if (state !== null && live !== null) begin(state, live);

function begin(state: HTMLElement, live: HTMLElement): void {
  const notice = el("div", "");
  notice.setAttribute("role", "status");
  live.append(notice, finder(), tools());
  const look = (): void => {
    const now = Date.now() / 1000;
    const s = standing({
      built: Number(state.dataset.built ?? NaN), build: "", maxAge: Number(state.dataset.maxAge ?? NaN), now, disk: true, published: "waiting", learnt: null,
    });
    if (s.kind === "doubt") voided(notice, s.reason);
    else for (const page of pages()) ended(page, now);
  };
  look();
  setInterval(look, beat);
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
}

function pages(): HTMLElement[] {
  return Array.from(document.querySelectorAll<HTMLElement>("article.page"));
}

/** voided takes every yes out of the copy for good; whom to call stays. */
function voided(notice: HTMLElement, reason: string): void {
  if (notice.firstChild !== null) return;
  notice.append(el("div", "notice stop", el("p", "", el("b", "", "Cannot confirm."), " " + capital(reason) + ". So this copy says no yes. Call before you act.")));
  for (const part of Array.from(document.querySelectorAll(yes))) part.remove();
}

/** ended takes the yes of a page back once a grant in it has ended: what is left may not be what the page says. */
function ended(page: HTMLElement, now: number): void {
  const until = Number(page.dataset.until ?? Infinity);
  if (now < until) return;
  delete page.dataset.until;
  for (const part of Array.from(page.querySelectorAll(yes))) part.remove();
  const words = "An authority on this page ended on " + (page.dataset.last ?? "") + ", after this copy was made. So it says no yes. Call before you act.";
  page.prepend(el("div", "notice stop", el("p", "", el("b", "", "Cannot confirm."), " " + words)));
}

/** finder shows the pages that have all the words typed. */
function finder(): HTMLElement {
  const field = el("input", "");
  field.type = "search";
  field.autocomplete = "off";
  field.placeholder = "Alert, error, words";
  const found = el("span", "muted", "");
  found.setAttribute("role", "status");
  let texts: [HTMLElement, string][] | null = null;
  field.addEventListener("input", () => {
    texts ??= pages().map((p) => [p, plain(p.textContent ?? "")]);
    const words = plain(field.value).split(/\s+/).filter((w) => w !== "");
    let count = 0;
    for (const [page, text] of texts) {
      page.hidden = !words.every((w) => text.includes(w));
      if (!page.hidden) count++;
    }
    for (const part of Array.from(document.querySelectorAll<HTMLElement>("section.part"))) {
      part.hidden = part.querySelector("article.page:not([hidden])") === null;
    }
    found.textContent = words.length === 0 ? "" : count === 1 ? "1 page has these words" : count + " pages have these words";
  });
  return el("div", "find", el("label", "", el("b", "", "Find "), el("span", "field", field)), found);
}

/** tools print the copy, and save it where it came from a site. */
function tools(): HTMLElement {
  const row = el("p", "row tools", button("btn", "Print", () => print()));
  if (/^https?:$/.test(location.protocol)) {
    const save = el("a", "btn", "Save this copy");
    save.href = location.pathname;
    save.download = "";
    row.append(save);
  }
  return row;
}
