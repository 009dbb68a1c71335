// Whom to turn to where no rule names a call, and who else may act: those who answer now come first. When contacts
// answer is known to the script that loads their hours; until it has come everybody keeps his place.

import type { Judgement } from "./engine";
import type { Moment, Page } from "./screen";
import { desk } from "./desk";
import { holders } from "./engine";
import { valid } from "./limits";
import { inner, list } from "./say";
import { el } from "./view";
import { roleTitle } from "./screen";

/** An Other is another role that holds an action here, with what it surely and what it perhaps may do. */
export interface Other {
  readonly role: string;
  readonly contact: string;
  readonly may: readonly string[];
  readonly perhaps: readonly string[];
}

/** othersWhoMay lists the other roles that hold an action here: those that surely do before the others. */
export function othersWhoMay(m: Moment, j: Judgement): Other[] {
  const held = holders(m.page.model, m.role, m.state, j, (g) => valid(g, m.now)).filter((h) => m.may === null || h.action === m.may);
  const actions = (role: string, certain: boolean): string[] => held.filter((h) => h.certain === certain && h.roles.includes(role)).map((h) => h.action);
  const roles = new Set([true, false].flatMap((certain) => held.filter((h) => h.certain === certain).flatMap((h) => h.roles)));
  return [...roles].map((role) => ({ role, contact: contactOf(m.page, role), may: actions(role, true), perhaps: actions(role, false) }));
}

/** contactOf is the contact behind a role; "" when the page does not name it. */
export function contactOf(page: Page, role: string): string {
  return named(page.templates.clone("holder", role));
}

function named(of: ParentNode): string {
  return of.querySelector<HTMLElement>("[data-contact]")?.dataset.contact ?? "";
}

/** shut reports whether a contact surely does not answer now. */
function shut(contact: string): boolean {
  return desk().open?.(contact) === false;
}

/** awake puts those first who answer, or of whom it is not known, and leaves the order else as it is. */
function awake<T>(all: readonly T[], contact: (one: T) => string): T[] {
  return [...all].sort((a, b) => Number(shut(contact(a))) - Number(shut(contact(b))));
}

/** asleep reports whether nobody answers who may act here. */
export function asleep(others: readonly Other[]): boolean {
  return others.length > 0 && others.every((o) => shut(o.contact));
}

/** called are the others whom a sentence names, those who answer first: who surely may, and beside them whoever perhaps may
 * where nobody sure answers. */
export function called(others: readonly Other[]): Other[] {
  const sure = others.filter((o) => o.may.length > 0);
  const all = awake(others, (o) => o.contact);
  const few = sure.length > 0 && (asleep(others) || !asleep(sure));
  return all.filter((o) => o.may.length > 0 || (!few && (sure.length === 0 || !shut(o.contact))));
}

/** handOver shows who else may act, and whom to call if none of them answers. */
export function handOver(m: Moment, j: Judgement): Node[] {
  const others = othersWhoMay(m, j);
  const none = asleep(others);
  const rest = turn(m, others.map((o) => o.contact));
  const title = none ? "Nobody who may act answers now. Call" : "If nobody answers";
  const backup = rest ?? el("p", "", "Begin again with the first. Do not act yourself.");
  const last = el("section", "duty", el("h3", "", rest === null && none ? "Nobody who may act answers now" : title), backup);
  const all = awake(others, (o) => o.contact).map((o) => other(m, o));
  return none ? [last, ...all] : [...all, last];
}

function other(m: Moment, o: Other): HTMLElement {
  const words = (actions: readonly string[]): string => list(actions.map((a) => inner(m.page.templates.titled("action", a))));
  const perhaps = o.perhaps.length === 0 ? "" : (o.may.length === 0 ? "perhaps " : ", and perhaps ") + words(o.perhaps);
  return el("section", "duty", el("p", "", el("b", "", roleTitle(m.page, o.role)), " may " + words(o.may) + perhaps + "."), m.page.templates.clone("holder", o.role));
}

/** turn lists who is left to turn to beside some contacts, where somebody else may act: who decides instead, and the owner
 * is the last to be woken. Null when nobody is left. */
function turn(m: Moment, but: readonly string[]): HTMLElement | null {
  const [of, others] = [(e: HTMLElement) => e.dataset.owner !== undefined, entries(m).filter((e) => e.dataset.aside === undefined && !but.includes(named(e)))];
  return numbered([...others.filter((e) => !of(e)), ...others.filter(of)]);
}

/** everybody lists whom the page knows to turn to: the owner of the workload and the contacts of its ladders, those who
 * answer first. Null when there is nobody else. */
export function everybody(m: Moment): HTMLElement | null {
  return numbered(entries(m));
}

/** entries are the contacts of the page without the reader's own: the owner, who else decides, and the rest. */
function entries(m: Moment): HTMLElement[] {
  const own = contactOf(m.page, m.role.role);
  return Array.from(m.page.templates.clone("ladder", "*").querySelectorAll<HTMLElement>("li")).filter((e) => named(e) !== own || own === "");
}

function numbered(all: readonly HTMLElement[]): HTMLElement | null {
  if (all.length === 0) return null;
  const sorted = awake(all, named);
  sorted.forEach((e, i) => e.querySelector(".n")?.replaceChildren(String(i + 1)));
  return el("ol", "ladder", ...sorted);
}

/** nearest is the first entry of a ladder whose contact answers now; the first of all where none does. */
export function nearest(ladder: ParentNode): HTMLElement | null {
  return awake(Array.from(ladder.querySelectorAll<HTMLElement>("li")), named)[0] ?? null;
}
