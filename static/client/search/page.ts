// The search page at work: its address, its filters, and whom to call when nothing is found.

import { addressOf, read, write } from "./address";
import { bounds } from "./bounds";
import type { Answer, Index, Query } from "./engine";
import { Field } from "./field";
import { Filters } from "./filters";
import { areOn, turn } from "./keys";
import { Loader } from "./load";
import { button, el } from "../walk/view";

/** How many results are listed at first, and how many more each time. */
const first = 8;
const step = 16;

export class Page extends Field {
  private readonly filters: Filters;
  private readonly nobody = document.getElementById("search-nobody");
  private limit = first;

  constructor(form: HTMLFormElement, input: HTMLInputElement, status: HTMLElement, list: HTMLElement) {
    super(form, input, status, list, button("btn", "Show more", () => void this.showMore()), new Loader(form.dataset.core ?? ""));
    this.filters = new Filters(this.loader, () => void this.ask(true));
  }

  override start(): void {
    super.start();
    this.build();
    this.clear("");
    this.input.addEventListener("focus", () => this.prepare());
    if (document.activeElement === this.input) {
      this.prepare();
    }
    window.addEventListener("hashchange", () => this.arrive());
    this.arrive();
  }

  /** build adds what only the script can use: filters, another query, the switch of the keys. */
  private build(): void {
    this.filters.box.hidden = true;
    this.form.append(this.filters.box);
    this.list.before(this.meant);
    this.meant.addEventListener("click", () => this.input.focus());
    const box = el("input", "");
    box.type = "checkbox";
    box.checked = areOn();
    box.addEventListener("change", () => turn(box.checked));
    this.form.parentElement?.append(el("label", "keys", box, " The keys / and Ctrl-K open the search from any page"));
  }

  /** arrive takes over what the address asks for. */
  private arrive(): void {
    const { query, filters } = read();
    if (this.input.value === "" || query !== "") {
      this.input.value = query;
    }
    this.filters.take(filters);
    if (this.input.value.trim() !== "") {
      void this.ask(true);
    }
  }

  protected override ask(atOnce?: boolean): Promise<boolean | undefined> {
    this.limit = first;
    write({ query: this.input.value.trim(), filters: this.filters.values });
    return super.ask(atOnce);
  }

  private async showMore(): Promise<void> {
    const shown = this.list.children.length;
    this.limit += step;
    if ((await this.answer(true)) !== undefined) {
      (this.list.children[shown]?.querySelector("a") ?? this.input).focus();
    }
  }

  protected query(index: Index, text: string): Query {
    this.filters.ready(index);
    return { text, limit: this.limit, ...(this.limit > first ? { near: 0 } : bounds(index)), only: this.filters.only(index) };
  }

  protected sentence({ results, found }: Answer, query: string): string {
    if (found === 0) {
      return `Nothing found for “${query}”${this.filters.values.size > 0 ? " with this filter" : ""}.`;
    }
    if (results.length < found) {
      return results.length === 1 ? `${found} results, the best one:` : `${found} results, the best ${results.length}:`;
    }
    return found === 1 ? "1 result" : `${found} results`;
  }

  protected beside(answer?: Answer): void {
    const meant = answer?.meant ?? "";
    const link = el("a", "", meant);
    link.href = addressOf({ query: meant, filters: this.filters.values });
    this.meant.replaceChildren(...(meant === "" ? [] : ["Did you mean ", link, "?"]));
    this.call(answer?.found === 0);
  }

  protected fail(): void {
    this.clear("The search could not be loaded, so nothing was searched. Reload the page to try again, or look from A to Z.");
    this.call(true);
  }

  protected go(best: HTMLElement | null): void {
    best?.focus();
  }

  private call(nobody: boolean): void {
    if (this.nobody !== null) {
      this.nobody.hidden = !nobody;
    }
  }
}
