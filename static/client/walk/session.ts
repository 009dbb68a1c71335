// The walk as a reader goes through it: every step is an entry of the browser's history, and every entry can be opened
// again. The address says what was asked; the entry beside it remembers what an address may not carry.

import type { Asked } from "./address";
import type { Moment, Moves, Page, Screen } from "./screen";
import type { Conclusion } from "./limits";
import type { Judgement, Role } from "./engine";
import { judge, roleOf } from "./engine";
import { again, next } from "./next";
import { about, narrowed } from "./one";
import { isAddress, parse, quoted, usable, write } from "./address";
import { ago } from "./clock";
import { conclude, sort, valid } from "./limits";
import { button, el } from "./view";
import { factScreen, limitScreen, roleScreen, soFar } from "./question";
import { answerScreen, settled, unsorted } from "./answer";
import { ladderName, owed } from "./call";
import { daysOf, roleTitle } from "./screen";
import { Entry, entry } from "./entry";
import { Memory } from "./memory";
import { Watch } from "./watch";
import { desk } from "./desk";
import { uses, walkOf } from "./uses";
import { asleep, othersWhoMay } from "./whom";

/** An address asked longer ago than this says so, and offers to ask again. In seconds. */
const stale = 15 * 60;

/** How long somebody may be at an act, beyond the time for which it lasts. In seconds. */
const act = 60 * 60;

/** How long the hours of contacts are waited for before an answer that is sorted by them, in milliseconds. */
const patience = 3000;

/** key names what a reader can tell apart of a conclusion, with what the copy adds to it. */
function key(m: Moment, j: Judgement, c: Conclusion): string {
  const others = c.plate === "ask_holder" ? othersWhoMay(m, j) : [];
  return JSON.stringify([c, others, unsorted(m, j, c), asleep(others), m.copy.kind, m.copy.kind === "doubt" ? m.copy.reason : ""]);
}

/** A Session shows one walk in an element and keeps it in step with the address. */
export class Session {
  private readonly status = el("div", "visually-hidden");
  private readonly above = el("div", "");
  private readonly stage = el("div", "");
  private entry: Entry = entry(history.state);
  private asked: Asked = parse("");
  private left: readonly string[] = [];
  /** The conclusion on the screen; "" when a question stands there. */
  private concluded = "";

  constructor(
    private readonly page: Page,
    private readonly memory: Memory,
    private readonly watch: Watch,
    live: HTMLElement,
  ) {
    this.status.setAttribute("role", "status");
    live.append(this.status, this.above, this.stage);
  }

  /** start shows what the address asks for and follows the browser from then on. */
  start(): void {
    this.open();
    this.keep(this.entry);
    this.show("still");
    addEventListener("popstate", () => {
      if (location.hash !== "" && !isAddress(location.hash)) return; // a heading of this page
      if (history.state === null && location.hash === write(this.asked)) return; // our own step, see go
      this.open();
      this.show("moved");
    });
    desk().sorted = () => this.refresh();
    desk().only = (may) => this.go({ ...this.asked, role: this.role()?.role ?? this.asked.role, may });
    this.watch.begin(() => this.refresh());
  }

  /** open takes over what the address and the history entry say. */
  private open(): void {
    const parsed = parse(location.hash);
    const { facts, left } = usable(this.page.model, parsed.facts);
    const unheard = parsed.role !== null && !this.listed(parsed.role);
    this.entry = entry(history.state);
    const unknown = parsed.may !== null && !this.page.templates.has("action", parsed.may);
    if (unheard) this.entry = { ...this.entry, choose: true };
    this.left = [...parsed.left, ...left, ...(unheard ? [quoted(parsed.role!) + " is not a role of this page; choose yours."] : []), ...(unknown ? [quoted(parsed.may!) + " is not an action of this page; it was left out."] : [])];
    this.asked = { role: unheard ? null : parsed.role, facts, at: parsed.at, may: unknown ? null : parsed.may };
  }

  /** begunAt is when this device first noted in this walk the act that a reply is about, after that reply; null for never. */
  private begunAt(r: Entry["replies"][number]): number | null {
    const action = r.grant.split("#")[0];
    const walk = walkOf(this.entry.began ?? r.at);
    return uses(this.memory, this.page.model.playbook).find((u) => u.action === action && u.at >= r.at && u.walk === walk)?.at ?? null;
  }

  /**
   * holds reports whether a reply about a limit still counts: for a quarter of an hour, and, when the act that it allowed was
   * begun by then, while that is under way. Nobody who acts has his steps taken from him; doing it once more is asked about.
   */
  private holds(r: Entry["replies"][number], now: number): boolean {
    const begun = r.reply === "no" ? this.begunAt(r) : null;
    const lasts = Number(this.page.templates.data("grant", r.grant, "lasts") ?? 0) * 60;
    if (begun !== null && begun - r.at <= stale) return now >= begun - 60 && now - begun <= lasts + act;
    return now >= r.at && now - r.at <= stale;
  }

