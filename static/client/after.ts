// What comes after an answer, loaded when no question waits for it: the notes of this device beside each limit, the steps
// as a list to tick off, a message for whoever is called, the record for the ticket, and, for a reader who was sent the
// answer of somebody else, what is asked of him. It takes what the walk shows and adds to it; it never says yes. The keys
// that open the search come with it, since no question waits for them either.

import { desk } from "./walk/desk";
import type { Told } from "./walk/desk";
import { filled } from "./after/asked";
import { doing } from "./after/doing";
import { handed } from "./after/handed";
import { movable } from "./after/moves";
import { Notes } from "./after/notes";
import { papers } from "./after/papers";
import { speak } from "./after/speak";
import { underway } from "./after/underway";
import { keys } from "./search/keys";
import { inner } from "./walk/say";
import { el } from "./walk/view";

const beat = 15 * 1000; // milliseconds between looks at the clock
const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.getAttribute("src") : null;
if (own !== null) begin(own.replace(/after\.js$/, "after.css"));

function begin(style: string): void {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = style;
  document.head.append(sheet);
  keys();
  speak.begin();
  offer();
  let ticking: (() => void)[] = [];
  const here = desk();
  here.take = (told) => {
    ticking = told === null ? [] : lay(told);
  };
  here.take(here.told);
  setInterval(() => ticking.forEach((tick) => tick()), beat);
}

/** offer puts a way to ask about one action beside each in the page's table. */
function offer(): void {
  for (const row of Array.from(document.querySelectorAll<HTMLElement>("tr.action[data-may]"))) {
    const ask = el("a", "btn may-i", "May I?");
    const may = row.dataset.may!;
    ask.href = "#may-i=" + may;
    ask.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // elsewhere it begins a walk of its own
      event.preventDefault();
      desk().only(may);
    });
    ask.setAttribute("aria-label", "May I " + inner(row.querySelector(".name")?.textContent ?? row.dataset.may!) + "?");
    row.querySelector("th")?.prepend(ask);
  }
}

/** lay adds to a screen what belongs there, and returns what has to follow the clock. */
function lay(told: Told): (() => void)[] {
  if (told.conclusion.plate === "waiting") return [];
  const notes = new Notes(told);
  const place = el("div", "after");
  const rest = el("section", "underway");
  const nav = told.stage.querySelector(".step-nav");
  if (nav === null) told.stage.append(place);
  else nav.before(place);
  place.append(rest);
  const changed: (() => void)[] = [];
  const follow = underway(told, notes, rest, () => changed.forEach((c) => c()));
  changed.push(follow);
  if (told.conclusion.ask !== null) return [...filled(told), follow];
  handed(told);
  const moving = movable(told);
  if (moving !== null) place.append(moving);
  const acts = doing(told, notes, () => changed.forEach((c) => c()));
  changed.push(papers(told, notes, place));
  return [...acts, ...changed];
}
