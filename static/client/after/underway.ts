// What this device noted of late and the answer no longer shows: it may have to end, or to be undone.

import type { Told } from "../walk/desk";
import type { Act } from "./facts";
import type { Notes } from "./notes";
import { clock } from "../walk/clock";
import { list } from "../walk/say";
import { button, el } from "../walk/view";
import { acts } from "./facts";
import { ends, limitsOf } from "./limits";
import { speak } from "./speak";

/** underway puts those acts at a place, and returns what keeps them in step with the clock. */
export function underway(told: Told, notes: Notes, place: HTMLElement, changed: () => void): () => void {
  const shown = new Set(told.conclusion.yes.map((a) => a.action));
  let said = "";
  const show = (): void => {
    const now = Date.now() / 1000;
    const rest = acts(told, notes).filter((a) => !shown.has(a.action));
    const lines = rest.map((a) => lineOf(told, a, now));
    if (JSON.stringify(lines) === said) return;
    said = JSON.stringify(lines);
    const entry = (a: Act, i: number): Node[] => [el("p", "noted", el("b", "", a.title), lines[i]!), ways(told, a, back(a.action))];
    place.replaceChildren(...(rest.length === 0 ? [] : [el("h3", "", "Noted on this device"), ...rest.flatMap(entry)]));
  };
  const back = (action: string): HTMLButtonElement =>
    button("btn quiet", "Take this note back", () => {
      notes.takeBack(action);
      show();
      changed();
      speak.say("The note is gone.");
      place.querySelector("button")?.focus();
    });
  show();
  return show;
}

/** lineOf says when an act was begun, and when it has to end. */
function lineOf(told: Told, a: Act, now: number): string {
  const own = new Set(told.moment.role.outcomes.flatMap((o) => [...(o.grants ?? [])]));
  const limits = (told.page.model.grants ?? []).filter((g, i) => g.action === a.action && own.has(i)).map((g) => limitsOf(told, g.grant));
  const end = ends(limits, a.at[a.at.length - 1]!);
  const begun = ": begun " + list(a.at.map((at) => clock(at, now))) + ".";
  if (end === null) return begun;
  return begun + (end > now ? " It has to end by " + clock(end, now) + "." : " It had to end at " + clock(end, now) + ": undo it now; to go on, call.");
}

/** ways leads to the steps of an act, to how it is undone, and to the end of the note. */
function ways(told: Told, a: Act, back: HTMLButtonElement): HTMLElement {
  const row = told.page.templates.clone("action", a.action).querySelector<HTMLElement>(".row") ?? el("p", "row");
  row.append(back);
  return row;
}
