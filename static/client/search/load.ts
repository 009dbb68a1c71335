// Getting the index: classic scripts that hand their data to one function, since pages opened from disk may fetch nothing.

import { trustedScript } from "../_trust";
import { Index } from "./engine";

/** For how long a file may take before it is taken for lost, in milliseconds. */
const patience = 10_000;

/** A Loader loads the core, then parts, each once. After a failure the next call tries again; what comes after all is kept. */
export class Loader {
  private readonly files = new Map<string, Promise<unknown>>();
  private readonly waiting = new Map<string, (data: unknown) => void>();

  /** The core's file stands in the folder of all other parts. */
  constructor(private readonly core: string) {
    Object.defineProperty(window, "remitSearch", { value: (data: unknown) => this.receive(data), configurable: true });
  }

  /** start loads the core. */
  start(): Promise<Index> {
    return this.once("core", this.core, (data) => new Index(data));
  }

  /** more loads files by their names. */
  async more(index: Index, names: readonly string[]): Promise<void> {
    const folder = this.core.slice(0, this.core.lastIndexOf("/") + 1);
    await Promise.all(names.map((name) => this.once(name.slice(0, name.indexOf("-")), folder + name, (data) => index.take(data))));
  }

  private once<T>(part: string, path: string, take: (data: unknown) => T): Promise<T> {
    const had = this.files.get(path);
    if (had !== undefined) {
      return had as Promise<T>;
    }
    const whole = this.run(part, path).then(take);
    const inTime = Promise.race([whole, new Promise<never>((_, reject) => setTimeout(reject, patience))]);
    this.files.set(path, inTime);
    inTime.catch(() => this.files.delete(path));
    whole.then(
      () => this.files.set(path, whole),
      () => undefined,
    );
    return inTime;
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
