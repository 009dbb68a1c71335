// What is noted on this device while acting: acts with their times, whom the reader told, steps ticked off, and what he
// wrote himself. Acts are kept for the limits; the rest belongs to one walk and ends with it. Nothing leaves the device.

import type { Told } from "../walk/desk";
import type { Use } from "../walk/uses";
import { uses, walkOf } from "../walk/uses";

const most = 60; // notes of acts that are kept

/** What a reader writes himself. */
export const fields = ["affected", "much", "propose", "with"] as const;
export type Field = (typeof fields)[number];

/** Notes of the walk on the screen. */
export class Notes {
  readonly told: Map<string, number>;
  readonly ticked: Set<string>;
  readonly words: Map<string, string>;
  private readonly at: number;

  constructor(private readonly of: Told) {
    this.at = walkOf(of.began);
    const kept = this.read();
    this.told = new Map((pairs(kept["told"], "number") as [string, number][]).filter(([, at]) => at > 0 && at < 1e11));
    this.words = new Map(pairs(kept["words"], "string") as [string, string][]);
    this.ticked = new Set(pairs(kept["ticked"], "boolean").map(([name]) => name));
  }

  /** uses lists the acts noted for an action, oldest first. */
  uses(action: string): Use[] {
    return this.all().filter((u) => u.action === action);
  }

  /** here lists those of them that were noted in this walk. */
  here(action: string): Use[] {
    return this.uses(action).filter((u) => u.walk === this.at);
  }

  /** recent lists the acts noted in the last minutes, whatever the action. */
  recent(minutes: number, now: number): Use[] {
    return this.all().filter((u) => u.at > now - minutes * 60 && u.at <= now + 60);
  }

  /** act notes that an action was begun now. */
  act(action: string): void {
    this.keepActs([...this.all(), { action, at: Math.ceil(Date.now() / 1000), walk: this.at }]);
  }

  /** takeBack removes the last note of an action. */
  takeBack(action: string): void {
    const all = this.all();
    const last = all.map((u) => u.action).lastIndexOf(action);
    this.keepActs(all.filter((_, i) => i !== last));
  }

  name(): string {
    return this.of.memory.text("name");
  }

  keepName(name: string): void {
    this.of.memory.keep("name", name);
  }

  word(field: Field): string {
    return this.words.get(field) ?? "";
  }

  /** save keeps what belongs to this walk. */
  save(): void {
    const ticked = Object.fromEntries([...this.ticked].map((t) => [t, true]));
    const kept = { at: this.at, told: Object.fromEntries(this.told), words: Object.fromEntries(this.words), ticked };
    this.of.memory.keep(this.key(), JSON.stringify(kept));
  }

  /** read returns what was kept for this walk; nothing for another, and for what is no note. */
  private read(): Record<string, unknown> {
    try {
      const kept: unknown = JSON.parse(this.of.memory.text(this.key()) || "null");
      return isRecord(kept) && kept["at"] === this.at ? kept : {};
    } catch {
      return {};
    }
  }

  private key(): string {
    return "doing " + this.of.page.model.playbook + " " + this.of.moment.role.role;
  }

  private all(): Use[] {
    return uses(this.of.memory, this.of.page.model.playbook);
  }

  private keepActs(acts: readonly Use[]): void {
    const lines = acts.slice(-most).map((u) => u.action + " " + u.at + " " + u.walk);
    this.of.memory.keep("used " + this.of.page.model.playbook, lines.join("\n"));
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pairs(value: unknown, kind: string): [string, unknown][] {
  return isRecord(value) ? Object.entries(value).filter(([, v]) => typeof v === kind) : [];
}
