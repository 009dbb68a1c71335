// The search page: results as one types. On any other page it only makes the slash lead to the search field.
//
// What the search page must have (without any of it the script does nothing; without the script the form asks the server for
// the same page, whose list of everything is complete):
//
//   <form id="search" data-index="search/index.js" data-root="./">   index: the shipped index, relative to the page;
//     <input id="q" name="q" type="search">                          root: the site's root, relative to the page
//   </form>
//   <p id="search-status" role="status"></p>      how many were found, or why none
//   <ol id="results"></ol>                        the results, best first
//
// What the script makes of it, for the styles:
//
//   <li><a href="…"><span class="result-title">Disk <mark>full</mark></span> <span class="result-section">Mitigate</span></a></li>
//
// The query stands in the address (?q=), so that a search can be sent to somebody and survives going back.

import { type Index, search } from "./search/engine";
import { load } from "./search/load";
import { item, nothingFound, say } from "./search/show";
import { slashSearches } from "./search/slash";

/** How many results are listed. */
const most = 20;

class Page {
  private index: Index | undefined;
  private loading = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly input: HTMLInputElement,
    private readonly status: HTMLElement,
    private readonly list: HTMLElement,
  ) {}

  start(): void {
    const asked = new URLSearchParams(location.search).get("q");
    if (asked !== null && this.input.value === "") {
      this.input.value = asked;
    }
    this.input.addEventListener("input", () => {
      this.remember();
      this.answer();
    });
    this.input.addEventListener("focus", () => this.need());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.links()[0]?.focus();
    });
    this.form.addEventListener("keydown", (event) => this.move(event));
    this.list.addEventListener("keydown", (event) => this.move(event));
    if (this.input.value.trim() !== "") {
      this.answer();
    }
  }

  /** remember keeps the query in the address. Some browsers refuse after too many changes: then it is not kept. */
  private remember(): void {
    const query = this.input.value.trim();
    const address = location.pathname + (query === "" ? "" : `?q=${encodeURIComponent(query)}`);
    try {
      history.replaceState(null, "", address);
    } catch {
      return;
    }
  }

  /** need loads the index unless it is there or on its way. After a failure the next word typed tries again. */
  private need(): void {
    if (this.index !== undefined || this.loading) {
      return;
    }
    this.loading = true;
    load(this.form.dataset.index ?? "search/index.js").then(
      (index) => {
        this.loading = false;
        this.index = index;
        this.answer();
      },
      () => {
        this.loading = false;
        this.list.replaceChildren();
        say(this.status, "The search index could not be loaded; the list below is complete.");
      },
    );
  }

  private answer(): void {
    const query = this.input.value.trim();
    if (query === "") {
      this.list.replaceChildren();
      say(this.status, "");
    } else if (this.index === undefined) {
      say(this.status, "Loading the search index; the list below is complete.");
      this.need();
    } else {
      this.show(this.index, query);
    }
  }

  private show(index: Index, query: string): void {
    const { results, words } = search(index, this.input.value, most);
    const root = this.form.dataset.root || "./";
    this.list.replaceChildren(...results.map((result) => item(result, words, root)));
    if (results.length === 0) {
      nothingFound(this.status, query, root);
    } else if (results.length === most) {
      say(this.status, `The ${most} best results`);
    } else {
      say(this.status, results.length === 1 ? "1 result" : `${results.length} results`);
    }
  }

  private links(): HTMLElement[] {
    return Array.from(this.list.querySelectorAll("a"));
  }

  /** move lets the arrow keys go from the input through the results and back. */
  private move(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const stops: HTMLElement[] = [this.input, ...this.links()];
    const next = stops[stops.indexOf(document.activeElement as HTMLElement) + step];
    if (next !== undefined) {
      event.preventDefault();
      next.focus();
    }
  }
}

slashSearches();
const form = document.getElementById("search");
const input = document.getElementById("q");
const status = document.getElementById("search-status");
const list = document.getElementById("results");
if (form instanceof HTMLFormElement && input instanceof HTMLInputElement && status !== null && list !== null) {
  new Page(form, input, status, list).start();
}
