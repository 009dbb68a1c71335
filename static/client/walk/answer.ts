// The answer: a plate, the facts it rests on, and under it what may be done, whom to call, and what is not allowed.

import type { Judgement, May } from "./engine";
import type { Conclusion } from "./limits";
import type { Moment, Moves, Screen } from "./screen";
import { fallback, forbidden, ruledOut } from "./engine";
import { dates } from "./limits";
import { clock } from "./clock";
import { inner, list, sentences } from "./say";
import { button, el, fill, heading, slots } from "./view";
import { daysOf, onTheClock, place, roleTitle } from "./screen";
import { anybody, duties, everyone, owed, owns, quick } from "./call";
import { desk } from "./desk";
import { called, handOver, othersWhoMay } from "./whom";
import { nav } from "./question";
import { facts } from "./facts";

/** answerScreen shows a conclusion that is not a question. */
export function answerScreen(m: Moment, j: Judgement, c: Conclusion, moves: Moves): Screen {
  const plate = c.plate === "waiting" ? waiting() : plateOf(m, j, c);
  const title = plate.querySelector<HTMLElement>("h2") ?? plate;
  const rest = c.plate === "waiting" ? [] : below(m, j, c);
  if (owns(m)) own(m, c, title);
  if (unsorted(m, j, c)) return { nodes: [place(m), plate], focus: title, said: title.textContent ?? "" };
  const nodes: (Node | null)[] = [
    place(m),
    plate,
    calling(j, c) && !near(c, rest) ? quick(m, j) : null,
    m.copy.kind === "doubt" && m.copy.reload ? button("btn", "Reload this page", () => location.reload()) : null,
    ...doubts(m, j, c),
    ...rest,
    ...facts(m, moves),
    indifferent(m, j, c),
    m.may === null ? null : button("btn", "What else may I do?", () => moves.all()),
    nav(moves, true),
  ];
  return { nodes: nodes.filter((n): n is Node => n !== null), focus: title, said: title.textContent ?? "" };
}

/**
 * settled adds what the roles have to do with it: one that decides does so where its own authority has ended and it owes no
 * call, and nobody is sent to others whose authority has ended.
 */
export function settled(m: Moment, j: Judgement, c: Conclusion): Conclusion {
  if (c.plate === "cannot_confirm" && m.copy.kind === "current" && m.role.decides === true && m.may === null && j.settled) return { ...c, plate: owed(j).length > 0 ? "escalate" : "decide" };
  const nobody = c.plate === "ask_holder" && othersWhoMay(m, j).length === 0;
  return nobody ? { ...c, plate: "cannot_confirm", reason: "the authority of those who could act here is over, or has not begun" } : c;
}

/** What names everybody whom the page knows, unless a ladder is owed. */
const alone = ["call_owner", "unanswered", "impossible", "not_this", "cannot_confirm", "used_up"];

/** unsorted reports whether those who answer now would come first, and nobody knows yet who does. */
export function unsorted(m: Moment, j: Judgement, c: Conclusion): boolean {
  if (desk().open !== null) return false;
  return c.plate === "ask_holder" || (alone.includes(c.plate) && fallback(m.page.model, m.role, m.state, j).length === 0);
}

/** over reports whether a role that decides is left with calls alone, since its own authority has ended. */
function over(c: Conclusion): boolean {
  return c.plate === "escalate" && c.withheld.length > 0;
}

/** own has words for the owner of the workload, who calls nobody. */
function own(m: Moment, c: Conclusion, title: HTMLElement): void {
  const words = (key: string): string => m.page.templates.titled("owner", "", key);
  const why = title.nextElementSibling;
  if (c.plate === "call_owner") {
    title.textContent = words("unsure");
    why?.replaceChildren(words("why"));
  }
  if (c.plate === "cannot_confirm" || c.plate === "used_up") why?.lastChild?.replaceWith(" " + words(c.plate === "used_up" ? "beyond" : "doubt"));
}

/** calling says whether a plate asks for a call: then the button stands in the same view. */
function calling(j: Judgement, c: Conclusion): boolean {
  if (c.plate === "waiting") return false;
  return owed(j).length > 0 || ["used_up", "cannot_confirm", "call_owner", "unanswered"].includes(c.plate);
}

/** near says whether whom to call stands right below the plate: then one button for it is enough. */
function near(c: Conclusion, rest: readonly (Node | null)[]): boolean {
  return c.yes.length === 0 && rest.some((n) => n instanceof HTMLElement && n.className === "duty");
}

function waiting(): HTMLElement {
  return el("div", "plate waiting", el("div", "", heading("One moment"), el("p", "", "Checking that this copy is the published one.")));
}

/** plateOf clones the plate of a verdict. A page that lacks one shows the words of no yes. */
function plateOf(m: Moment, j: Judgement, c: Conclusion): HTMLElement {
  const plate = m.page.templates.clone("verdict", c.plate).querySelector<HTMLElement>(".plate");
  if (plate === null) return el("div", "plate", el("div", "", heading("Call the workload owner")));
  fill(plate, "actions", list((c.yes.length > 0 ? c.yes : j.may.length > 0 || m.may === null ? j.may : [{ action: m.may }]).map((a) => inner(actionTitle(m, a)))));
  fill(plate, "roles", roles(m, j));
  fill(plate, "reason", sentences(reasons(m, c)));
  return onTheClock(plate, m);
}

/** roles are those who surely may; where none of them answers, first those who do and perhaps may. */
function roles(m: Moment, j: Judgement): string {
  return list(called(othersWhoMay(m, j)).map((o) => inner(roleTitle(m.page, o.role)) + (o.may.length > 0 ? "" : " (perhaps)")), "or");
}

