// The record for the ticket: what was read, which rule was relied on, what was done and who was told. It is no yes: it
// says so itself, and how old the copy was.

import type { Told } from "../walk/desk";
import type { Notes } from "./notes";
import type { Place, Reading, Reliance } from "./facts";
import { about, acts, address, author, copyWords, dutyRules, people, readings, reliances, utc, verdict } from "./facts";

/** A Record is what both forms say. Instants are texts in UTC. */
export interface Record {
  readonly version: 1;
  readonly playbook: string;
  readonly title: string;
  readonly workload: string;
  /** Who acted; "" when it was not noted, or when somebody else records it. */
  readonly name: string;
  /** Who records the answer of another, with his role; "" for the reader's own. */
  readonly recorded_by: string;
  readonly with: string;
  readonly role: string;
  readonly role_title: string;
  readonly asked: string;
  readonly recorded: string;
  readonly read: string;
  readonly facts: readonly Reading[];
  readonly limits: readonly { readonly grant: string; readonly question: string; readonly reply: string }[];
  readonly grants: readonly (Omit<Reliance, "done"> & { readonly done: readonly string[] })[];
  /** Acts of the last day that this device noted in other walks, or that the answer does not show. */
  readonly noted: readonly { readonly action: string; readonly title: string; readonly at: readonly string[] }[];
  readonly duties: readonly Place[];
  readonly told: readonly { readonly who: string; readonly at: string | null }[];
  readonly why: string;
  /** The identity of the build that was read, and the commit that it was made of; "" where it was of none. */
  readonly build: string;
  readonly commit: string;
  readonly copy: string;
  readonly address: string;
  readonly note: string;
}

const note = "This record states what was read and which rule was relied on. It grants nothing.";

/** record gathers what is known at this minute. */
export function record(told: Told, notes: Notes): Record {
  const { page, moment } = told;
  return {
    version: 1,
    playbook: page.model.playbook,
    title: page.title,
    workload: about("workload"),
    name: author(told) === "" ? notes.name() : "",
    recorded_by: author(told) === "" ? "" : [notes.name(), author(told)].filter((w) => w !== "").join(", "),
    with: second(notes),
    role: moment.role.role,
    role_title: page.roles.get(moment.role.role) ?? moment.role.role,
    asked: utc(moment.at),
    recorded: utc(Date.now() / 1000),
    read: verdict(told),
    facts: readings(told),
    limits: [...moment.replies].map(([grant, reply]) => ({ grant, question: page.templates.data("grant", grant, "ask") ?? "", reply })),
    grants: reliances(told, notes).map((r) => ({ ...r, done: r.done.map(utc) })),
    noted: others(told, notes),
    duties: dutyRules(told),
    told: people(told).map((p) => ({ who: p.title, at: notes.told.has(p.title) ? utc(notes.told.get(p.title)!) : null })),
    why: notes.word("propose"),
    build: about("build"),
    commit: about("commit"),
    copy: copyWords(told),
    address: address(told),
    note,
  };
}

/** second names who acted with the reader: nobody is two people. */
function second(notes: Notes): string {
  const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
  return same(notes.word("with"), notes.name()) ? "" : notes.word("with");
}

/** others lists the acts that no grant of the record accounts for. */
function others(told: Told, notes: Notes): Record["noted"] {
  const here = new Map(reliances(told, notes).map((r) => [r.action, r.done] as const));
  return acts(told, notes)
    .map((a) => ({ ...a, at: a.at.filter((at) => here.get(a.action)?.includes(at) !== true).map(utc) }))
    .filter((a) => a.at.length > 0);
}

/** json writes a record for programs. */
export function json(r: Record): string {
  return JSON.stringify(r, null, 2);
}

/** markdown writes a record for people. */
export function markdown(r: Record): string {
  const lines = [
    "## " + plain(r.title),
    "",
    "- Playbook: " + code(r.playbook) + (r.workload === "" ? "" : ", " + plain(r.workload)),
    "- Who: " + (r.name === "" ? "" : plain(r.name) + ", ") + plain(r.role_title) + " (" + code(r.role) + ")" + (r.with === "" ? "" : "; together with " + plain(r.with)),
    ...(r.recorded_by === "" ? [] : ["- Recorded by: " + plain(r.recorded_by)]),
    "- Asked: " + r.asked + ", recorded: " + r.recorded,
    "- Read on the page: " + plain(r.read),
    "- Copy: build " + code(r.build.slice(0, 12)) + (r.commit === "" ? "" : " of commit " + code(r.commit)) + ", " + plain(r.copy),
    ...(r.address === "" ? [] : ["- Address: <" + r.address.replace(/[<>\s]/g, encodeURIComponent) + ">"]),
    ...part("Facts as read", r.facts.map((f) => plain(f.words + ": " + f.reading) + " (" + code(f.fact + "=" + f.value) + ")")),
    ...part("Limits asked about", r.limits.map((l) => plain(l.question + " " + l.reply))),
    ...part("Grants relied on", r.grants.filter((g) => g.done.length > 0).map(relied)),
    ...part("Granted on this reading, not noted as done", r.grants.filter((g) => g.done.length === 0).map(relied)),
    ...part("Also noted on this device", r.noted.map((a) => plain(a.title) + ": begun " + a.at.join(", "))),
    ...part("Rules of the calls owed", r.duties.map((d) => cited(d.at, d.link))),
    ...part("Told", r.told.map((t) => plain(t.who) + ": " + (t.at ?? "not noted"))),
    ...part("In the words of the reader", r.why === "" ? [] : [plain(r.why)]),
    "",
    r.note,
  ];
  return lines.join("\n") + "\n";
}

function relied(g: Record["grants"][number]): string {
  const rules = g.grants.map((one) => code(one.grant) + ", " + cited(one.at, one.link));
  return plain(g.title) + ": " + rules.join("; ") + (g.done.length === 0 ? "" : "; begun " + g.done.join(", "));
}

/** cited names the place of a rule; its link leads to the commit that the page was made from. */
function cited(at: string, link: string): string {
  return link === "" ? code(at) : "[" + plain(at) + "](" + link.replace(/[()\s]/g, encodeURIComponent) + ")";
}

function part(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ["", "### " + title, "", ...items.map((i) => "- " + i)];
}

/** plain keeps a text one line that Markdown shows as it is, and that calls nobody by an at-sign. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#~]/g, "\\$&").replace(/@/g, "@\u200b").trim();
}

function code(text: string): string {
  return "`" + text.replace(/[`\s]+/g, " ") + "`";
}

/** longest is as much as an address can carry to the form of an issue. */
const longest = 7000;

/** issue is the address of a form filled in with the record; null where the site's repository is not on github.com, or
 * the record too long for an address. It becomes an issue only when the reader submits it there. */
export function issue(r: Record): string | null {
  const repository = about("repository");
  if (!/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/.test(repository)) return null;
  const title = "Record: " + r.title + ", " + r.asked;
  const made = repository + "/issues/new?title=" + encodeURIComponent(title) + "&body=" + encodeURIComponent(markdown(r));
  return made.length > longest ? null : made;
}
