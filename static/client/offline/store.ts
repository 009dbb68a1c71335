// What the worker keeps: a cache for each build, and one for notes. A note is kept in a cache too, since a worker is ended
// whenever it is idle, and has no other memory.

import type { Build, List } from "./list";
import type { Place } from "./place";
import { readList } from "./list";

const listFile = "files.json";

/** A Store is what is kept of one site on this device. */
export class Store {
  private readonly lists = new Map<string, List>();
  private readonly bindings = new Map<string, string>();

  constructor(
    readonly place: Place,
    private readonly caches: CacheStorage,
  ) {}

  /** current is the build that pages are answered from: whole, every file of it checked. Null until there is one. */
  current(): Promise<Build | null> {
    return this.note("current");
  }

  /** published is the build that the site named last. */
  published(): Promise<Build | null> {
    return this.note("published");
  }

  keepCurrent(build: Build): Promise<void> {
    return this.write("current", build);
  }

  keepPublished(build: Build): Promise<void> {
    return this.write("published", build);
  }

  /** file is a kept file of a build. */
  async file(id: string, path: string): Promise<Response | null> {
    return (await (await this.build(id)).match(this.place.addressOf(path))) ?? null;
  }

  async keepFile(id: string, path: string, response: Response): Promise<void> {
    await (await this.build(id)).put(this.place.addressOf(path), response);
  }

  /** files are the files of a build that are kept. */
  async files(id: string): Promise<string[]> {
    const found = await (await this.build(id)).keys();
    return found.map((r) => this.place.pathOf(r.url)).filter((p): p is string => p !== null && p !== listFile);
  }

  /** list is the list of a build, when it is kept. */
  async list(id: string): Promise<List | null> {
    const known = this.lists.get(id);
    if (known !== undefined) return known;
    const kept = await this.file(id, listFile);
    const list = kept === null ? null : readList(await kept.json());
    if (list !== null) this.lists.set(id, list);
    return list;
  }

  keepList(id: string, response: Response): Promise<void> {
    return this.keepFile(id, listFile, response);
  }

  /** bound is the build that a page came from: "" when it came from the network, null when nobody noted it. */
  async bound(client: string): Promise<string | null> {
    return this.bindings.get(client) ?? (await this.note<string>("page " + client));
  }

  /** bind notes which build a page comes from; browsers that do not name the page to be get along without. */
  async bind(client: string | undefined, id: string): Promise<void> {
    if (client === undefined || client === "") return;
    this.bindings.set(client, id);
    try {
      await this.write("page " + client, id);
    } catch {
      return; // a full device: it is known for as long as this worker lives
    }
  }

  /** tidy drops the builds that no page needs any more: neither those named, nor those that open pages came from. */
  async tidy(keep: readonly string[], open: readonly string[]): Promise<void> {
    const notes = await this.notes();
    const used = new Set([...keep, "notes"]);
    for (const request of await notes.keys()) {
      const name = decodeURIComponent(new URL(request.url).search.slice(1));
      if (!name.startsWith("page ")) continue;
      const client = name.slice("page ".length);
      if (open.includes(client)) used.add((await this.bound(client)) ?? "");
      else await notes.delete(request);
    }
    for (const name of await this.caches.keys()) {
      if (this.place.own(name) && !used.has(name.slice(this.place.prefix.length))) await this.caches.delete(name);
    }
  }

  private build(id: string): Promise<Cache> {
    return this.caches.open(this.place.prefix + id);
  }

  private notes(): Promise<Cache> {
    return this.caches.open(this.place.prefix + "notes");
  }

  private async note<T>(name: string): Promise<T | null> {
    const kept = await (await this.notes()).match(this.noteAddress(name));
    return kept === undefined ? null : ((await kept.json()) as T);
  }

  private async write(name: string, value: unknown): Promise<void> {
    await (await this.notes()).put(this.noteAddress(name), new Response(JSON.stringify(value)));
  }

  private noteAddress(name: string): string {
    return this.place.root.href + "?" + encodeURIComponent(name);
  }
}
