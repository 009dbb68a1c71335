// On the card of an action that may be taken: what this device noted against its limits, when it has to end, and its steps.

import type { Told } from "../walk/desk";
import type { May } from "../walk/engine";
import type { Notes } from "./notes";
import { clock } from "../walk/clock";
import { list } from "../walk/say";
import { button, el } from "../walk/view";
import { again, ends, incident, spent, strictest, within } from "./limits";
import { speak } from "./speak";
import { steps } from "./steps";

/** doing completes the cards of a yes and returns what follows the clock. */
export function doing(told: Told, notes: Notes, changed: () => void): (() => void)[] {
  const cards = Array.from(told.stage.querySelectorAll<HTMLElement>("article.do"));
  return told.conclusion.yes.flatMap((a, i) => {
    const card = cards[i];
    if (card === undefined) return [];
    const list = unfolding(card, a.action, notes);
    const begun = new Begun(told, a, notes, changed, list);
    const before = card.querySelector(":scope > .row");
    if (before === null) card.append(begun.place);
    else before.before(begun.place);
    begun.show();
    if (notes.here(a.action).length > 0) list?.(); // who is at it finds his steps open
    return [() => begun.show()];
  });
}

/** unfolding turns the link to the steps into a button that shows them on the card. */
function unfolding(card: HTMLElement, action: string, notes: Notes): (() => void) | null {
  const link = Array.from(card.querySelectorAll<HTMLAnchorElement>(":scope > .row > a")).find((a) => a.textContent === "Show the steps");
  const shown = link === undefined ? null : steps(link.getAttribute("href") ?? "", action, notes);
  if (link === undefined || shown === null) return null;
  shown.hidden = true;
  const turn = (open: boolean): void => {
    shown.hidden = !open;
    toggle.textContent = open ? "Hide the steps" : "Show the steps";
    toggle.setAttribute("aria-expanded", String(open));
  };
  const toggle = button("btn", "Show the steps", () => turn(shown.hidden));
  turn(false);
  link.replaceWith(toggle);
  toggle.parentElement!.after(shown);
  return () => turn(true);
}

/** Begun is the part of a card that says what was done, and until when. */
class Begun {
  readonly place = el("div", "begun");
  private readonly lines = el("div", "");
  private readonly acts = el("p", "acts");
  private said = "";

  constructor(
    private readonly told: Told,
    private readonly a: May,
    private readonly notes: Notes,
    private readonly changed: () => void,
    private readonly open: (() => void) | null,
  ) {
    this.place.append(this.lines, this.acts);
  }

  /** show writes the lines for this minute; where nothing changed nothing is touched. */
  show(): void {
    const now = Date.now() / 1000;
    const said = this.say(now);
    const key = JSON.stringify(said) + String(this.here(now));
    if (key === this.said) return;
    this.said = key;
    const lines = said.map(([strong, rest]) => el("p", "", el("b", "", strong), rest));
    this.lines.replaceChildren(...(lines.length === 0 ? [] : [el("div", "noted", ...lines)]));
    this.acts.replaceChildren(...this.buttons(now));
    const begun = this.here(now) !== null;
    for (const line of Array.from(this.place.parentElement?.querySelectorAll<HTMLElement>(".until") ?? [])) line.hidden = begun;
  }

  /** here is the note of this walk, if there is one. */
  private here(now: number): number | null {
    const last = this.notes.here(this.a.action).pop();
    return last === undefined || last.at > now + 60 ? null : last.at;
  }

  private say(now: number): [string, string][] {
    const noted = this.notes.uses(this.a.action);
    const all = strictest(this.told, this.a);
    const lines: [string, string][] = [];
    const last = noted[noted.length - 1];
    const end = last === undefined ? null : ends(all, last.at);
    const here = this.here(now);
    if (here !== null) lines.push(["Begun " + clock(here, now) + ".", ""]);
    if (end !== null && end > now) lines.push(["It ends by " + clock(end, now), ", in " + Math.max(1, Math.round((end - now) / 60)) + " min."]);
    else if (end !== null && here !== null) lines.push(["It had to end at " + clock(end, now) + ".", " Undo it now; to go on, call."]);
    return [...lines, ...this.counted(noted, all, now)];
  }

  /** counted says what of the limits this device has seen used. */
  private counted(noted: ReturnType<Notes["uses"]>, all: ReturnType<typeof strictest>, now: number): [string, string][] {
    const window = Math.max(...all.map((l) => Math.max(l.times > 0 && l.per === 0 ? incident : l.per, l.apart)), 0);
    const seen = within(noted, window, now);
    if (seen.length === 0) return [];
    const others = seen.filter((u) => u.at !== this.here(now));
    const lines: [string, string][] = others.length === 0 ? [] : [["Noted before on this device: ", list(others.map((u) => clock(u.at, now))) + "."]];
    if (!all.some((l) => spent(l, noted, now))) return lines;
    const next = all.map((l) => again(l, noted, now)).filter((n): n is number => n !== null);
    const forever = all.some((l) => l.times > 0 && l.per === 0 && spent({ ...l, apart: 0 }, noted, now));
    const until = forever || next.length === 0 ? " in this incident" : " before " + clock(Math.max(...next), now);
    return [...lines, ["That uses its limit up.", " Do not begin it again" + until + "; call instead."]];
  }

  private buttons(now: number): HTMLButtonElement[] {
    const note = (run: () => void, said: string): void => {
      run();
      speak.say(said);
      this.show();
      this.changed();
      this.acts.querySelector("button")?.focus();
    };
    const { action } = this.a;
    const undo = button("btn quiet", "Take this note back", () => note(() => this.notes.takeBack(action), "The note is gone."));
    const full = strictest(this.told, this.a).some((l) => spent(l, this.notes.uses(action), now));
    const begun = this.here(now) !== null;
    const counted = this.a.grants.some((g) => this.told.page.counted.has(this.told.page.model.grants![g]!.grant));
    const begin = button("btn", begun ? "I am doing it once more" : "I am doing this now", () => {
      note(() => this.notes.act(action), "Noted on this device.");
      this.open?.();
    });
    const anew = button("btn", "Ask before you do it once more", () => this.told.again()); // others may have used the limit up
    return [...(full ? [] : [begun && counted ? anew : begin]), ...(begun ? [undo] : [])];
  }
}
