// What a device remembers between pages of one site: the reader's role, the published build as it last learnt
// it, what it was told, and what was noted while acting.
// A browser may refuse to remember; then it holds for this page alone.

import type { Learnt } from "./copy";
import { newer } from "./copy";

/** A Memory is the store of one site, known by the path of its root: other sites of a host, and copies of it, have others. */
export class Memory {
  private readonly held = new Map<string, string>();
  private readonly scope: string;

  /** The root leads from the page to the root of the site; "" where it lies there. */
  constructor(root: string) {
    this.scope = new URL(root === "" ? "./" : root, location.href).pathname;
  }

  role(): string | null {
    return this.get("role");
  }

  keepRole(name: string): void {
    this.set("role", name);
  }

  learnt(): Learnt | null {
    const words = /^(\d+) (\d+)$/.exec(this.get("published") ?? "");
    if (words === null) return null;
    const build = /^(\d+) (\S+)$/.exec(this.get("build") ?? "");
    return { built: Number(words[1]), at: Number(words[2]), build: build !== null && build[1] === words[1] ? build[2]! : "" };
  }

  /**
   * keepLearnt keeps the latest word of the site, whichever page of it was told. The identity is kept apart: pages of earlier
   * programs, which are still on devices, read and write the rest.
   */
  keepLearnt(l: Learnt, now: number): void {
    if (!newer(l, this.learnt(), now)) return;
    this.set("build", l.built + " " + l.build);
    this.set("published", l.built + " " + l.at);
  }

  /** toldHome reports whether the reader has answered the advice to put the site on the home screen. */
  toldHome(): boolean {
    return this.get("home") !== null;
  }

  keepToldHome(): void {
    this.set("home", "told");
  }

  /** text is what was kept under a name; "" when nothing was. */
  text(name: string): string {
    return this.get(name) ?? "";
  }

  keep(name: string, text: string): void {
    this.set(name, text);
  }

  private get(name: string): string | null {
    try {
      return localStorage.getItem(this.key(name)) ?? this.held.get(name) ?? null;
    } catch {
      return this.held.get(name) ?? null;
    }
  }

  private set(name: string, value: string): void {
    this.held.set(name, value);
    try {
      localStorage.setItem(this.key(name), value);
    } catch {
      return; // private windows and full stores
    }
  }

  private key(name: string): string {
    return "remit " + this.scope + " " + name;
  }
}
