// Where the site lies: its root, the addresses below it, and the names of its own caches. Several sites may lie on one
// host, one even below another; whatever is kept carries the root's path in its name.

/** A Place is the root of a site. */
export class Place {
  readonly root: URL;
  /** What the names of this site's caches begin with. No path holds a space, so no other site's names do. */
  readonly prefix: string;

  constructor(root: string) {
    this.root = new URL(root);
    this.prefix = "remit " + this.root.pathname + " ";
  }

  /** pathOf is the file that an address of this site means; null for addresses elsewhere. Query and fragment say nothing. */
  pathOf(address: string): string | null {
    const url = new URL(address);
    if (url.origin !== this.root.origin || !url.pathname.startsWith(this.root.pathname)) return null;
    try {
      const path = decodeURIComponent(url.pathname.slice(this.root.pathname.length));
      return path === "" || path.endsWith("/") ? path + "index.html" : path;
    } catch {
      return null;
    }
  }

  /** addressOf is where a file is. */
  addressOf(path: string): string {
    return this.root.href + path.split("/").map(encodeURIComponent).join("/");
  }

  /** own reports whether a cache is one of this site's. */
  own(cache: string): boolean {
    return cache.startsWith(this.prefix);
  }
}

/** forget deletes every cache of the site, and no other. */
export async function forget(place: Place, caches: CacheStorage): Promise<void> {
  const names = (await caches.keys()).filter((name) => place.own(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}
