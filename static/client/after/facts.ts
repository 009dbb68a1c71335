// What a record and a message have in common: who read what, when, by which rules, in which copy.

import type { Told } from "../walk/desk";
import type { May, Owed } from "../walk/engine";
import type { Notes } from "./notes";
import { owed } from "../walk/call";
import { fallback } from "../walk/engine";
import { reading } from "../walk/facts";
import { write } from "../walk/address";
import { capital } from "../walk/say";
import { incident } from "./limits";

/** A Reading is a fact as it was read. */
export interface Reading {
  readonly fact: string;
  readonly words: string;
  readonly reading: string;
  readonly value: string;
}

/** A Reliance is a grant that the page showed, with the place of its rule and the acts noted under it. */
export interface Reliance {
  readonly action: string;
  readonly title: string;
  readonly grants: readonly { readonly grant: string; readonly at: string; readonly link: string }[];
  readonly done: readonly number[];
}

/** about is what the page's section says of itself. */
export function about(key: string): string {
  return document.getElementById("walk")?.dataset[key] ?? "";
}

/** readings lists the facts in the order in which they were learnt. */
export function readings(told: Told): Reading[] {
  const { moment, page } = told;
  return [...moment.facts].map(([fact, value]) => ({ fact, words: capital(page.templates.titled("fact", fact, "words")), reading: reading(moment, fact, value), value }));
}

/** reliances lists the actions of the yes on the screen. */
export function reliances(told: Told, notes: Notes): Reliance[] {
  return told.conclusion.yes.map((a) => ({
    action: a.action,
    title: told.page.templates.titled("action", a.action),
    grants: grantsOf(told, a),
    done: notes.here(a.action).map((u) => u.at),
  }));
}

/** author is the title of the role that writes, where an answer is read by somebody else; "" where it is his own. */
export function author(told: Told): string {
  const mine = told.memory.role();
  const theirs = told.asked.role;
  return mine === null || theirs === null || mine === theirs ? "" : (told.page.roles.get(mine) ?? told.page.templates.titled("holder", mine));
}

/** An Act is an action with the times at which this device noted that it was begun. */
export interface Act {
  readonly action: string;
  readonly title: string;
  readonly at: readonly number[];
}

/** acts lists what this device noted on the playbook within a day, whatever stands on the screen now. */
export function acts(told: Told, notes: Notes): Act[] {
  const by = new Map<string, number[]>();
  for (const u of notes.recent(incident, Date.now() / 1000)) by.set(u.action, [...(by.get(u.action) ?? []), u.at]);
  return [...by].map(([action, at]) => ({ action, title: told.page.templates.titled("action", action), at }));
}

/** calls lists whom the screen says to call: what is owed, or what stands in for it where a yes is withheld. */
export function calls(told: Told): readonly Owed[] {
  const { page, moment, judgement, conclusion } = told;
  return conclusion.withheld.length > 0 ? fallback(page.model, moment.role, moment.state, judgement) : owed(judgement);
}

function grantsOf(told: Told, a: May): Reliance["grants"] {
  return a.grants.map((g) => {
    const { grant } = told.page.model.grants![g]!;
    const cite = told.page.templates.clone("grant", grant).querySelector(".cite");
    const link = cite?.querySelector("a")?.getAttribute("href") ?? "";
    return { grant, at: told.page.templates.data("grant", grant, "at") ?? cite?.querySelector("a")?.textContent ?? "", link };
  });
}

/** A Place is where a rule is written, and what leads to it in the commit that the page was made from; "" for nothing. */
export interface Place {
  readonly at: string;
  readonly link: string;
}

/** dutyRules lists where the rules of the calls on the screen are written. */
export function dutyRules(told: Told): Place[] {
  const places = new Map<string, string>();
  for (const rule of calls(told).flatMap((d) => [...d.rules])) {
    const at = told.page.templates.data("duty", String(rule), "at") ?? "";
    if (at !== "") places.set(at, told.page.templates.clone("duty", String(rule)).querySelector(".cite a")?.getAttribute("href") ?? "");
  }
  return [...places].map(([at, link]) => ({ at, link }));
}

/** utc is an instant to the second, as every record has it. */
export function utc(at: number): string {
  if (!Number.isFinite(at)) return "at an unknown time";
  return new Date(Math.floor(at) * 1000).toISOString().replace(".000Z", "Z");
}

/** address opens this answer again: on the site, not on this device. It carries what was read and never the verdict. */
export function address(told: Told): string {
  const here = /^https?:$/.test(location.protocol) ? location.origin + location.pathname : about("page");
  const { role, facts, at } = told.moment;
  return here === "" ? "" : here + write({ role: role.role, facts, at, may: told.moment.may });
}

/** verdict is the two or three words on the plate, as they stand on the screen. */
export function verdict(told: Told): string {
  return told.stage.querySelector(".plate h2")?.textContent?.trim() ?? "";
}

/** copyWords say which copy was read and how old what is known of it is. */
export function copyWords(told: Told): string {
  const { copy } = told.moment;
  const built = "built " + utc(Number(about("built")));
  if (copy.kind !== "current") return built + ", in doubt: " + (copy.kind === "doubt" ? copy.reason : "not confirmed yet");
  return copy.confirmed ? built + ", confirmed current at " + utc(copy.since) : built + ", not confirmed since";
}

/** A Person is somebody on the screen who can be called or told, and where words can be sent. */
export interface Person {
  readonly title: string;
  readonly texts: string;
  readonly mails: string;
}

/** people lists whom the screen names, each once: who is called, and then who is told. */
export function people(told: Told): Person[] {
  const found = new Map<string, Person>();
  const places = [".ladder li", ".holder", ".tell"].flatMap((kind) => Array.from(told.stage.querySelectorAll<HTMLElement>(kind)));
  for (const place of places) {
    const title = place.querySelector("b")?.textContent?.trim() ?? "";
    if (title !== "" && !found.has(title)) found.set(title, { title, texts: place.dataset.texts ?? "", mails: place.dataset.mails ?? "" });
  }
  return [...found.values()];
}