  private listed(role: string): boolean {
    return this.page.roles.has(role) && roleOf(this.page.model, role) !== undefined;
  }

  /** go makes a step: a new entry of the history. */
  private go(asked: Asked, how: Partial<Entry> = {}): void {
    const { depth, replies, began, due, since } = this.entry;
    this.entry = { depth: depth + 1, choose: false, ask: null, replies: replies.filter((r) => this.begunAt(r) === null), began, due, since, ...how };
    this.asked = asked;
    this.left = [];
    try {
      history.pushState(this.entry, "", write(asked));
    } catch {
      location.hash = write(asked); // some browsers refuse the first on pages opened from disk
    }
    this.show("moved");
  }

  /** show puts the screen there, says so to who does not see it, and moves to it where the reader asked for it. */
  private show(how: "still" | "said" | "moved"): void {
    if (how === "moved") desk().catchUp();
    const screen = this.screen();
    this.date();
    document.documentElement.classList.toggle("walking", this.role() !== null);
    this.above.replaceChildren(...this.notes());
    this.stage.replaceChildren(...screen.nodes);
    this.tell();
    if (how === "still") return;
    this.status.textContent = screen.said;
    if (how === "said") return;
    this.above.scrollIntoView({ block: "start" });
    screen.focus.tabIndex = -1;
    screen.focus.focus({ preventScroll: true });
  }

  /**
   * date gives an answer its time, in the address too: opened again it is no younger. It remembers what was due, and since
   * when a grant was shown. Under a question only what is owed whatever it says counts.
   */
  private date(): void {
    const m = this.moment();
    if (m === null || (this.concluded === "" && m.facts.size === 0)) return;
    const [j, c] = this.conclusion(m);
    const owes = this.concluded === "" ? j.duties : owed(j);
    const due = owes.map((d) => [ladderName(d), Math.min(m.due[ladderName(d)] ?? Infinity, m.at + d.minutes * 60)] as const);
    const { entry } = this;
    if (this.concluded === "") return this.keepEntry({ ...entry, due: { ...entry.due, ...Object.fromEntries(due) } }, null);
    const shown = c.yes.flatMap((a) => a.grants.map((g) => m.page.model.grants![g]!.grant)).map((g) => [g, m.since[g] ?? m.at] as const);
    const address = this.asked.at === null && (location.hash === "" || isAddress(location.hash));
    this.asked = { ...this.asked, at: this.asked.at ?? m.now };
    this.keepEntry({ ...entry, began: entry.began ?? m.at, due: Object.fromEntries(due), since: c.ask === null ? Object.fromEntries(shown) : entry.since }, address ? write(this.asked) : null);
  }

  private keepEntry(entry: Entry, address: string | null): void {
    this.entry = entry;
    this.keep(entry, address);
  }

  /** tell hands what stands here to the script that comes after the answer. */
  private tell(): void {
    const { page, memory, stage } = this;
    const moment = this.concluded === "" || this.stage.ariaBusy === "true" ? null : this.moment();
    const [judgement, conclusion] = moment === null ? [null, null] : this.conclusion(moment);
    const { role, at } = this.asked;
    desk().put(moment === null || judgement === null || conclusion === null ? null : { page, memory, stage, moment, judgement, conclusion, asked: { role, at }, began: this.entry.began ?? moment.at, again: () => this.go({ ...this.asked, role: moment.role.role }) });
  }

  /** refresh follows the copy's standing and the clock, without moving a reader whom a change does not concern. */
  private refresh(): void {
    const m = this.moment();
    if (m === null) return;
    const notes = this.notes();
    const same = notes.map((n) => n.textContent).join("") === this.above.textContent;
    if (!same && !this.above.contains(document.activeElement)) this.above.replaceChildren(...notes);
    if (this.concluded === "") this.stage.querySelector("p.so")?.replaceWith(soFar(m));
    else if (this.concluded !== key(m, ...this.conclusion(m))) this.show(this.stage.contains(document.activeElement) ? "moved" : "said");
  }

  private role(): Role | null {
    const name = this.asked.role ?? this.memory.role();
    return this.entry.choose || name === null || !this.listed(name) ? null : (roleOf(this.page.model, name) ?? null);
  }

  private moment(): Moment | null {
    const role = this.role();
    if (role === null) return null;
    const now = Date.now() / 1000;
    const { state } = usable(this.page.model, this.asked.facts);
    const replies = new Map(this.entry.replies.filter((r) => this.holds(r, now)).map((r) => [r.grant, r.reply] as const));
    const at = Math.min(this.asked.at ?? now, now);
    return { page: this.page, role, facts: this.asked.facts, state, at, now, due: this.entry.due, since: this.entry.since, copy: this.watch.standing(), replies, may: this.asked.may };
  }

