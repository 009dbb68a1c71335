// A question about a limit, with what this device noted: the note only fills the answer in.

import type { Told } from "../walk/desk";
import { clock } from "../walk/clock";
import { list } from "../walk/say";
import { el } from "../walk/view";
import { uses } from "../walk/uses";
import { incident, limitsOf, spent, within } from "./limits";

/** filled shows the notes under the question, and marks Yes where they alone use the limit up. */
export function filled(told: Told): (() => void)[] {
  const { page, moment, stage } = told;
  const grant = page.model.grants![told.conclusion.ask!]!;
  const limits = limitsOf(told, grant.grant);
  const window = Math.max(limits.per > 0 || limits.times === 0 ? limits.per : incident, limits.apart);
  const noted = within(uses(told.memory, page.model.playbook).filter((u) => u.action === grant.action), window, moment.now);
  const options = Array.from(stage.querySelectorAll("button.option"));
  if (noted.length === 0 || options.length === 0) return [];
  const times = list(noted.map((u) => clock(u.at, moment.now)));
  options[0]!.before(el("p", "noted", "Noted on this device: done at " + times + "."));
  if (spent(limits, noted, moment.now)) options.find((o) => o.textContent === "Yes")?.setAttribute("aria-pressed", "true");
  return [];
}
