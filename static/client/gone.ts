// The worker of a site that keeps nothing on devices. It takes the place of one that did, deletes what that kept, and
// leaves. A browser looks for a new worker whenever a page of the site is opened, past its caches, so this one arrives
// even where every page still comes from the old one.

import type { Scope } from "./offline/scope";
import { Place, forget } from "./offline/place";

const worker = self as unknown as Scope;

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => {
  const place = new Place(worker.registration.scope);
  event.waitUntil(forget(place, worker.caches).then(() => worker.registration.unregister()));
});
