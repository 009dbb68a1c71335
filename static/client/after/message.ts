// A message for whoever is called, drafted from what was read: situation and risk, criticality, who is affected, how much,
// how urgent it is, what was done and what is asked. It quotes the rules and says how old the copy is; it is no yes.

import type { Told } from "../walk/desk";
import type { Notes } from "./notes";
import { deadline, owed } from "../walk/call";
import { valid } from "../walk/limits";
import { holders } from "../walk/engine";
import { clock } from "../walk/clock";
import { inner, list } from "../walk/say";
import type { Reliance } from "./facts";
import { about, acts, address, author, calls, copyWords, dutyRules, readings, reliances } from "./facts";

/** message drafts the text; what the reader did not write is left to be asked. */
export function message(told: Told, notes: Notes): string {
  const { page, moment } = told;
  const role = page.roles.get(moment.role.role) ?? moment.role.role;
  const facts = readings(told);
  const known = facts.filter((f) => f.value !== "?").map((f) => f.words + ": " + f.reading);
  const unknown = facts.filter((f) => f.value === "?").map((f) => f.words);
  const lines = [
    page.title + (about("workload") === "" ? "" : " (" + about("workload") + ")"),
    line("Risk", about("summary")),
    line("From", [notes.name(), author(told) || role].filter((w) => w !== "").join(", ")),
    line("Answer for", author(told) === "" ? "" : role),
    line("Read at " + both(moment.at), known.length === 0 ? "nothing yet" : known.join("; ")),
    line("Not known", unknown.join("; ")),
    line("Criticality", criticality(told)),
    line("Affected", notes.word("affected") || "not known yet"),
    line("How much", notes.word("much") || "not known yet"),
    line("Urgency", urgency(told)),
    line("Done so far", done(told, notes)),
    line("Asked of you", notes.word("propose") || asked(told)),
    line("Rules of this call", list(dutyRules(told).map((r) => r.at))),
    line("Copy", copyWords(told)),
    line("What I read", address(told)),
  ];
  return lines.filter((l) => l !== "").join("\n");
}

function line(name: string, words: string): string {
  return words === "" ? "" : name + ": " + words;
}

/** both is a time of day here and in UTC, since whoever reads it may sit elsewhere. */
function both(at: number): string {
  return clock(at, Date.now() / 1000) + " (" + new Date(at * 1000).toISOString().slice(11, 16) + " UTC)";
}

/** criticality says what the rules say, and no more. */
function criticality(told: Told): string {
  if (!told.judgement.settled) return "not settled, since facts are missing; read on the safe side";
  const said = new Map([
    ["not_at_risk", "not at risk by this playbook"],
    ["impossible", "the readings contradict each other"],
    ["unanswered", "the playbook has no answer for me"],
  ]);
  return said.get(told.judgement.answer) ?? "at risk by this playbook";
}

function urgency(told: Told): string {
  const [first] = [...calls(told)].sort((a, b) => a.minutes - b.minutes);
  if (first !== undefined) return "to be called " + deadline(first, told.moment);
  const tell = told.stage.querySelector(".tell time")?.textContent ?? "";
  return tell === "" ? "no deadline in the playbook" : "to be told " + tell;
}

function done(told: Told, notes: Notes): string {
  const relied = new Map(reliances(told, notes).map((r) => [r.action, r] as const));
  const noted = acts(told, notes);
  if (noted.length === 0) return "nothing noted on this device";
  return noted.map((a) => a.title + ", begun " + list(a.at.map(both)) + grounds(relied.get(a.action))).join("; ");
}

/** grounds names the rules that acts of this walk rely on. */
function grounds(r: Reliance | undefined): string {
  return r === undefined || r.done.length === 0 ? "" : ", relying on " + list(r.grants.map((g) => g.at || g.grant));
}

/** asked is what a reader of the message can do, when the writer proposes nothing. */
function asked(told: Told): string {
  const { page, moment, judgement, conclusion } = told;
  const title = (action: string): string => inner(page.templates.titled("action", action));
  if (conclusion.plate === "used_up") return "decide on what is past its limit: " + list(conclusion.withheld.map((a) => title(a.action)));
  const others = holders(page.model, moment.role, moment.state, judgement, (g) => valid(g, moment.now)).map((h) => title(h.action) + " (" + list(h.roles.map((r) => page.roles.get(r) ?? r), "or") + (h.certain ? "" : ", perhaps") + ")");
  if (others.length > 0 && owed(judgement).length > 0) return "decide. The playbook leaves to others: " + list(others, "or");
  if (others.length > 0 && conclusion.yes.length === 0) return list(others, "or");
  return owed(judgement).length > 0 || conclusion.yes.length === 0 ? "decide what to do next" : "nothing yet; you are told as the playbook asks";
}