  private screen(): Screen {
    const m = this.moment();
    this.concluded = "";
    this.stage.ariaBusy = "false";
    if (m === null) return roleScreen(this.page, this.asked.role ?? this.memory.role(), this.moves());
    const column = this.page.model.facts.findIndex((f) => f.name === this.entry.ask);
    const asks = m.may === null ? m.role : about(m.page.model, m.role, m.may);
    const step = column >= 0 ? again(m.page.model, m.role, m.state, column) : next(m.page.model, asks, m.state);
    if (step !== null) return factScreen(m, step, this.moves());
    const [j, c] = this.conclusion(m);
    this.concluded = key(m, j, c);
    const busy = unsorted(m, j, c);
    this.stage.ariaBusy = String(busy);
    if (busy) setTimeout(() => desk().open ?? desk().hours(() => null), patience); // then everybody keeps his place
    return c.ask !== null ? limitScreen(m, c.ask, this.moves()) : answerScreen(m, j, c, this.moves());
  }

  private conclusion(m: Moment): [Judgement, Conclusion] {
    const whole = judge(m.page.model, m.role, m.state);
    const j = m.may === null ? whole : narrowed(m.page.model, m.role, m.state, m.may, whole, (g) => valid(g, m.now));
    const sorted = sort(m.page.model, j.may, m.page.counted, m.replies, m.now);
    const going = sorted.yes.some((a) => uses(this.memory, m.page.model.playbook).some((u) => u.action === a.action && u.walk === walkOf(this.entry.began ?? m.at)));
    return [j, settled(m, j, conclude(m.page.model, j, going ? { ...sorted, ask: null } : sorted, m.copy, m.now, daysOf(m.page)))];
  }

  /** notes stand above a screen: what was left out of an address, whose answer it is, and how old. */
  private notes(): HTMLElement[] {
    const notes = this.left.slice(0, 5).map((l) => el("p", "so note", l));
    if (this.left.length > 5) notes.push(el("p", "so note", this.left.length - 5 + " more were left out."));
    const mine = this.memory.role();
    const shown = this.role();
    if (shown !== null && this.asked.role !== null && mine !== this.asked.role) {
      const own = mine !== null && this.listed(mine);
      const show = own ? button("btn", "Show mine", () => this.go({ ...this.asked, role: mine })) : button("btn", "I am somebody else", () => this.moves().changeRole());
      notes.push(el("p", "so note", el("span", "", "This is the answer for: ", el("b", "", roleTitle(this.page, shown.role)), " "), show));
    }
    const now = Date.now() / 1000;
    if (shown !== null && this.asked.at !== null && now - this.asked.at > stale) {
      notes.push(el("p", "so note", "Asked " + ago(this.asked.at, now) + " ", button("btn", "Ask again from here", () => this.moves().again())));
    }
    return notes;
  }

  private moves(): Moves {
    const { asked, entry: here } = this;
    const role = this.role()?.role ?? asked.role;
    const at = asked.at ?? Date.now() / 1000;
    return {
      choose: (name) => this.chosen(name),
      changeRole: () => this.go({ ...asked, role }, { choose: true }),
      answer: (fact, value) => this.go({ ...asked, role, at: this.readAt(fact, value), facts: new Map(asked.facts).set(fact, value) }),
      change: (fact) => this.go({ ...asked, role, at }, { ask: fact }),
      reply: (grant, reply) => this.go({ ...asked, role, at }, { replies: [...here.replies.filter((r) => r.grant !== grant), { grant, reply, at: Date.now() / 1000 }] }),
      again: () => this.go({ ...asked, role, facts: new Map(), at: null }, { replies: [], began: null, due: {}, since: {} }),
      all: () => this.go({ ...asked, role, may: null }),
      back: this.back(),
    };
  }

  /** readAt is the time of the readings once another is added: that of the first, unless one of them changed, or much time
   * went by. */
  private readAt(fact: string, value: string): number {
    const now = Date.now() / 1000;
    const { at, facts } = this.asked;
    const was = facts.get(fact);
    return at === null || now - at > stale || (was !== undefined && was !== value) ? now : at;
  }

  /** back is the browser's own, or one fact less where the walk began at this address. */
  private back(): (() => void) | null {
    if (this.entry.depth > 0 && entry(history.state).depth === this.entry.depth) return () => history.back();
    const facts = [...this.asked.facts].slice(0, -1);
    return this.asked.facts.size === 0 ? null : () => this.go({ ...this.asked, facts: new Map(facts) });
  }

  /** chosen remembers a role. The entry that asked for it keeps asking when a reader comes back to it. */
  private chosen(name: string): void {
    this.memory.keepRole(name);
    this.keep({ ...this.entry, choose: true });
    this.go({ ...this.asked, role: name });
  }

  private keep(entry: Entry, address: string | null = null): void {
    try {
      history.replaceState(entry, "", address);
    } catch {
      return; // then coming back here shows the first question, which offers to change the role
    }
  }
}
