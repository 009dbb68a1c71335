// Whether this copy of the page may say yes: it must be the published build, as this device learnt not too long ago.
// A pure decision; whoever asks brings the clock, what the site answered and what the device remembers.

import { ago, clock } from "./clock";

const slack = 60; // seconds by which a clock is put right without anybody noticing

/** What is known about this copy. Instants are Unix seconds. */
export interface Copy {
  readonly built: number;
  /** The identity of the build that the page is of: the sum of all that it was made of. */
  readonly build: string;
  /** How old, in seconds, a confirmation may be. */
  readonly maxAge: number;
  readonly now: number;
  /** Whether the page was opened from a disk, where nobody can be asked. */
  readonly disk: boolean;
  /** What the site said just now: its published build, that it could not be asked, or not yet. */
  readonly published: Published | "unreachable" | "waiting";
  /** The published build as this device last learnt it, and when. */
  readonly learnt: Learnt | null;
}

/** The published build. Only the identity says whether it is that of a page: two builds may have one time. */
export interface Published {
  readonly built: number;
  /** "" where it is not known, which is never that of a page. */
  readonly build: string;
}

export interface Learnt extends Published {
  readonly at: number;
}

/** Waiting says no yes yet. Current is since an instant, by confirmation or by build time. Doubt says no yes at all. */
export type Standing =
  | { readonly kind: "waiting" }
  | { readonly kind: "current"; readonly since: number; readonly confirmed: boolean }
  | { readonly kind: "doubt"; readonly reason: string; readonly reload: boolean };

/** standing decides. A value that is not a number ends in doubt. */
export function standing(c: Copy): Standing {
  if (!(c.now >= c.built)) return doubt("the clock of this device is earlier than the time at which this page was built");
  if (c.disk) return aged(c, c.built, false);
  if (c.published === "waiting") return { kind: "waiting" };
  if (c.published !== "unreachable" && !same(c, c.published)) return replaced(c, c.published);
  return confirmed(c);
}

/** same reports whether a build is the one that the page is of. */
function same(c: Copy, p: Published): boolean {
  return p.build !== "" && p.build === c.build;
}

/**
 * confirmed goes by what the device remembers. That another build is published stays true whatever the clock says; only
 * a page that was built after that was learnt may be newer still. A memory from the future means that the clock was set
 * back: then no end of an authority can be told by it.
 */
function confirmed(c: Copy): Standing {
  const { learnt } = c;
  if (learnt !== null && !same(c, learnt) && (learnt.built > c.built || learnt.at >= c.built)) return replaced(c, learnt);
  if (learnt !== null && learnt.at > c.now + slack) return doubt("the clock of this device was set back since it last reached the site");
  return learnt !== null && same(c, learnt) ? aged(c, Math.min(learnt.at, c.now), true) : aged(c, c.built, false);
}

function replaced(c: Copy, published: Published): Standing {
  return doubt((published.built > c.built ? "a newer" : "another") + " build of this site is published: reload the page", true);
}

function aged(c: Copy, since: number, confirmed: boolean): Standing {
  if (c.now - since <= c.maxAge) return { kind: "current", since, confirmed };
  const never = c.disk ? "this page was built " : "this copy could not be confirmed, and was built ";
  return doubt((confirmed ? "this copy was last confirmed " : never) + ago(since, c.now));
}

/** since says how long a copy has been known to be the published one. Only a reply in time confirms it just now. */
export function since(s: Extract<Standing, { kind: "current" }>, late: boolean, now: number): string {
  if (!s.confirmed) return late ? "not confirmed since it was built" : "";
  return late ? "not confirmed since " + clock(s.since, now) : "confirmed " + ago(s.since, now);
}

/** newer reports whether what was learnt replaces what is remembered: not when it was learnt earlier, as a late reply is,
 * unless the memory is from the future, since the clock was set back. */
export function newer(found: Learnt, known: Learnt | null, now: number): boolean {
  return known === null || found.at >= known.at || known.at > now + slack;
}

function doubt(reason: string, reload = false): Standing {
  return { kind: "doubt", reason, reload };
}
