// The address of a walk: role, facts and the time asked, in the fragment, which never leaves the device. It carries no
// verdict: opening it asks again. An address may come from anybody, so whatever cannot be used is named and left out.

import type { Known, Model, State } from "./engine";
import { read } from "./reading";

/** What somebody asked: the facts as text, in the order in which they were learnt, and the time, in Unix seconds. */
export interface Asked {
  readonly role: string | null;
  readonly facts: ReadonlyMap<string, string>;
  readonly at: number | null;
  /** The one action that is asked about; null for all. */
  readonly may: string | null;
}

/** What an address says, and in words what of it was left out. */
export interface Parsed extends Asked {
  readonly left: readonly string[];
}

/** No walk of a person makes a longer one. */
const longest = 8192;

/** isAddress tells the address of a walk from that of a heading. */
export function isAddress(fragment: string): boolean {
  return fragment.includes("=");
}

/** parse reads a fragment, with or without its #. It never fails. */
export function parse(fragment: string): Parsed {
  const text = fragment.replace(/^#/, "");
  if (!isAddress(text)) return nothing([]);
  if (text.length > longest) return nothing(["This address is too long to be read; it was left out."]);
  const left: string[] = [];
  const pairs = new Map<string, string>();
  const twice = new Set<string>();
  for (const part of text.split("&")) {
    if (part === "") continue;
    const [name, value] = pair(part);
    if (name === null || value === null) left.push(quoted(part) + " cannot be read; it was left out.");
    else if (pairs.has(name)) twice.add(name);
    else pairs.set(name, value);
  }
  for (const name of twice) {
    pairs.delete(name);
    left.push(quoted(name) + " stands there twice; it was left out.");
  }
  return { ...separated(pairs, left), left };
}

function nothing(left: readonly string[]): Parsed {
  return { role: null, facts: new Map(), at: null, may: null, left };
}

/** one is the key of the action in an address; no fact can have this name. */
const one = "may-i";

/** separated takes role and time from what an address names; the rest are facts. */
function separated(pairs: Map<string, string>, left: string[]): Asked {
  const role = pairs.get("role") ?? null;
  const time = pairs.get("at");
  const at = time === undefined ? null : instant(time);
  if (time !== undefined && at === null) left.push(quoted(time) + " is not a time; it was left out.");
  pairs.delete("role");
  pairs.delete("at");
  const may = pairs.get(one) ?? null;
  pairs.delete(one);
  return { role, facts: pairs, at, may };
}

function pair(part: string): [string | null, string | null] {
  const at = part.indexOf("=");
  return at < 0 ? [null, null] : [decoded(part.slice(0, at)), decoded(part.slice(at + 1))];
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function instant(text: string): number | null {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(text) ? Date.parse(text) / 1000 : NaN;
  return Number.isFinite(at) ? at : null;
}

/** quoted shows what a stranger wrote: not much of it, and nothing that turns the line around. */
export function quoted(text: string): string {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "");
  return "“" + (plain.length > 40 ? plain.slice(0, 40) + "…" : plain) + "”";
}

/** write makes the fragment, with its #, that opens the same walk again. */
export function write(asked: Asked): string {
  const parts = [...asked.facts].map(([name, value]) => name + "=" + value);
  if (asked.may) parts.unshift(one + "=" + asked.may);
  if (asked.role !== null) parts.unshift("role=" + asked.role);
  if (asked.at !== null) parts.push("at=" + new Date(asked.at * 1000).toISOString().slice(0, 16) + "Z");
  return "#" + parts.join("&");
}

/** What of an address a model knows: the state, the facts in it, and in words what was left out. */
export interface Usable {
  readonly state: State;
  readonly facts: ReadonlyMap<string, string>;
  readonly left: readonly string[];
}

/** usable reads facts one by one, so that one mistake does not cost the others. */
export function usable(model: Model, facts: ReadonlyMap<string, string>): Usable {
  const state = new Map<number, Known>();
  const good = new Map<string, string>();
  const left: string[] = [];
  for (const [name, value] of facts) {
    const one = read(model, new Map([[name, value]]));
    if ("problem" in one) {
      left.push(quoted(name + "=" + value) + " is not a reading of this page; it was left out.");
      continue;
    }
    good.set(name, value);
    one.state.forEach((known, column) => state.set(column, known));
  }
  return { state, facts: good, left };
}
