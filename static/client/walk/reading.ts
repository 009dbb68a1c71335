// Reading facts from an address, and writing them there: "yes", an option, an exact decimal, or an interval as the walk
// asks for it. Numbers are compared digit by digit, never as floating point.

import type { Fact, Known, Model, Problem, State } from "./engine";

/** read turns facts as text into a state, or says which of them cannot be used. */
export function read(model: Model, facts: ReadonlyMap<string, string>): { state: State } | Problem {
  const state = new Map<number, Known>();
  for (const [name, value] of facts) {
    const column = model.facts.findIndex((f) => f.name === name);
    const fact = model.facts[column];
    if (fact === undefined) return { fact: name, problem: "no rule of this playbook asks for it" };
    const known = value === "?" ? "unknown" : cells(fact, value);
    if (known === null) return { fact: name, problem: "it cannot be " + value.slice(0, 60) };
    state.set(column, known);
  }
  return { state };
}

/** cells returns the cells that a value may lie in; null when the fact cannot have the value. */
function cells(fact: Fact, value: string): ReadonlySet<number> | null {
  if (fact.kind === "yes/no") {
    const cell = new Map([["no", 0], ["false", 0], ["yes", 1], ["true", 1]]).get(value);
    return cell === undefined ? null : new Set([cell]);
  }
  if (fact.kind === "choice") {
    const cell = (fact.options ?? []).indexOf(value);
    return cell < 0 ? null : new Set([cell]);
  }
  const bounds = /^(>?)(-?\d+(?:\.\d+)?)\.\.(<?)(-?\d+(?:\.\d+)?)$/.exec(value);
  if (bounds !== null) return between(fact, bounds[2]!, bounds[1] === ">", bounds[4]!, bounds[3] === "<");
  if (!isNumber(value) || compare(value, fact.min!) < 0 || compare(value, fact.max!) > 0 || !onGrid(fact, value)) return null;
  return new Set([cellOf(fact, value)]);
}

/** isNumber accepts what the command line accepts: digits, perhaps a sign and decimals, no leading zero, 30 digits. */
function isNumber(value: string): boolean {
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value) && value.replace(/\D/g, "").length <= 30;
}

/** between returns the cells of an interval whose ends are ends of cells; null when they are not, as after a change. */
function between(fact: Fact, low: string, lowOpen: boolean, high: string, highOpen: boolean): ReadonlySet<number> | null {
  for (let first = 0; first < fact.cells; first++) {
    for (let last = first; last < fact.cells; last++) {
      if (interval(fact, first, last) === (lowOpen ? ">" : "") + low + ".." + (highOpen ? "<" : "") + high) return span(first, last);
    }
  }
  return null;
}

function span(first: number, last: number): ReadonlySet<number> {
  const all = new Set<number>();
  for (let c = first; c <= last; c++) all.add(c);
  return all;
}

/** interval writes the cells from first to last of a number as an address carries them: "2..<10", ">2..10". */
export function interval(fact: Fact, first: number, last: number): string {
  const low = first === 0 ? fact.min! : fact.cuts![first - 1]!;
  const high = last === fact.cells - 1 ? fact.max! : fact.cuts![last]!;
  const lowOpen = first > 0 && low.endsWith("+");
  const highOpen = last < fact.cells - 1 && !high.endsWith("+");
  return (lowOpen ? ">" : "") + low.replace("+", "") + ".." + (highOpen ? "<" : "") + high.replace("+", "");
}

/** written is how an answer about a fact stands in an address. */
export function written(fact: Fact, first: number, last: number): string {
  if (fact.kind === "yes/no") return first === 0 ? "no" : "yes";
  if (fact.kind === "choice") return fact.options![first]!;
  return interval(fact, first, last);
}

function cellOf(fact: Fact, value: string): number {
  const above = (fact.cuts ?? []).findIndex((cut) => {
    const by = compare(value, cut.replace("+", ""));
    return by < 0 || (by === 0 && cut.endsWith("+"));
  });
  return above < 0 ? fact.cells - 1 : above;
}

function onGrid(fact: Fact, value: string): boolean {
  if (fact.step === undefined) return true;
  const places = Math.max(decimals(value), decimals(fact.step), decimals(fact.min!));
  return (scaled(value, places) - scaled(fact.min!, places)) % scaled(fact.step, places) === 0n;
}

/** compare orders two decimals exactly. */
function compare(a: string, b: string): number {
  const places = Math.max(decimals(a), decimals(b));
  const difference = scaled(a, places) - scaled(b, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function decimals(n: string): number {
  return (n.split(".")[1] ?? "").length;
}

/** scaled is the decimal times ten to the power of places, as a whole number. Leading zeros go, since not every engine
 * reads them as the standard says. */
function scaled(n: string, places: number): bigint {
  const [whole = "0", fraction = ""] = n.split(".");
  return BigInt((whole + fraction.padEnd(places, "0")).replace(/^(-?)0+(?=\d)/, "$1"));
}
