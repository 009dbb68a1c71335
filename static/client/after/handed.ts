// For a reader who opened the answer of somebody else: what is known, who could act, and what is asked of him. His own
// answer is one step away; nothing here is a yes.

import type { Told } from "../walk/desk";
import type { Judgement, Owed } from "../walk/engine";
import { deadline, owed } from "../walk/call";
import { judge, roleOf } from "../walk/engine";
import { sort } from "../walk/limits";
import { inner, list } from "../walk/say";
import { contactOf } from "../walk/whom";
import { el } from "../walk/view";

/** handed puts the panel above the answer when the address carries another role than the reader's. */
export function handed(told: Told): void {
  const { role } = told.asked;
  const mine = told.memory.role();
  if (role === null || mine === null || mine === role) return;
  const crumb = told.stage.querySelector(".crumb");
  const panel = el("section", "handed", el("h3", "", "What is asked of you"), ...asked(told, mine), el("h3", "", "Who could act"), ...acting(told));
  if (crumb === null) told.stage.prepend(panel);
  else crumb.after(panel);
}

/** asked says what the rules expect of the reader's own role. */
function asked(told: Told, mine: string): HTMLElement[] {
  const { page, moment, judgement } = told;
  const theirs = title(told, moment.role.role);
  const own = roleOf(page.model, mine);
  const lines: string[] = [];
  const call = owed(judgement).find((d) => d.ladder.includes(contactOf(told.page, mine)));
  if (call !== undefined) lines.push(`The ${inner(theirs)} owes you a call ${deadline(call, moment)}${rungWords(call, contactOf(told.page, mine))}. Take it, and say what is to happen next.`);
  if (own === undefined) return [...lines, "Your role has no part in this playbook."].map((l) => el("p", "", l));
  const ours = judge(page.model, own, moment.state);
  if (call === undefined && ours.answer !== "decide") lines.push("The rules send nobody to you here; whoever sent this address wants you to see it.");
  if (ours.decides) lines.push("What no grant covers is yours to decide.");
  lines.push(count(ours) + " Show yours before you act.");
  return lines.map((l) => el("p", "", l));
}

/** rungWords say that others stand before the reader on a ladder. */
function rungWords(d: Owed, contact: string): string {
  return d.ladder.indexOf(contact) > 0 ? ", after others on the ladder" : "";
}

/** count says how much the reader's own answer holds, and leaves the saying of it to that answer. */
function count(j: Judgement): string {
  const n = j.may.length;
  return n === 0 ? "By these readings no grant is yours." : `By these readings ${n === 1 ? "one grant concerns" : n + " grants concern"} you.`;
}

/** acting lists the roles that hold a grant here. A copy in doubt, dates and limits take names away, or say so. */
function acting(told: Told): HTMLElement[] {
  const { page, moment } = told;
  if (moment.copy.kind === "waiting") return [el("p", "", "One moment: this copy is being checked.")];
  if (moment.copy.kind !== "current") return [el("p", "", "This copy cannot be relied on: call and ask.")];
  const rows = page.model.roles.filter((r) => r.unlisted !== true).flatMap((r) => {
    const may = judge(page.model, r, moment.state).may;
    const { lapsed } = sort(page.model, may, page.counted, new Map(), moment.now);
    const good = may.filter((a) => !lapsed.includes(a));
    if (good.length === 0) return [];
    const limited = good.some((a) => a.grants.some((g) => page.counted.has(page.model.grants![g]!.grant)));
    const words = list(good.map((a) => inner(page.templates.titled("action", a.action))));
    return [el("li", "", el("b", "", title(told, r.role)), ": " + words + (limited ? ", as far as limits allow" : "") + ".")];
  });
  return [rows.length === 0 ? el("p", "", "Nobody: no role holds a grant by these readings.") : el("ul", "", ...rows)];
}

function title(told: Told, role: string): string {
  return told.page.roles.get(role) ?? told.page.templates.titled("holder", role);
}
