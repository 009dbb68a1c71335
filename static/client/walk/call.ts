// Whom to call: ladders with their deadlines, and the owner of the workload, who is always there.

import type { Judgement, Owed } from "./engine";
import type { Moment, Page } from "./screen";
import { fallback } from "./engine";
import { onTheClock } from "./screen";
import { by } from "./clock";
import { el } from "./view";
import { everybody, nearest } from "./whom";

/** owed lists the duties of a judgement, those to be safe included, as one list. */
export function owed(j: Judgement): readonly Owed[] {
  return [...j.duties, ...j.possible];
}

/** deadline says until when a duty's first contact must have been called. */
export function deadline(d: Owed, m: Moment): string {
  if (d.minutes <= 0) return "now";
  return by(Math.min(m.at, (m.due[ladderName(d)] ?? Infinity) - d.minutes * 60), d.minutes, m.now);
}

/** ladderName is what a ladder is known by. */
export function ladderName(d: Owed): string {
  return d.ladder.join(">");
}

/** duties shows each duty: its deadline, its ladder, and what to bring and to do. */
export function duties(m: Moment, j: Judgement): HTMLElement[] {
  const block = (d: Owed, why: string): HTMLElement =>
    el("section", "duty", el("h3", "", "Call " + deadline(d, m) + why), ladder(m.page, d.ladder), ...details(m, d));
  return [...j.duties.map((d) => block(d, "")), ...j.possible.map((d) => block(d, ", to be safe"))];
}

/** details keeps every distinct word of the rules that make up a duty. */
function details(m: Moment, d: Owed): Node[] {
  const kept: Node[] = [];
  for (const rule of d.rules) {
    for (const node of Array.from(onTheClock(m.page.templates.clone("duty", String(rule)), m).children)) {
      if (!kept.some((k) => k.isEqualNode(node))) kept.push(node);
    }
  }
  return kept;
}

/**
 * anybody shows whom to call where a limit is used up, or acting does not help: whom the playbook means for it, or else
 * everybody whom the page knows. A role that decides owes nobody a call, so it may get none.
 */
export function anybody(m: Moment, j: Judgement, title: (by: string) => string): HTMLElement[] {
  const spare = fallback(m.page.model, m.role, m.state, j);
  const block = (by: string, ...whom: Node[]): HTMLElement => el("section", "duty", el("h3", "", title(by)), ...whom);
  if (spare.length > 0) return spare.map((d) => block(" " + deadline(d, m), ladder(m.page, d.ladder), ...details(m, d)));
  return m.role.decides === true ? [] : [block("", everyone(m))];
}

/** ladder shows contacts in their order; the owner where the page has no such ladder. */
function ladder(page: Page, contacts: readonly string[]): DocumentFragment {
  const name = contacts.join(">");
  return page.templates.has("ladder", name) ? page.templates.clone("ladder", name) : owner(page);
}

/** everyone shows whom to turn to where nothing else says it: the owner, and the contacts of all ladders. */
export function everyone(m: Moment): Node {
  return everybody(m) ?? owner(m.page);
}

/** owner shows the owner of the workload. */
export function owner(page: Page): DocumentFragment {
  return page.templates.clone("owner");
}

/** owns reports whether the reader is that owner, who need not be told to call himself. */
export function owns(m: Moment): boolean {
  return m.page.templates.data("owner", "", "who") === m.role.role;
}

/** ownerTitle is what to call the owner in a sentence. */
export function ownerTitle(page: Page): string {
  return titleIn(page.templates.clone("owner")) ?? page.templates.data("owner", "", "title") ?? "the workload owner";
}

/** first is the title of the contact on whom a ladder begins. */
export function first(page: Page, contacts: readonly string[]): string {
  const rung = page.templates.clone("ladder", contacts.join(">")).querySelector<HTMLElement>("li");
  return rung?.dataset.title ?? (rung === null ? null : titleIn(rung)) ?? contacts[0]?.replace(/_/g, " ") ?? ownerTitle(page);
}

function titleIn(root: ParentNode): string | null {
  return root.querySelector("b, strong")?.textContent ?? null;
}

/** quick is one row with the first call button that applies here, for every screen that has no ladder: of somebody who
 * answers now, if there is one. */
export function quick(m: Moment, j: Judgement): HTMLElement | null {
  const contacts = fallback(m.page.model, m.role, m.state, j)[0]?.ladder ?? null;
  if (contacts === null && owns(m)) return null;
  const all = contacts === null ? everybody(m) : ladder(m.page, contacts);
  const from = (all === null ? null : nearest(all)) ?? owner(m.page);
  const call = from.querySelector("a.call, a.btn") ?? from.querySelector(".reach");
  if (call === null) return null;
  const number = /^tel:/.test(call.getAttribute("href") ?? "") ? from.querySelector(".number") : null;
  return el("p", "row quick", el("span", "", titleIn(from) ?? ownerTitle(m.page), from.querySelector(".now"), number), call);
}
