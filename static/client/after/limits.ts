// What the limits of a grant and the notes of this device say together. Pure: the caller brings the clock.

import type { Told } from "../walk/desk";
import type { May } from "../walk/engine";
import type { Use } from "../walk/uses";

/** The limits of a grant, in minutes; 0 where there is none, and for a period that is the incident. */
export interface Limits {
  readonly times: number;
  readonly per: number;
  readonly apart: number;
  readonly lasts: number;
}

/** A device cannot know where an incident ends: notes of this many minutes count towards it. */
export const incident = 24 * 60;

/** limitsOf reads the limits of a grant from the page. */
export function limitsOf(told: Told, grant: string): Limits {
  const number = (key: string): number => {
    const n = Number(told.page.templates.data("grant", grant, key) ?? 0);
    return n > 0 ? n : 0;
  };
  return { times: number("times"), per: number("per"), apart: number("apart"), lasts: number("lasts") };
}

/** strictest lists the limits of every grant of an action: all of them hold. */
export function strictest(told: Told, a: May): Limits[] {
  return a.grants.map((g) => limitsOf(told, told.page.model.grants![g]!.grant));
}

/** within lists the notes of the last minutes. */
export function within(uses: readonly Use[], minutes: number, now: number): Use[] {
  return uses.filter((u) => u.at > now - minutes * 60);
}

/** spent reports whether the notes alone use a limit up. */
export function spent(l: Limits, uses: readonly Use[], now: number): boolean {
  const used = l.times > 0 && within(uses, l.per > 0 ? l.per : incident, now).length >= l.times;
  return used || (l.apart > 0 && within(uses, l.apart, now).length > 0);
}

/** again is the instant before which the notes leave no room; null where they do, and for the incident, which has no end. */
export function again(l: Limits, uses: readonly Use[], now: number): number | null {
  const ends: number[] = [];
  const counted = l.per > 0 ? within(uses, l.per, now) : [];
  if (l.times > 0 && counted.length >= l.times) ends.push(counted[counted.length - l.times]!.at + l.per * 60);
  const near = l.apart > 0 ? within(uses, l.apart, now) : [];
  if (near.length > 0) ends.push(near[near.length - 1]!.at + l.apart * 60);
  return ends.length === 0 ? null : Math.max(...ends);
}

/** ends is when what was begun has to end; null without such a limit. */
export function ends(all: readonly Limits[], begun: number): number | null {
  const lasting = all.filter((l) => l.lasts > 0).map((l) => l.lasts);
  return lasting.length === 0 ? null : begun + Math.min(...lasting) * 60;
}
