// A field, the sentence below it and the list of what it finds, on the page of the search and on the first page.
//
// The list is busy until it answers what stands in the field: it looks old, and neither Enter nor an arrow key leads into it.
// The sentence is shown at once, and read out with the best title once typing rests.

import { arrows } from "./arrows";
import { calm, pause } from "./bounds";
import { type Answer, type Index, type Query, search } from "./engine";
import type { Loader } from "./load";
import { dateOf, item, say } from "./show";
import { el } from "../walk/view";

/** A Field asks the index, loads what that needs, and knows what its list answers. What a page adds is in its own class. */
export abstract class Field {
  /** Another query that may have been meant; empty where a page offers none. */
  protected readonly meant = el("p", "meant");
  private readonly spoken = el("p", "visually-hidden");
  private reading = 0;
  private turn = 0;
  /** What the list answers. */
  private shown = "";

  /** More leads to the results that are not listed. */
  constructor(
    protected readonly form: HTMLFormElement,
    protected readonly input: HTMLInputElement,
    private readonly status: HTMLElement,
    protected readonly list: HTMLElement,
    protected readonly more: HTMLElement,
    protected readonly loader: Loader,
  ) {}

  /** query is what to ask the index for a text. */
  protected abstract query(index: Index, text: string): Query;
  /** sentence says in words what was found. */
  protected abstract sentence(answer: Answer, text: string): string;
  /** beside shows what stands beside the list for an answer, and hides it while there is none. */
  protected abstract beside(answer?: Answer, text?: string): void;
  /** fail says that nothing was searched. */
  protected abstract fail(): void;
  /** go goes to the best result, if any. */
  protected abstract go(best: HTMLElement | null, searched: boolean): void;

  start(): void {
    this.more.hidden = true;
    this.list.after(this.more);
    this.status.removeAttribute("role");
    this.spoken.setAttribute("role", "status");
    this.status.after(this.spoken);
    this.input.addEventListener("input", () => void this.ask());
    this.form.addEventListener("submit", (event) => void this.enter(event));
    arrows(this.input, this.list, this.form, this.list);
  }

  /** prepare loads the core before it is needed. */
  protected prepare(): void {
    void this.loader.start().catch(() => undefined);
  }

  /** ask answers what stands in the field, at once or as patiently as somebody types: nothing listed answers it till then. */
  protected ask(atOnce = false): Promise<boolean | undefined> {
    this.shown = "";
    return this.answer(atOnce);
  }

  /** answer reports whether it could; undefined when there was nothing to answer, or something else was asked meanwhile. */
  protected async answer(atOnce: boolean): Promise<boolean | undefined> {
    const mine = ++this.turn;
    const current = (): boolean => mine === this.turn;
    const text = this.input.value.trim();
    if (text === "") {
      this.clear("");
      return undefined;
    }
    if (text !== this.shown) {
      this.keep();
      this.list.setAttribute("aria-busy", "true");
      this.more.hidden = true;
      this.beside();
    }
    this.say("Searching");
    try {
      const answer = await this.complete(text, atOnce, current);
      if (answer !== undefined) this.show(answer, text);
      return answer && true;
    } catch {
      if (!current()) return undefined;
      this.fail();
      return false;
    }
  }

  /** complete asks the index and loads what it needs; undefined when something else was asked meanwhile. That there is nothing
   * is no answer as long as somebody types. */
  private async complete(text: string, atOnce: boolean, current: () => boolean): Promise<Answer | undefined> {
    const [paused, rested] = [pause, calm].map((ms) => atOnce || new Promise((resolve) => setTimeout(resolve, ms)));
    const index = await this.loader.start();
    while (current()) {
      const answer = search(index, this.query(index, text));
      const done = answer.needs.length === 0;
      if (!done) await paused;
      else if (answer.found === 0) await rested;
      if (!current()) break;
      if (done) return answer;
      await this.loader.more(index, answer.needs);
    }
    return undefined;
  }

  private show(answer: Answer, text: string): void {
    const { results, found, words } = answer;
    const today = dateOf(new Date());
    const entries = results.map((result) => item(result, words, this.form.dataset.root || "./", today));
    this.put(text, entries, results.length >= found);
    this.beside(answer, text);
    this.say(this.sentence(answer, text), ...results.slice(0, 1).map(({ title }) => `“${title}”.`));
  }

  /** clear leaves nothing but a sentence. */
  protected clear(sentence: string): void {
    this.put("", [], true);
    this.beside();
    this.say(sentence);
  }

  private put(text: string, entries: readonly HTMLElement[], whole: boolean): void {
    if (text !== this.shown) this.keep();
    this.shown = text;
    this.list.replaceChildren(...entries);
    this.list.setAttribute("aria-busy", "false");
    this.more.hidden = whole;
  }

  /** keep brings the focus back to the field from what is about to go. */
  private keep(): void {
    if ([this.list, this.more, this.meant].some((place) => place.contains(document.activeElement))) this.input.focus();
  }

  private say(sentence: string, ...more: readonly string[]): void {
    say(this.status, sentence);
    clearTimeout(this.reading);
    this.reading = setTimeout(() => say(this.spoken, [sentence, ...more, this.meant.textContent].join(" ").trim()), calm);
  }

  /** enter goes to the best result, once the list answers what stands in the field, unless somebody went elsewhere meanwhile. */
  private async enter(event: Event): Promise<void> {
    event.preventDefault();
    event.stopPropagation();
    const from = document.activeElement;
    const searched = this.shown === this.input.value.trim() || (await this.ask(true));
    if (searched !== undefined && [from, document.body].includes(document.activeElement)) this.go(this.list.querySelector("a"), searched);
  }
}
