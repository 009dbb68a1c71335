// What every screen of the walk needs: the page's data, what is known now, and what a reader can set going.

import type { Model, Role, State } from "./engine";
import type { Standing } from "./copy";
import type { Days, Reply } from "./limits";
import type { Templates } from "./view";
import { by, date } from "./clock";
import { inner } from "./say";
import { el } from "./view";

/** The page that carries the walk. */
export interface Page {
  readonly model: Model;
  readonly templates: Templates;
  readonly title: string;
  /** The first question as the page asks it without a script. */
  readonly first: HTMLElement;
  /** Titles of roles that a reader may choose, by name. */
  readonly roles: ReadonlyMap<string, string>;
  /** The grants whose limits count, by name. */
  readonly counted: ReadonlySet<string>;
}

/** One moment of a walk. */
export interface Moment {
  readonly page: Page;
  readonly role: Role;
  readonly facts: ReadonlyMap<string, string>;
  readonly state: State;
  readonly at: number;
  readonly now: number;
  /** When a call was due that was owed by earlier readings too, by ladder. */
  readonly due: Readonly<Record<string, number>>;
  /** Since when a grant has been on the screen, by name; one that is not named is there since the readings. */
  readonly since: Readonly<Record<string, number>>;
  readonly copy: Standing;
  readonly replies: ReadonlyMap<string, Reply>;
  /** The one action that is asked about; null for all. */
  readonly may: string | null;
}

/** What a reader can set going. */
export interface Moves {
  choose(role: string): void;
  changeRole(): void;
  answer(fact: string, value: string): void;
  change(fact: string): void;
  reply(grant: string, reply: Reply): void;
  again(): void;
  /** Asks about everything, not one action. */
  all(): void;
  /** Null where there is nothing to go back to. */
  readonly back: (() => void) | null;
}

/** A screen: what stands there, where the focus goes, and what is announced. */
export interface Screen {
  readonly nodes: readonly Node[];
  readonly focus: HTMLElement;
  readonly said: string;
}

/** place says where the reader of a moment is, below the title of the playbook. */
export function place(m: Moment, ...rest: readonly string[]): HTMLParagraphElement {
  const may = m.may === null ? [] : ["May I " + inner(m.page.templates.titled("action", m.may)) + "?"];
  return el("p", "crumb", [roleTitle(m.page, m.role.role), ...may, ...rest].join(" · "));
}

/** roleTitle is the title of a role as the page shows it. */
export function roleTitle(page: Page, name: string): string {
  return page.roles.get(name) ?? page.templates.titled("holder", name);
}

/** daysOf are the days of the page's grants, in its own words. */
export function daysOf(page: Page): Days {
  return (g, end) => page.templates.data("grant", g.grant, end) ?? date(end === "from" ? g.from! : g.until! - 1);
}

/** onTheClock rewrites durations from an instant on into times of day; the duration stays as a title. */
export function onTheClock<T extends ParentNode>(root: T, m: Moment, from = m.at): T {
  for (const time of Array.from(root.querySelectorAll<HTMLElement>("time[data-minutes]"))) {
    const minutes = Number(time.dataset.minutes);
    if (!(minutes > 0)) continue;
    time.title = time.textContent ?? "";
    time.textContent = by(from, minutes, m.now);
  }
  return root;
}
