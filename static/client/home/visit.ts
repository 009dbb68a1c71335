// The first page as a reader goes through it. Every step is a fragment, so the browser's own history goes back and forth,
// and a step can be opened again or sent to somebody. Who the reader is, the device remembers.

import type { Last } from "./last";
import type { Memory } from "../walk/memory";
import type { Offer } from "./offer";
import type { Screen } from "./screen";
import type { Start } from "./start";
import type { Step } from "./step";
import { isAddress, write as walk } from "../walk/address";
import { idOf, titleOf } from "./offer";
import { listScreen, whoScreen, workloadScreen } from "./screen";
import { first, read, write } from "./step";
import { el } from "../walk/view";

/** A Visit shows one step after the other. */
export class Visit {
  private readonly status = el("div", "visually-hidden");
  private readonly above = el("div", "");
  private readonly stage = el("div", "");
  private step: Step = first;
  /** In words, what of the address was left out. */
  private left: HTMLElement[] = [];

  constructor(
    private readonly home: HTMLElement,
    private readonly offer: Offer,
    private readonly start: Start,
    private readonly memory: Memory,
    private readonly last: Last,
  ) {}

  /** begin shows what the address asks for and follows it from then on. */
  begin(): void {
    this.status.setAttribute("role", "status");
    this.start.link(this.offer);
    this.home.prepend(this.status, this.above);
    this.home.append(this.stage);
    this.home.addEventListener("click", (event) => this.follow(event));
    this.start.input.addEventListener("input", () => this.typed());
    this.open();
    this.show(false);
    this.start.find();
    addEventListener("hashchange", () => {
      if (location.hash !== "" && !isAddress(location.hash)) return; // a place on this page
      this.open();
      this.show(true);
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.show(false); // another page may have learnt who the reader is
    });
  }

  /** open takes over what the address says. */
  private open(): void {
    const { step, left } = read(location.hash, this.offer);
    this.step = step;
    this.left = left.slice(0, 5).map((l) => el("p", "left", l));
    if (left.length > 5) this.left.push(el("p", "left", left.length - 5 + " more were left out."));
  }

  private show(moved: boolean): void {
    const screen = this.screen();
    this.start.show(screen === null);
    this.start.offer(this.last, (id) => this.offer.books.get(id)?.title);
    this.start.ask(this.step.q);
    this.above.replaceChildren(...this.left, ...(screen === null ? [] : [this.trail()]), this.reader());
    this.stage.replaceChildren(...(screen === null ? [] : [screen.question, ...screen.options, this.foot()]));
    if (!moved) return;
    const question = screen?.question ?? this.start.heading();
    this.status.textContent = this.stops().map(([words]) => words).join(", ");
    scrollTo(0, 0);
    question.tabIndex = -1;
    question.focus({ preventScroll: true });
  }

  /** screen is the question that the step asks; null for the start. */
  private screen(): Screen | null {
    const { who, playbook, workload, list } = this.step;
    if (who || playbook !== null) return whoScreen(this.offer, this.step, this.memory.role(), (role) => this.choose(role));
    if (workload !== null) return workloadScreen(this.offer, workload);
    return list === null ? null : listScreen(this.offer, list);
  }

  /** stops are the answers given so far, each with the step that asks its question again. */
  private stops(): [string, Step][] {
    const { q, workload, playbook, list } = this.step;
    const stops: [string, Step][] = [["Start", first]];
    if (q !== "") stops.push(["“" + q + "”", { ...first, q }]);
    if (workload !== null) stops.push([this.offer.workloads.get(workload)!.title, { ...first, workload }]);
    if (list !== null) stops.push([titleOf(this.offer.lists.get(list)!), { ...first, list }]);
    if (playbook !== null) stops.push([this.offer.books.get(playbook)!.title, this.step]);
    return stops;
  }

  /** trail says where the reader is, and each answer but the last leads back. */
  private trail(): HTMLElement {
    const stops = this.stops();
    const entries = stops.map(([words, step], i) => {
      const between = el("span", "", "›");
      between.ariaHidden = "true";
      return el("li", "", i === 0 ? null : between, i < stops.length - 1 || this.step.who ? link("", words, write(step)) : el("b", "", words));
    });
    const trail = el("nav", "trail", el("ol", "", ...entries));
    trail.setAttribute("aria-label", "So far");
    return trail;
  }

  /** reader says who the reader is as far as the device knows, and lets him be somebody else without losing what he chose. */
  private reader(): HTMLElement {
    const title = this.offer.roles.get(this.memory.role() ?? "");
    const line = el("p", "me");
    line.hidden = title === undefined || this.step.who || this.step.playbook !== null;
    if (title !== undefined) line.append(el("b", "", title), link("", "Not you? Change", write({ ...this.step, who: true })));
    return line;
  }

  private foot(): HTMLElement {
    const { who, playbook } = this.step;
    const before = who ? { ...this.step, who: false } : playbook !== null ? { ...this.step, playbook: null, may: null } : first;
    return el("div", "step-nav", link("way", "Back", write(before)), link("way", "Start again", "#"));
  }

  /** typed keeps the query in the address: the first letter is a step, the others change it. */
  private typed(): void {
    const q = this.start.input.value.trim();
    if (q === this.step.q) return;
    const address = q === "" ? location.pathname + location.search : write({ ...first, q });
    try {
      if (this.step.q === "") history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    } catch {
      // some browsers refuse after too many changes, and on pages opened from disk; then it is not kept
    }
    this.step = { ...first, q };
  }

  /** choose remembers who the reader is, and goes on to what waits for it. */
  private choose(role: string): void {
    this.memory.keepRole(role);
    const book = this.offer.books.get(this.step.playbook ?? "");
    if (book === undefined) location.assign(write({ ...this.step, who: false }));
    else location.assign(book.href + walk({ role, facts: new Map(), at: null, may: this.step.may }));
  }

  /** follow sees to a link to a playbook: who the reader is goes along, and is asked first where it is not known. A link to a
   * place on the playbook, one that is to open elsewhere, and one to what this page does not list stay as they are. */
  private follow(event: MouseEvent): void {
    const clicked = event.target instanceof Element ? event.target.closest("a") : null;
    if (clicked === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const id = idOf(clicked.pathname);
    if (id === "") return;
    const book = this.offer.books.get(id);
    this.last.opened(id, book?.title ?? (titleOf(clicked) || clicked.textContent || id));
    const may = /^#may-i=([a-z][a-z0-9_]*)$/.exec(clicked.hash)?.[1] ?? null;
    if (book === undefined || (clicked.hash !== "" && may === null)) return;
    const role = this.memory.role();
    event.preventDefault();
    if (role === null) location.assign(write({ ...this.step, playbook: id, may }));
    else location.assign(book.href + (book.roles.includes(role) ? walk({ role, facts: new Map(), at: null, may }) : clicked.hash));
  }
}

function link(className: string, words: string, href: string): HTMLAnchorElement {
  const made = el("a", className, words);
  made.href = href;
  return made;
}
