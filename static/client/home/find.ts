// What is typed on the first page, answered under the field. The ranking is that of the search page, which has the filters
// and the rest of the results.

import type { Answer } from "../search/engine";
import { arrows } from "../search/arrows";
import { bounds, pause } from "../search/bounds";
import { search } from "../search/engine";
import { Loader } from "../search/load";
import { dateOf, item, say } from "../search/show";
import { el } from "../walk/view";
import { component } from "./step";

/** How many results are listed: more than a screen of them is read by nobody in a hurry. */
const most = 5;

/** A Find answers one field. */
export class Find {
  private readonly loader: Loader;
  private readonly rest = el("a", "btn", "All results");
  private turn = 0;
  /** What the list answers. */
  private shown = "";

  constructor(
    private readonly form: HTMLFormElement,
    private readonly input: HTMLInputElement,
    private readonly status: HTMLElement,
    private readonly list: HTMLElement,
    core: string,
  ) {
    this.loader = new Loader(core);
  }

  start(): void {
    this.rest.hidden = true;
    this.list.after(this.rest);
    this.input.addEventListener("input", () => void this.answer());
    this.form.addEventListener("submit", (event) => void this.enter(event));
    arrows(this.input, this.list, this.form, this.list);
    void this.loader.start().catch(() => undefined);
    void this.answer();
  }

  /** answer answers what stands in the field; it reports whether it could, and nothing else was typed meanwhile. */
  private async answer(): Promise<boolean> {
    const mine = ++this.turn;
    const text = this.input.value.trim();
    if (text === "") {
      this.clear("");
      return false;
    }
    try {
      const answer = await this.complete(text, () => mine === this.turn);
      if (answer !== null) this.show(answer, text);
      return answer !== null;
    } catch {
      if (mine === this.turn) this.clear("The search could not be loaded, so nothing was searched. Choose below, or call.");
      return false;
    }
  }

  /** complete asks the index and loads what it needs; null when something else was typed meanwhile. */
  private async complete(text: string, current: () => boolean): Promise<Answer | null> {
    const index = await this.loader.start();
    for (let waited = false; current(); waited = true) {
      const answer = search(index, { text, limit: most, ...bounds(index), only: [] });
      if (answer.needs.length === 0) return answer;
      if (!waited) await new Promise((resolve) => setTimeout(resolve, pause));
      if (current()) await this.loader.more(index, answer.needs);
    }
    return null;
  }

  private show({ results, found, words }: Answer, text: string): void {
    this.shown = text;
    this.list.replaceChildren(...results.map((result) => item(result, words, "./", dateOf(new Date()))));
    this.rest.hidden = found <= results.length;
    this.rest.textContent = "All " + found + " results";
    this.rest.href = this.form.getAttribute("action") + "#q=" + component(text);
    if (found === 0) say(this.status, `Nothing found for “${text}”. Try other words, choose below, or call.`);
    else say(this.status, results.length < found ? `The best ${results.length} of ${found}:` : found === 1 ? "1 result:" : `${found} results:`);
  }

  private clear(sentence: string): void {
    this.shown = "";
    this.list.replaceChildren();
    this.rest.hidden = true;
    say(this.status, sentence);
  }

  /** enter goes to the best result. Where the index cannot be loaded, the form leads to the page of the search, as it does
   * without this script. */
  private async enter(event: Event): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    const text = this.input.value.trim();
    if (text === "") return;
    if (this.shown === text || (await this.answer())) this.list.querySelector("a")?.click();
    else if (this.shown === "" && this.input.value.trim() === text) location.assign(this.form.getAttribute("action") + "#q=" + component(text));
  }
}
