// One question at a time: who are you, one reading after the other, and what only people can count.

import type { Judgement } from "./engine";
import type { Step } from "./next";
import type { Moment, Moves, Page, Screen } from "./screen";
import type { Reply } from "./limits";
import { judge } from "./engine";
import { whole } from "./next";
import { written } from "./reading";
import { clock } from "./clock";
import { sort } from "./limits";
import { stop } from "./say";
import { button, el, heading } from "./view";
import { place as whereabouts } from "./screen";
import { facts } from "./facts";
import { deadline, first, owed, ownerTitle, owns, quick } from "./call";

/** roleScreen asks who is reading. */
export function roleScreen(page: Page, current: string | null, moves: Moves): Screen {
  const asked = document.importNode(page.first, true);
  const legend = el("legend", "", asked.querySelector(".ask")?.textContent ?? "");
  legend.tabIndex = -1;
  const options = [...page.roles].map(([name, title]) => {
    const option = button("option", title, () => moves.choose(name));
    option.dataset.role = name;
    if (name === current) option.setAttribute("aria-pressed", "true");
    return option;
  });
  const form = el("fieldset", "question", legend, ...options, asked.querySelector(".somebody"));
  return { nodes: [form, nav(moves)], focus: legend, said: legend.textContent ?? "" };
}

/** factScreen asks one fact. A fact that is known is asked again, with its value marked. */
export function factScreen(m: Moment, step: Step, moves: Moves): Screen {
  const fact = m.page.model.facts[step.column]!;
  const was = m.facts.get(fact.name);
  const place = was !== undefined ? "change an answer" : `question ${m.facts.size + 1} of at most ${m.facts.size + step.worst}`;
  const words = m.page.templates.clone("fact", fact.name);
  const title = words.querySelector<HTMLElement>("h2") ?? heading(m.page.templates.titled("fact", fact.name, "words"));
  const option = (text: string, value: string, className: string): HTMLButtonElement => {
    const made = button(className, text, () => moves.answer(fact.name, value));
    if (value === was) made.setAttribute("aria-pressed", "true");
    return made;
  };
  const options = whole(m.page.model, step).map((a) => option(a.label, written(fact, a.first, a.last), "option"));
  options.push(option("I don’t know", "?", "option quiet"));
  return {
    nodes: [whereabouts(m, place), question(title, Array.from(words.children), options), soFar(m), ...foot(m, moves, fact.name)],
    focus: title,
    said: place,
  };
}

/** limitScreen asks whether a limit is used up, since no page can know. */
export function limitScreen(m: Moment, grant: number, moves: Moves): Screen {
  const name = m.page.model.grants![grant]!.grant;
  const title = heading(m.page.templates.data("grant", name, "ask") ?? "");
  const since = window(m, name);
  const look = since === null ? [] : [el("p", "look", "That is since " + since + ".")];
  const option = (text: string, reply: Reply, className: string): HTMLButtonElement => button(className, text, () => moves.reply(name, reply));
  const options = [option("Yes", "yes", "option"), option("No", "no", "option"), option("I don’t know", "unknown", "option quiet")];
  const place = "before the answer";
  return { nodes: [whereabouts(m, place), question(title, look, options), ...foot(m, moves)], focus: title, said: place };
}

/** window is the time from which a limit counts, or null when it counts per incident. */
function window(m: Moment, grant: string): string | null {
  const minutes = Number(m.page.templates.data("grant", grant, "since"));
  return minutes > 0 ? clock(m.now - minutes * 60, m.now) : null;
}

function question(title: HTMLElement, rest: readonly Element[], options: readonly HTMLButtonElement[]): HTMLFieldSetElement {
  return el("fieldset", "question", el("legend", "", title), ...rest.filter((e) => e !== title), ...options);
}

/** soFar says the safe reading, from the second question on: what holds for a reader who stops here. */
export function soFar(m: Moment): HTMLElement {
  const line = el("p", "so");
  line.hidden = m.facts.size === 0 || m.copy.kind === "waiting";
  if (line.hidden) return line;
  const said = stop(safely(m, judge(m.page.model, m.role, m.state)));
  line.append(el("span", "", "If you stop now: ", el("strong", "", said.strong), said.rest));
  return line;
}

/** safely gathers the safe reading. It is a yes like any other: the copy, the dates and the limits hold here too. */
function safely(m: Moment, j: Judgement): Parameters<typeof stop>[0] {
  const sorted = sort(m.page.model, j.may, m.page.counted, m.replies, m.now);
  const good = m.copy.kind === "current";
  const held = new Set([...sorted.yes, ...sorted.spent, ...sorted.lapsed]);
  const titles = (all: Judgement["may"]): string[] => (good ? all : []).map((a) => m.page.templates.titled("action", a.action));
  const calls = owed(j);
  const earliest = [...calls].sort((a, b) => a.minutes - b.minutes)[0];
  return {
    may: titles(sorted.yes),
    limited: titles(j.may.filter((a) => !held.has(a))),
    call: [...new Set(calls.map((d) => first(m.page, d.ladder)))],
    by: earliest === undefined ? "" : deadline(earliest, m),
    owner: owns(m) ? "" : ownerTitle(m.page),
  };
}

function foot(m: Moment, moves: Moves, but = ""): HTMLElement[] {
  const call = quick(m, judge(m.page.model, m.role, m.state));
  return [...(call === null ? [] : [call]), nav(moves, true), ...facts(m, moves, but)];
}

/** nav is the same on every screen. */
export function nav(moves: Moves, known = false): HTMLElement {
  const back = moves.back === null ? null : button("way", "Back", moves.back);
  const again = known ? button("way", "Start again", () => moves.again()) : null;
  const role = known ? button("way", "Not you? Change role", () => moves.changeRole()) : null;
  return el("div", "step-nav", back, again, role);
}
