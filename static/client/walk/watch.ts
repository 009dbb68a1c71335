// Watches whether this copy is the published one: asks the site, past all caches, and remembers the reply.

import type { Memory } from "./memory";
import type { Copy, Published, Standing } from "./copy";
import { since, standing } from "./copy";

const patience = 2000; // milliseconds before the site counts as out of reach; a later reply still counts
const longest = 25 * 1000; // milliseconds after which no reply is expected any more
const again = 5 * 60; // seconds after which a page that is looked at asks anew; one out of reach asks at every beat
const beat = 30 * 1000; // milliseconds between looks at the clock

/** A Watch knows how a copy stands, and beats while the page is looked at. */
export class Watch {
  private published: Copy["published"] = "waiting";
  private another = false; // the worker found another build under the identity of this page
  private asked = 0;
  private turn = 0;
  private heard = 0;
  /** Whether the last question was not answered in time: then nothing is confirmed just now. */
  private late = false;
  private readonly disk = !/^https?:$/.test(location.protocol);
  private readonly footer = document.createElement("span");
  private readonly built: number;
  private readonly build: string;
  private readonly maxAge: number;
  private tell: () => void = () => undefined;

  /** The element says which build the page is of, when it was built and how old a copy may be; root leads from the page to the site's root. */
  constructor(
    said: HTMLElement,
    private readonly root: string,
    private readonly memory: Memory,
  ) {
    this.built = Number(said.dataset.built ?? NaN);
    this.build = said.dataset.build ?? "";
    this.maxAge = Number(said.dataset.maxAge ?? NaN);
    document.getElementById("copy-state")?.append(this.footer);
  }

  /** standing is how the copy stands at this moment. */
  standing(): Standing {
    const { built, build, maxAge, disk, published } = this;
    return standing({ built, build, maxAge, now: Date.now() / 1000, disk, published, learnt: this.memory.learnt() });
  }

  /** begin starts to watch, and runs a function whenever the copy or the clock may say something new. */
  begin(tell: () => void): void {
    this.tell = tell;
    const look = (): void => {
      const wait = this.published === "unreachable" ? longest / 1000 : again;
      if (document.visibilityState === "visible" && Math.abs(Date.now() / 1000 - this.asked) > wait) void this.ask();
      this.look();
    };
    document.addEventListener("visibilitychange", look);
    addEventListener("pageshow", look);
    addEventListener("online", () => void this.ask());
    if ("serviceWorker" in navigator) navigator.serviceWorker.addEventListener("message", (event) => this.hear(event.data));
    setInterval(look, beat);
    look();
  }

  /**
   * ask learns which build is published. A page whose site is out of reach keeps what it learnt before. A reply says what was
   * published when it was asked for, whenever it comes: a device may have slept meanwhile.
   */
  private async ask(): Promise<void> {
    const begun = Date.now() / 1000;
    const ticks = performance.now();
    this.asked = begun;
    if (this.disk) return;
    const turn = ++this.turn;
    const slow = setTimeout(() => this.unheard(), patience);
    const found = await published(this.root + "build.json");
    clearTimeout(slow);
    if (turn < this.heard) return; // a later word of the site has come already
    if (found === null) return this.unheard();
    this.heard = turn;
    const now = Date.now() / 1000;
    const took = Math.max(now - begun, (performance.now() - ticks) / 1000); // a clock that was set counts against it
    this.late = took * 1000 > patience;
    this.memory.keepLearnt({ ...found, at: Math.floor(now - took) }, now);
    if (!this.another) this.published = found;
    this.look();
  }

  /** unheard goes by what was learnt before. */
  private unheard(): void {
    this.late = true;
    if (this.published === "waiting") this.published = "unreachable";
    this.look();
  }

  /**
   * hear listens to the worker, which may learn of another build sooner, and knows builds by the sum of all their files. It
   * can only take a yes back: no word of it confirms a copy.
   */
  private hear(data: unknown): void {
    const said = data as { readonly remit?: unknown; readonly scope?: unknown; readonly built?: unknown; readonly build?: unknown } | null;
    if (said?.remit !== "replaced" || said.scope !== new URL(this.root === "" ? "./" : this.root, location.href).href || typeof said.built !== "number") return;
    const build = typeof said.build === "string" ? said.build : "";
    this.heard = ++this.turn;
    this.another ||= build === this.build;
    this.published = { built: said.built, build: this.another ? "" : build };
    const now = Date.now() / 1000;
    if (!this.another) this.memory.keepLearnt({ ...this.published, at: Math.floor(now) }, now);
    this.look();
  }

  private look(): void {
    this.write(this.standing());
    this.tell();
  }

  private write(s: Standing): void {
    const said = s.kind === "doubt" ? s.reason : s.kind === "current" ? since(s, this.late, Date.now() / 1000) : "";
    const away = this.published === "unreachable" ? "out of reach now" : "";
    this.footer.textContent = [said, away].map((w) => (w === "" ? "" : " · " + w)).join("");
  }
}

/** published fetches which build is published; null when that cannot be learnt. */
async function published(address: string): Promise<Published | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), longest);
  try {
    const reply = await fetch(address, { cache: "no-store", signal: stop.signal });
    const said: unknown = reply.ok ? await reply.json() : null;
    if (typeof said !== "object" || said === null || !("built" in said) || typeof said.built !== "string") return null;
    const built = Date.parse(said.built) / 1000;
    const build = "build" in said && typeof said.build === "string" ? said.build : ""; // a build of an earlier program has none
    return Number.isFinite(built) ? { built: Math.floor(built), build } : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
