// Getting the index: classic scripts that hand their data to one function, since pages opened from disk may fetch nothing.

import { trustedScript } from "../_trust";
import { Index } from "./engine";

/** A Loader loads the core, then parts, each once. After a failure the next call tries again. */
export class Loader {
  private index: Promise<Index> | undefined;
  private readonly parts = new Map<string, Promise<void>>();
  private readonly waiting = new Map<string, (data: unknown) => void>();

  /** The core's file stands in the folder of all other parts. */
  constructor(private readonly core: string) {
    Object.defineProperty(window, "remitSearch", { value: (data: unknown) => this.receive(data), configurable: true });
  }

  /** start loads the core. */
  start(): Promise<Index> {
    this.index ??= this.run("core", this.core).then((data) => new Index(data));
    this.index.catch(() => (this.index = undefined));
    return this.index;
  }

  /** more loads files by their names. */
  async more(index: Index, names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => this.once(index, name)));
  }

  private once(index: Index, name: string): Promise<void> {
    let part = this.parts.get(name);
    if (part === undefined) {
      const folder = this.core.slice(0, this.core.lastIndexOf("/") + 1);
      part = this.run(name.slice(0, name.indexOf("-")), folder + name).then((data) => index.take(data));
      this.parts.set(name, part);
      part.catch(() => this.parts.delete(name));
    }
    return part;
  }

  private receive(data: unknown): void {
    const part = String(Object(data).part);
    this.waiting.get(part)?.(data);
    this.waiting.delete(part);
  }

  /** run runs the script of a part, and yields what it hands over. */
  private run(part: string, path: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      this.waiting.set(part, resolve);
      script.addEventListener("error", () => reject(new Error("no search index")));
      script.addEventListener("load", () => reject(new Error("no data in the search index")));
      script.src = trustedScript(path);
      document.head.append(script);
    });
  }
}
