// What is typed on the first page, answered under the field. The ranking is that of the search page, which has the filters
// and the rest of the results.

import type { Answer, Index, Query } from "../search/engine";
import { bounds } from "../search/bounds";
import { Field } from "../search/field";
import { Loader } from "../search/load";
import { el } from "../walk/view";
import { component } from "./step";

/** How many results are listed: more than a screen of them is read by nobody in a hurry. */
const most = 5;

/** A Find answers the field of the first page. */
export class Find extends Field {
  private readonly rest: HTMLAnchorElement;

  constructor(form: HTMLFormElement, input: HTMLInputElement, status: HTMLElement, list: HTMLElement, core: string) {
    const rest = el("a", "btn");
    super(form, input, status, list, rest, new Loader(core));
    this.rest = rest;
  }

  override start(): void {
    super.start();
    this.prepare();
    if (this.input.value.trim() !== "") void this.ask();
  }

  protected query(index: Index, text: string): Query {
    return { text, limit: most, ...bounds(index), only: [] };
  }

  protected sentence({ results, found }: Answer, text: string): string {
    if (found === 0) return `Nothing found for “${text}”. Try other words, choose below, or call.`;
    return results.length < found ? `The best ${results.length} of ${found}:` : found === 1 ? "1 result:" : `${found} results:`;
  }

  protected beside(answer?: Answer): void {
    if (answer === undefined) return;
    this.rest.textContent = "All " + answer.found + " results";
    this.rest.href = this.there();
  }

  protected fail(): void {
    this.clear("The search could not be loaded, so nothing was searched. Choose below, or call.");
  }

  /** Where the index cannot be loaded, Enter leads to the page of the search, as it does without this script. */
  protected go(best: HTMLElement | null, searched: boolean): void {
    if (searched) best?.click();
    else location.assign(this.there());
  }

  private there(): string {
    return this.form.getAttribute("action") + "#q=" + component(this.input.value.trim());
  }
}
