// The address of a search: query and filters in the fragment, so that it can be sent to somebody and survives going back,
// and no server hears of it. What a form without a script would have sent (?q=) is understood too.

/** A Search is what an address asks for; filters are by the small name of their facet. */
export interface Search {
  readonly query: string;
  readonly filters: ReadonlyMap<string, string>;
}

/** read returns what the address of the page asks for. */
export function read(): Search {
  const parts = new URLSearchParams(location.hash.slice(1));
  const query = parts.get("q") ?? new URLSearchParams(location.search).get("q") ?? "";
  const filters = new Map<string, string>();
  parts.forEach((value, name) => {
    if (name !== "q" && value !== "") {
      filters.set(name, value);
    }
  });
  return { query, filters };
}

/** addressOf returns the address of a search, relative to the page. */
export function addressOf({ query, filters }: Search): string {
  const parts = [["q", query] as const, ...filters].filter(([, value]) => value !== "");
  return location.pathname + (parts.length === 0 ? "" : "#" + parts.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&"));
}

/** write keeps a search in the address. Some browsers refuse after too many changes: then it is not kept. */
export function write(search: Search): void {
  try {
    history.replaceState(null, "", addressOf(search));
  } catch {
    return;
  }
}
