// Taking a build from the site: beside the one that is in use, file by file, each compared with its sum. Only when every
// file is there and right does the new build take the place of the old, so that no two are ever mixed.

import type { Build, List } from "./list";
import type { Store } from "./store";
import { readBuild, readList, sum, wanted } from "./list";

const patience = 10_000; // milliseconds for what is asked in the background
const hands = 6; // files asked for at a time

/** askPublished learns which build is published, past all caches; null when the site cannot be asked. */
export async function askPublished(store: Store): Promise<Build | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const reply = await fetch(store.place.addressOf("build.json"), { cache: "no-store", redirect: "error", signal: stop.signal });
    return reply.ok ? readBuild(await reply.json()) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** take makes a build the current one, once every wanted file is kept. It fails, and changes nothing, when one is not. */
export async function take(store: Store, build: Build, role: string | null): Promise<void> {
  const current = await store.current();
  const list = await listOf(store, build);
  const kept = current === null ? [] : await store.files(current.id);
  const files = [...wanted(list, role, kept)];
  const there = new Set(await store.files(build.id));
  const missing = files.filter(([path]) => !there.has(path));
  const work = async (): Promise<void> => {
    for (let next = missing.pop(); next !== undefined; next = missing.pop()) await takeFile(store, build, current, next[0], next[1]);
  };
  const stop = (why: unknown): never => {
    missing.length = 0; // one wrong file is enough: the others need not come
    throw why;
  };
  await Promise.all(Array.from({ length: hands }, () => work().catch(stop)));
  if (current?.id !== build.id) await store.keepCurrent(build);
}

/** listOf returns the list of a build, from the device or from the site. */
async function listOf(store: Store, build: Build): Promise<List> {
  const kept = await store.list(build.id);
  if (kept !== null) return kept;
  const reply = await fetchSound(store.place.addressOf("files.json"), "no-store");
  const bytes = await reply.clone().arrayBuffer();
  const list = (await sum(bytes)) === build.id ? readList(JSON.parse(new TextDecoder().decode(bytes))) : null;
  if (list === null) throw new Error("the list is not that of the published build");
  await store.keepList(build.id, reply);
  return list;
}

/** takeFile keeps a file of a build: the one of the build in use when that is the same, else the site's. */
async function takeFile(store: Store, build: Build, current: Build | null, path: string, want: string): Promise<void> {
  const old = current === null ? null : await store.file(current.id, path);
  if (old !== null && (await right(old, want))) return store.keepFile(build.id, path, old);
  const reply = await fetchSound(store.place.addressOf(path.replace(/(^|\/)index\.html$/, "$1")), "no-cache");
  if (!(await right(reply, want))) throw new Error(path + " is not that of the published build");
  await store.keepFile(build.id, path, reply);
}

/** fetchSound asks the site for a file. A reply that was led elsewhere, or that cannot be read, is none. */
async function fetchSound(address: string, cache: RequestCache): Promise<Response> {
  const reply = await fetch(address, { cache, redirect: "error" });
  if (!sound(reply)) throw new Error(address + " is not to be had");
  return reply;
}

/** sound reports whether a reply is the site's own word. */
export function sound(reply: Response): boolean {
  return reply.status === 200 && reply.type === "basic" && !reply.redirected;
}

/** right reports whether a reply has the bytes that a sum is of. The reply can still be read. */
export async function right(reply: Response, want: string): Promise<boolean> {
  return (await sum(await reply.clone().arrayBuffer())) === want;
}
