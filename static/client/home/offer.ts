// What the page offers to choose from, read off its lists.

/** A Book is a playbook that the page lists, with the names of the roles it answers. */
export interface Book {
  readonly id: string;
  readonly title: string;
  /** Its address, relative to the page. */
  readonly href: string;
  readonly roles: readonly string[];
}

/** A Workload is a thing at risk, with the element that lists its playbooks. */
export interface Workload {
  readonly title: string;
  readonly list: HTMLElement;
}

/** The lists that are chosen from as they stand. */
export type Name = "alerts" | "workloads" | "actions" | "roles";

/** An Offer is all that the page lists; names and ids are keys, never part of a selector. */
export interface Offer {
  readonly books: ReadonlyMap<string, Book>;
  readonly workloads: ReadonlyMap<string, Workload>;
  readonly lists: ReadonlyMap<Name, HTMLElement>;
  /** Those that are too long for this page: each has a link to where it is. */
  readonly elsewhere: ReadonlyMap<Name, HTMLElement>;
  /** Titles of roles, in the order of the site. */
  readonly roles: ReadonlyMap<string, string>;
}

/** offered reads the lists of a page. */
export function offered(page: HTMLElement): Offer {
  const books = new Map<string, Book>();
  const workloads = new Map<string, Workload>();
  const lists = new Map<Name, HTMLElement>();
  const elsewhere = new Map<Name, HTMLElement>();
  const roles = new Map<string, string>();
  for (const list of Array.from(page.querySelectorAll("details"))) {
    if (list.dataset.workload !== undefined) workloads.set(list.dataset.workload, { title: titleOf(list), list });
    const here = list.querySelector("li") !== null || (list.dataset.source ?? "") !== "";
    if (list.dataset.list !== undefined) (here ? lists : elsewhere).set(list.dataset.list as Name, list);
  }
  for (const link of Array.from(page.querySelectorAll("a"))) {
    if (link.dataset.role !== undefined) roles.set(link.dataset.role, titleOf(link));
    if (link.dataset.roles !== undefined) {
      const id = idOf(link.pathname);
      books.set(id, { id, title: link.dataset.title ?? titleOf(link), href: link.getAttribute("href")!, roles: link.dataset.roles.split(" ") });
    }
  }
  return { books, workloads, lists, elsewhere, roles };
}

/** titleOf is what stands in bold in an entry or above a list. */
export function titleOf(entry: Element): string {
  return entry.querySelector("b")?.textContent ?? "";
}

/** idOf is the id of the playbook that a link of this page leads to; "" when it leads to anything else. */
export function idOf(pathname: string): string {
  const root = new URL(".", location.href).pathname;
  const id = pathname.startsWith(root) ? /^playbooks\/((?:[a-z0-9-]+\/)*[a-z0-9-]+)\.html$/.exec(pathname.slice(root.length))?.[1] : undefined;
  return id === undefined || id === "index" ? "" : id;
}
