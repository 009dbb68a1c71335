// "May I do this?" for one action. The diagram of the role stays; what its leaves say is narrowed to the action, so that
// only what the action depends on is asked.

import type { Grant, Judgement, Model, Role, State } from "./engine";
import { holders, judge } from "./engine";

/** about narrows a role to an action. What cannot be stays impossible; who may not take the action need not know why. */
export function about(model: Model, role: Role, action: string): Role {
  const grants = model.grants ?? [];
  return {
    ...role,
    outcomes: role.outcomes.map((o) => {
      const held = (o.grants ?? []).filter((g) => grants[g]!.action === action);
      return held.length > 0 ? { verdict: "act", grants: held } : { verdict: "not_this" };
    }),
  };
}

/** narrowed is what a judgement says of one action. What is owed stays, whatever the action. */
export function narrowed(model: Model, role: Role, state: State, action: string, whole: Judgement, good?: (g: Grant) => boolean): Judgement {
  const { settled } = judge(model, about(model, role, action), state);
  const only = (list: Judgement["may"]): Judgement["may"] => list.filter((m) => m.action === action);
  const may = only(whole.may);
  const owes = whole.duties.length + whole.possible.length > 0;
  const others = holders(model, role, state, whole, good).some((h) => h.action === action);
  const certain = whole.settled && ["not_at_risk", "impossible"].includes(whole.answer);
  const answer = may.length > 0 ? (owes ? "act_and_escalate" : "act") : certain ? whole.answer : others ? "ask_holder" : "not_this";
  const safe = settled || may.length > 0 ? answer : owes ? "escalate" : "call_owner";
  return { ...whole, settled, answer, safe, may, might: only(whole.might) };
}
