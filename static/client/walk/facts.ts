// What the reader has read so far, in the words in which it was asked.

import type { Moment, Moves } from "./screen";
import { capital, label } from "./say";
import { button, el } from "./view";

/** facts lists what was read, each with a way to change it; but for the one that is asked now. */
export function facts(m: Moment, moves: Moves, but = ""): HTMLElement[] {
  const items = [...m.facts].filter(([name]) => name !== but).map(([name, value]) => {
    const words = capital(m.page.templates.titled("fact", name, "words"));
    const change = button("change", "Change", () => moves.change(name));
    change.setAttribute("aria-label", "Change " + words);
    return el("li", "", words + ": ", el("b", "", reading(m, name, value)), " ", change);
  });
  return items.length === 0 ? [] : [el("h3", "", "What you read"), el("ul", "facts", ...items)];
}

/** reading writes a value as the walk asked for it, or as the address has it. */
export function reading(m: Moment, name: string, value: string): string {
  const column = m.page.model.facts.findIndex((f) => f.name === name);
  const cells = m.state.get(column);
  const unit = m.page.model.facts[column]?.unit;
  if (/^-?\d+(\.\d+)?$/.test(value)) return unit === undefined ? value : value + " " + unit;
  if (cells === undefined || cells === "unknown") return label(value);
  const [from, to] = [Math.min(...cells), Math.max(...cells)];
  const answers = m.page.model.roles.flatMap((r) => r.questions.filter((q) => q.column === column).flatMap((q) => q.answers));
  return answers.find((a) => a.first === from && a.last === to)?.label ?? label(value);
}
