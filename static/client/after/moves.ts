// What would change an answer: the readings that, if they were other than they are, lead elsewhere. Where they lead is not
// said: the walk says it, when they have moved.

import type { Told } from "../walk/desk";
import type { Judgement, State } from "../walk/engine";
import { judge } from "../walk/engine";
import { again, assume } from "../walk/next";
import { narrowed } from "../walk/one";
import { inner, list } from "../walk/say";
import { el } from "../walk/view";

/** movable lists, fact by fact, the answers that would change this one; null when none does. */
export function movable(told: Told): HTMLElement | null {
  const { page, moment } = told;
  const here = key(told.judgement);
  const lines = [...moment.facts].flatMap(([name, value]) => {
    const column = page.model.facts.findIndex((f) => f.name === name);
    if (column < 0 || value === "?") return [];
    const known = moment.state.get(column);
    const others = again(page.model, moment.role, moment.state, column).answers.filter((a) => {
      const inside = known instanceof Set && [...known].some((c) => a.first <= c && c <= a.last);
      return !inside && key(judged(told, assume(moment.state, column, a))) !== here;
    });
    if (others.length === 0) return [];
    const words = page.templates.titled("fact", name, "words");
    return [el("li", "", el("b", "", words.charAt(0).toUpperCase() + words.slice(1) + ": "), list(others.map((a) => inner(a.label)), "or"))];
  });
  if (lines.length === 0) return null;
  return el("section", "moves", el("h3", "", "What would change this answer"), el("ul", "", ...lines), el("p", "muted", "When one of these comes true, change it above: the answer is worked out again."));
}

function judged(told: Told, state: State): Judgement {
  const { page, moment } = told;
  const whole = judge(page.model, moment.role, state);
  return moment.may === null ? whole : narrowed(page.model, moment.role, state, moment.may, whole);
}

/** key names what a reader can tell apart. */
function key(j: Judgement): string {
  const duties = [...j.duties, ...j.possible].map((d) => d.ladder.join(">") + " " + d.within);
  return JSON.stringify([j.answer, j.settled, j.may, duties]);
}
