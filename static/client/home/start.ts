// The start of the first page: the field, what it finds, and the choices. It is the page itself; its lists, which open in
// place without a script, become links to steps, with the same words at the same place.

import type { Last } from "./last";
import type { Offer } from "./offer";
import { trustedScript } from "../_trust";
import { button, el } from "../walk/view";
import { choice, chooser } from "./choice";
import { titleOf } from "./offer";
import { first, write } from "./step";

/** A Start is the first screen. */
export class Start {
  private readonly again = el("section", "");

  private constructor(
    private readonly element: HTMLElement,
    private readonly form: HTMLFormElement,
    readonly input: HTMLInputElement,
    readonly choices: HTMLElement,
  ) {}

  /** of finds the start on a page; null when something of it is missing. */
  static of(home: HTMLElement): Start | null {
    const element = home.querySelector<HTMLElement>("#home-start");
    const choices = home.querySelector<HTMLElement>("#home-choices");
    const form = element?.querySelector("form");
    const input = form?.querySelector("input");
    return element && choices && form && input ? new Start(element, form, input, choices) : null;
  }

  /** link turns the lists into links to their steps, which have an address. Of alerts that are too many for a list, the field
   * finds each by its name. */
  link(offer: Offer): void {
    for (const [name, list] of offer.lists) list.replaceWith(choice(titleOf(list), write({ ...first, list: name })));
    for (const [name, { title, list }] of offer.workloads) list.replaceWith(choice(title, write({ ...first, workload: name })));
    for (const [name, list] of offer.elsewhere) {
      const there = list.querySelector("a")?.getAttribute("href");
      if (name === "alerts") list.replaceWith(chooser(titleOf(list), () => this.name()));
      else if (there) list.replaceWith(choice(titleOf(list), there));
    }
    this.choices.prepend(this.again);
  }

  /** find loads the search on the first use of the field. Where it does not come, the form leads to the page of the search,
   * and the next use tries again. */
  find(): void {
    let asked = false;
    const load = (): void => {
      if (asked) return;
      asked = true;
      const script = el("script", "");
      script.addEventListener("error", () => (asked = false));
      script.src = trustedScript("assets/search.js");
      document.head.append(script);
    };
    this.input.addEventListener("focus", load);
    this.input.addEventListener("input", load);
    if (document.activeElement === this.input || this.input.value !== "") load();
  }

  /** name asks for the name of an alert. */
  private name(): void {
    this.input.focus();
    const found = this.element.querySelector("#home-found");
    if (found !== null) found.textContent = "Type the name of the alert, or a part of it.";
  }

  /** show shows or hides the start. Hidden, its field gives up the name by which the keys find a search field of the page, so
   * that they lead to the page of the search. */
  show(shown: boolean): void {
    this.element.hidden = !shown;
    this.input.id = shown ? "q" : "";
  }

  /** ask puts a query into the field, as if it had been typed. */
  ask(query: string): void {
    if (this.input.value.trim() === query) return;
    this.input.value = query;
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  heading(): HTMLElement {
    return this.form.querySelector("h1") ?? this.form;
  }

  /** offer puts what was opened last first; title says what a playbook is called now. */
  offer(last: Last, title: (id: string) => string | undefined): void {
    const entries = last.all().map((v) => choice(title(v.id) ?? v.title, "playbooks/" + v.id + ".html"));
    const forget = button("way", "Forget", () => {
      last.forget();
      this.offer(last, title);
      this.heading().focus();
    });
    this.again.replaceChildren(...(entries.length === 0 ? [] : [el("div", "last", el("h2", "", "Last time"), forget), ...entries]));
  }
}
