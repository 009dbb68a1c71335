// The filters: a choice for each facet, made when somebody first opens them, since their values are a file of their own.

import { type Index } from "./engine";
import type { Loader } from "./load";
import { say } from "./show";
import { el } from "../walk/view";

/** A Filters keeps what is chosen, by the small name of the facet, and calls changed when that changes. */
export class Filters {
  readonly box = el("details", "filters");
  private readonly note = el("p", "found");
  private index: Index | undefined;
  private chosen = new Map<string, string>();
  private made = false;

  constructor(
    private readonly loader: Loader,
    private readonly changed: () => void,
  ) {
    this.note.setAttribute("role", "status");
    this.box.append(el("summary", "", "Filter"), this.note);
    this.box.addEventListener("toggle", () => void this.open());
  }

  /** ready is called when the index is there, which says what can be filtered by. */
  ready(index: Index): void {
    if (this.index === index) {
      return;
    }
    this.index = index;
    this.box.hidden = index.core.facets.length === 0;
    if (this.box.open) {
      void this.open();
    }
  }

  get values(): ReadonlyMap<string, string> {
    return this.chosen;
  }

  /** take takes over what an address asks for. */
  take(filters: ReadonlyMap<string, string>): void {
    this.chosen = new Map(filters);
    this.box.open = this.box.open || filters.size > 0;
    for (const select of Array.from(this.box.querySelectorAll("select"))) {
      select.value = filters.get(select.name) ?? "";
    }
  }

  /** only returns the choices as the engine takes them. A facet that the index does not have is left out. */
  only(index: Index): Array<{ facet: number; value: string }> {
    return index.core.facets.flatMap((name, facet) => {
      const value = this.chosen.get(name.toLowerCase()) ?? "";
      return value === "" ? [] : [{ facet, value }];
    });
  }

  private async open(): Promise<void> {
    const { index } = this;
    if (index === undefined || this.made || !this.box.open) {
      return;
    }
    this.made = true;
    say(this.note, "Loading the filters");
    const needs = new Set<string>();
    index.facets(needs);
    try {
      await this.loader.more(index, [...needs]);
    } catch {
      this.made = false; // the next opening tries again
      say(this.note, "The filters could not be loaded. Close this and open it again to try once more.");
      return;
    }
    say(this.note, "");
    index.facets(needs)?.forEach(({ values }, facet) => this.add(index.core.facets[facet]!, values));
  }

  private add(title: string, values: readonly string[]): void {
    if (values.length === 0) {
      return;
    }
    const name = title.toLowerCase();
    const select = el("select", "");
    select.name = name;
    select.append(...["", ...values].map((value) => option(value)));
    select.value = this.chosen.get(name) ?? "";
    select.addEventListener("change", () => {
      this.chosen.delete(name);
      if (select.value !== "") {
        this.chosen.set(name, select.value);
      }
      this.changed();
    });
    this.box.append(el("label", "", title, " ", select));
  }
}

function option(value: string): HTMLOptionElement {
  const element = el("option", "", value === "" ? "any" : value);
  element.value = value;
  return element;
}
