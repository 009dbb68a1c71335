// The worker: it keeps the site on the device, and answers from there at once. It lies at the root of the site, which it
// governs, and decides nothing about a yes: a page says how old its copy is, and asks past this worker whether it is the
// published one (walk/watch.ts).
//
// A build is known by the sum of its list. A page is answered from one build with all that it loads, and a page that came
// from the network loads everything from there: no page has data or scripts of another build. While a newer build is known
// and not yet kept whole, pages come from the network as long as it answers in time.

import type { Asking, Said, Scope } from "./offline/scope";
import type { Build } from "./offline/list";
import { Place } from "./offline/place";
import { Store } from "./offline/store";
import { askPublished, right, sound, take } from "./offline/take";

const patience = 2000; // milliseconds that a page which is kept waits for a newer one
const longest = 20_000; // milliseconds that one which is not kept waits for any word of the site

const worker = self as unknown as Scope;
const place = new Place(worker.registration.scope);
const store = new Store(place, worker.caches);
let checking: Promise<void> | null = null;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));

worker.addEventListener("message", (event: Said) => {
  const said = event.data as { readonly remit?: unknown; readonly role?: unknown } | null;
  if (said?.remit !== "check") return;
  const role = typeof said.role === "string" ? said.role : null;
  checking ??= check(role).finally(() => (checking = null));
  event.waitUntil(checking);
});

worker.addEventListener("fetch", (event: Asking) => {
  const { request } = event;
  const path = request.method === "GET" ? place.pathOf(request.url) : null;
  if (path === null || path === "build.json" || path === "files.json" || path === "sw.js") return;
  const answer = request.mode === "navigate" ? page(event, path) : resource(event, path);
  event.respondWith(answer.catch(() => fetch(request))); // a device whose store fails still has the network
});

/** check learns what is published, tells the pages of other builds, and keeps the build. */
async function check(role: string | null): Promise<void> {
  const published = await askPublished(store);
  if (published === null) return;
  await store.keepPublished(published);
  await tellOthers(published);
  try {
    await take(store, published, role);
  } catch {
    return; // what is kept stays; the next page that is opened tries again
  }
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  await store.tidy([published.id], open.map((c) => c.id));
  await tell({ remit: "kept", built: published.built });
}

/** tellOthers tells the pages that came from another build that they have been replaced. */
async function tellOthers(published: Build): Promise<void> {
  for (const client of await pages()) {
    const id = await store.bound(client.id);
    if (id !== null && id !== "" && id !== published.id) client.postMessage({ remit: "replaced", scope: place.root.href, built: published.built, build: published.build });
  }
}

async function tell(message: Readonly<Record<string, unknown>>): Promise<void> {
  for (const client of await pages()) client.postMessage({ ...message, scope: place.root.href });
}

async function pages(): Promise<{ id: string; postMessage(message: unknown): void }[]> {
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return open.filter((c) => c.url.startsWith(place.root.href));
}

/** page answers a request for a page. */
async function page(event: Asking, path: string): Promise<Response> {
  const current = await store.current();
  if (current === null) return fetch(event.request);
  const kept = await store.file(current.id, path);
  const published = await store.published();
  if (kept !== null && (published === null || published.id === current.id)) return from(event, current.id, kept);
  try {
    const reply = await soon(fetch(event.request), kept === null ? longest : patience);
    if (kept === null || reply.status < 500) return await fresh(event, path, current, reply);
  } catch {
    // out of reach, or too slow
  }
  return from(event, current.id, kept ?? (await missing(current, path)));
}

/** fresh is a page from the network. One that belongs to the current build is kept as visited, and loads from there. */
async function fresh(event: Asking, path: string, current: Build, reply: Response): Promise<Response> {
  const id = (await keepVisited(path, current, reply)) ? current.id : "";
  return from(event, id, reply);
}

async function from(event: Asking, id: string, reply: Response): Promise<Response> {
  await store.bind(event.resultingClientId, id);
  return reply;
}

/** keepVisited keeps a file that is not kept unasked, when it is the current build's; it reports whether it did. */
async function keepVisited(path: string, current: Build, reply: Response): Promise<boolean> {
  const want = sound(reply) ? (await store.list(current.id))?.visited.get(path) : undefined;
  if (want === undefined || !(await right(reply, want))) return false;
  try {
    await store.keepFile(current.id, path, reply.clone());
  } catch {
    return false; // the device has no room
  }
  return true;
}

/** missing is shown while the site is out of reach: that a page is not kept, or that the build has none of that address. */
async function missing(current: Build, path: string): Promise<Response> {
  const list = await store.list(current.id);
  const known = list !== null && (list.visited.has(path) || list.never.has(path) || list.always.has(path));
  const kept = await store.file(current.id, known ? "away.html" : "404.html");
  if (kept === null) return Response.error();
  return new Response(kept.body, { status: known ? 503 : 404, headers: kept.headers });
}

/** resource answers what a page loads: from the build that the page came from. */
async function resource(event: Asking, path: string): Promise<Response> {
  const bound = await store.bound(event.clientId);
  const current = await store.current();
  if (bound === "" || current === null) return fetch(event.request);
  const kept = await store.file(bound ?? current.id, path);
  if (kept !== null) return kept;
  const reply = await fetch(event.request);
  if (bound === current.id) await keepVisited(path, current, reply);
  return reply;
}

/** soon waits for a reply, but not for ever. */
function soon(reply: Promise<Response>, wait: number): Promise<Response> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("too slow")), wait);
    reply.then(resolve, reject);
  });
}
