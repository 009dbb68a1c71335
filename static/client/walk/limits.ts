// What stands between a grant and its yes at the moment of reading: the dates of the grant, and limits that count. The
// page does not count: it asks.

import type { Grant, Judgement, May, Model } from "./engine";
import type { Standing } from "./copy";

/** A reader's reply to "has anyone already …?". */
export type Reply = "no" | "yes" | "unknown";

/** The certain actions, sorted. Ask is the grant to ask about next, by index, or null. */
export interface Sorted {
  readonly yes: readonly May[];
  readonly spent: readonly May[];
  readonly lapsed: readonly May[];
  readonly ask: number | null;
}

/** sort holds back each action with a grant outside its dates, used up, or not asked about: the strictest grant decides. */
export function sort(model: Model, may: readonly May[], counted: ReadonlySet<string>, replies: ReadonlyMap<string, Reply>, now: number): Sorted {
  const yes: May[] = [];
  const spent: May[] = [];
  const lapsed: May[] = [];
  let ask: number | null = null;
  for (const m of may) {
    const grants = m.grants.map((g) => model.grants![g]!);
    const limits = grants.filter((g) => counted.has(g.grant));
    const open = limits.find((g) => !replies.has(g.grant));
    if (grants.length === 0 || grants.some((g) => !valid(g, now))) lapsed.push(m);
    else if (limits.some((g) => replies.has(g.grant) && replies.get(g.grant) !== "no")) spent.push(m);
    else if (open !== undefined) ask ??= model.grants!.indexOf(open);
    else yes.push(m);
  }
  return { yes, spent, lapsed, ask };
}

/** valid reports whether an instant lies within the dates of a grant. */
export function valid(g: Grant, now: number): boolean {
  return now >= (g.from ?? -Infinity) && now < (g.until ?? Infinity);
}

/** What the page shows: a plate, and the actions under it; or the grant to ask about. "waiting" is for the copy. */
export interface Conclusion {
  readonly plate: string;
  readonly yes: readonly May[];
  readonly withheld: readonly May[];
  readonly reason: string;
  readonly ask: number | null;
}

/** Days writes the first or the last day of a grant, in the time zone of the site. */
export type Days = (grant: Grant, end: "from" | "until") => string;

/** conclude joins what the rules say with what the copy, the dates and the limits allow. It only ever takes a yes away. */
export function conclude(model: Model, j: Judgement, sorted: Sorted, copy: Standing, now: number, days: Days): Conclusion {
  const plate = j.settled ? j.answer : j.safe;
  const nothing = { yes: [], withheld: j.may, reason: "", ask: null };
  if (j.may.length === 0) return { ...nothing, plate };
  if (copy.kind === "waiting") return { ...nothing, plate: "waiting" };
  if (copy.kind === "doubt") return { ...nothing, plate: "cannot_confirm", reason: copy.reason };
  if (sorted.ask !== null) return { ...nothing, plate: "ask", ask: sorted.ask };
  const withheld = [...sorted.lapsed, ...sorted.spent];
  if (sorted.yes.length > 0) return { ...nothing, plate, yes: sorted.yes, withheld };
  if (sorted.lapsed.length === 0) return { ...nothing, plate: "used_up" };
  return { ...nothing, plate: "cannot_confirm", reason: "this authority " + (dates(model, sorted.lapsed, now, days) ?? "names no grant") };
}

/** dates says why actions are outside the dates of their grants: "ended on 31 March 2027"; null when they are not. */
export function dates(model: Model, lapsed: readonly May[], now: number, days: Days): string | null {
  const out = lapsed.flatMap((m) => m.grants.map((g) => model.grants![g]!)).find((g) => !valid(g, now));
  if (out?.until !== undefined && now >= out.until) return "ended on " + days(out, "until");
  return out?.from === undefined ? null : "begins on " + days(out, "from");
}
