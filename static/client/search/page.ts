// The search page at work: what is typed, what is loaded for it, what is shown.

import { addressOf, read, write } from "./address";
import { arrows } from "./arrows";
import { bounds, pause } from "./bounds";
import { type Answer, type Index, search } from "./engine";
import { Filters } from "./filters";
import { areOn, turn } from "./keys";
import { Loader } from "./load";
import { dateOf, item, say } from "./show";

/** How many results are listed at first, and how many more each time. */
const first = 8;
const step = 16;

export class Page {
  private readonly loader: Loader;
  private readonly filters: Filters;
  private readonly meant = document.createElement("p");
  private readonly more = document.createElement("button");
  private readonly nobody = document.getElementById("search-nobody");
  private limit = first;
  private turn = 0;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly input: HTMLInputElement,
    private readonly status: HTMLElement,
    private readonly list: HTMLElement,
  ) {
    this.loader = new Loader(form.dataset.core ?? "");
    this.filters = new Filters(this.loader, () => this.ask());
  }

  start(): void {
    say(this.status, "");
    this.build();
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("focus", () => void this.loader.start().catch(() => undefined));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.list.querySelector("a")?.focus();
    });
    arrows(this.input, this.list, this.form, this.list);
    window.addEventListener("hashchange", () => this.arrive());
    this.arrive();
  }

  /** build adds what only the script can use: filters, more results, the switch of the keys. */
  private build(): void {
    this.filters.box.hidden = true;
    this.form.append(this.filters.box);
    this.meant.className = "meant";
    this.meant.hidden = true;
    this.status.after(this.meant);
    this.more.className = "btn";
    this.more.type = "button";
    this.more.textContent = "Show more";
    this.more.hidden = true;
    this.more.addEventListener("click", () => void this.showMore());
    this.list.after(this.more);
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = areOn();
    box.addEventListener("change", () => turn(box.checked));
    const label = document.createElement("label");
    label.className = "keys";
    label.append(box, " The keys / and Ctrl-K open the search from any page");
    this.form.parentElement?.append(label);
    if (document.activeElement === this.input) {
      void this.loader.start().catch(() => undefined);
    }
  }

  /** arrive takes over what the address asks for. */
  private arrive(): void {
    const { query, filters } = read();
    if (this.input.value === "" || query !== "") {
      this.input.value = query;
    }
    this.filters.take(filters);
    if (this.input.value.trim() !== "") {
      this.ask();
    }
  }

  /** ask answers what stands in the field. */
  private ask(): void {
    this.limit = first;
    write({ query: this.input.value.trim(), filters: this.filters.values });
    void this.answer();
  }

  private async showMore(): Promise<void> {
    const shown = this.list.children.length;
    this.limit += step;
    await this.answer();
    this.list.children[shown]?.querySelector("a")?.focus();
  }

  private async answer(): Promise<void> {
    const mine = ++this.turn;
    const text = this.input.value;
    if (text.trim() === "") {
      this.clear("");
      return;
    }
    try {
      const index = await this.index();
      const answer = await this.complete(index, text, () => mine !== this.turn);
      if (answer !== undefined && mine === this.turn) {
        this.show(answer, text.trim());
      }
    } catch {
      if (mine === this.turn) {
        this.clear("The search could not be loaded, so nothing was searched. Reload the page to try again, or look from A to Z.");
        this.call(true);
      }
    }
  }

  private async index(): Promise<Index> {
    const index = await this.loader.start();
    this.filters.ready(index);
    return index;
  }

  /** complete asks the index, loading what it needs; undefined when something else was asked meanwhile. */
  private async complete(index: Index, text: string, stale: () => boolean): Promise<Answer | undefined> {
    for (let round = 0; ; round++) {
      const answer = search(index, { text, limit: this.limit, ...(this.limit > first ? { near: 0 } : bounds(index)), only: this.filters.only(index) });
      if (answer.needs.length === 0) {
        return answer;
      }
      if (round === 0) {
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
      if (stale()) {
        return undefined;
      }
      if (this.list.children.length === 0) {
        say(this.status, "Searching");
      }
      await this.loader.more(index, answer.needs);
      if (stale()) {
        return undefined;
      }
    }
  }

  private show({ results, found, meant, words }: Answer, query: string): void {
    const root = this.form.dataset.root || "./";
    const today = dateOf(new Date());
    this.list.replaceChildren(...results.map((result) => item(result, words, root, today)));
    this.more.hidden = results.length >= found;
    this.suggest(meant);
    this.call(found === 0);
    if (found === 0) {
      say(this.status, this.filters.values.size > 0 ? `Nothing found for “${query}” with this filter.` : `Nothing found for “${query}”.`);
    } else if (results.length < found) {
      say(this.status, results.length === 1 ? `${found} results, the best one:` : `${found} results, the best ${results.length}:`);
    } else {
      say(this.status, found === 1 ? "1 result" : `${found} results`);
    }
  }

  private suggest(meant: string): void {
    const link = document.createElement("a");
    link.href = addressOf({ query: meant, filters: this.filters.values });
    link.textContent = meant;
    this.meant.replaceChildren("Did you mean ", link, "?");
    this.meant.hidden = meant === "";
  }

  private clear(sentence: string): void {
    this.list.replaceChildren();
    this.more.hidden = true;
    this.meant.hidden = true;
    this.call(false);
    say(this.status, sentence);
  }

  private call(nobody: boolean): void {
    if (this.nobody !== null) {
      this.nobody.hidden = !nobody;
    }
  }
}
