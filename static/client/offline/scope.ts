// What the worker sees of its browser: the types that a page does not have, as far as they are used here.

/** An event that lasts until a promise is settled. */
export interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

/** A request of a page that the worker may answer. */
export interface Asking extends Lasting {
  readonly request: Request;
  /** The page that asks; "" when a page itself is asked for. */
  readonly clientId: string;
  /** The page that is asked for; "" when it is none. */
  readonly resultingClientId: string;
  respondWith(answer: Promise<Response>): void;
}

/** Something a page said. */
export interface Said extends Lasting {
  readonly data: unknown;
}

/** A page, as the worker knows it. */
export interface Client {
  readonly id: string;
  readonly url: string;
  postMessage(message: unknown): void;
}

/** The global scope of a worker. */
export interface Scope {
  readonly caches: CacheStorage;
  readonly clients: { matchAll(which: { type: "window"; includeUncontrolled: boolean }): Promise<readonly Client[]> };
  readonly registration: { readonly scope: string; unregister(): Promise<boolean> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", hear: (event: Lasting) => void): void;
  addEventListener(type: "fetch", hear: (event: Asking) => void): void;
  addEventListener(type: "message", hear: (event: Said) => void): void;
}