/** reasons say why a plate is no yes. */
function reasons(m: Moment, c: Conclusion): string[] {
  if (c.plate === "used_up") return [spent(m, c)];
  return c.plate === "impossible" ? ruledOut(m.page.model, m.state) : [c.reason];
}

/** spent says why a limit stands in the way: somebody used it up, or nobody knows. */
function spent(m: Moment, c: Conclusion): string {
  const sure = [...m.replies.values()].includes("yes");
  return "the limit " + (sure ? "is" : "may be") + " used up: " + list(c.withheld.map((a) => inner(actionTitle(m, a))));
}

function actionTitle(m: Moment, a: { readonly action: string }): string {
  return m.page.templates.titled("action", a.action);
}

/** doubts are the sentences that a plate's two words leave out. */
function doubts(m: Moment, j: Judgement, c: Conclusion): HTMLElement[] {
  const said: string[] = [];
  if (!j.settled) said.push("Some facts are unknown: this is the safe reading.");
  if (j.might.length > 0) said.push("Not on this reading: " + list(j.might.map((a) => inner(actionTitle(m, a))), "or") + ".");
  if (j.may.length === 0 && m.copy.kind === "doubt") said.push("This copy cannot be relied on: " + m.copy.reason + ".");
  if (c.plate === "used_up" && m.role.decides === true && !owns(m)) said.push("Beyond its limit it is yours to decide.");
  if ((j.decides || over(c)) && c.plate !== "decide") said.push("Beyond this it is yours to decide.");
  return said.map((s) => el("p", "", s));
}

/** indifferent names what was never needed: the answer holds whatever it is. */
function indifferent(m: Moment, j: Judgement, c: Conclusion): HTMLElement | null {
  const open = m.page.model.facts.filter((_, column) => !(m.state.get(column) instanceof Set));
  if (!j.settled || open.length === 0 || j.answer === "impossible" || c.yes.length < j.may.length) return null;
  const names = open.map((f) => m.page.templates.titled("fact", f.name, "words"));
  return el("p", "muted", (c.yes.length > 0 ? "You may act" : "This holds") + ", whatever: " + names.join(", ") + ".");
}

/** below is everything under the plate. */
function below(m: Moment, j: Judgement, c: Conclusion): (Node | null)[] {
  const none = c.yes.length === 0;
  const stuck = c.withheld.length > 0 && owed(j).length === 0;
  const alone = c.plate === "not_this" && owed(j).length === 0 && m.role.decides !== true; // a no that names nobody else
  const calls = alone || (["call_owner", "unanswered", "impossible"].includes(c.plate) && !owns(m));
  return [
    ...c.yes.map((a) => card(m, a)),
    ...(none && c.plate !== "decide" && !over(c) ? [] : c.withheld.map((a) => held(m, a))),
    ...(none ? [] : j.may.filter((a) => ![...c.yes, ...c.withheld].includes(a)).map((a) => later(m, a))),
    ...duties(m, j),
    ...(calls ? [el("section", "duty", c.plate === "impossible" ? el("h3", "", "If they are right all the same, call") : null, everyone(m))] : []),
    ...(stuck ? anybody(m, j, (by) => "Call" + by) : []),
    ...(c.plate === "act" && !stuck ? anybody(m, j, () => "If it does not help") : []),
    ...(c.plate === "ask_holder" ? handOver(m, j) : []),
    ...forbidden(m.page.model, m.role, m.state).filter((a) => m.may === null || a === m.may).map((a) => refusal(m, a)),
    ...(none ? [] : [m.page.templates.clone("goodFaith")]),
  ];
}

/** refusal says that an action is not allowed, with the reasons that bind the reader's role. */
function refusal(m: Moment, action: string): DocumentFragment {
  const own = action + " " + m.role.role;
  return m.page.templates.clone("refusal", m.page.templates.has("refusal", own) ? own : action);
}

/** card shows an action with the grants that cover it. */
function card(m: Moment, a: May): DocumentFragment {
  const made = onTheClock(m.page.templates.clone("action", a.action), m);
  const terms: Node[] = a.grants.map((g) => grant(m, m.page.model.grants![g]!.grant));
  if (a.grants.length > 1) terms.unshift(el("p", "muted", "More than one grant covers this: the strictest terms hold."));
  slots(made, "grants")[0]?.replaceChildren(...terms);
  return made;
}

/** grant shows the terms of a grant, and when a stopgap that begins now would end. */
function grant(m: Moment, name: string): DocumentFragment {
  const lasts = Number(m.page.templates.data("grant", name, "lasts"));
  const terms = onTheClock(m.page.templates.clone("grant", name), m, m.since[name]);
  if (!(lasts > 0)) return terms;
  const ends = el("p", "until", "Begun at " + clock(m.now, m.now) + ", it must end by " + clock(m.now + lasts * 60, m.now) + ".");
  const cite = terms.querySelector(".cite");
  if (cite === null) terms.append(ends);
  else cite.before(ends);
  return terms;
}

/** held names an action that would be a yes, but for its dates or its limit. */
function held(m: Moment, a: May): HTMLElement {
  const dead = dates(m.page.model, [a], m.now, daysOf(m.page));
  const why = dead === null ? "its limit is used up" : "its authority " + dead;
  return el("p", "so", el("span", "", el("strong", "", "Not now: " + inner(actionTitle(m, a))), ", " + why + "."));
}

/** later names an action whose limit is not asked about while another is under way. */
function later(m: Moment, a: May): HTMLElement {
  return el("p", "so", el("span", "", el("strong", "", "Not now: " + inner(actionTitle(m, a))), ". Its limit is asked about when you ask again."));
}
