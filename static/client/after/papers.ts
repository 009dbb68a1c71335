// Two papers under an answer, folded until they are wanted: a message for whoever is called, and the record.

import type { Told } from "../walk/desk";
import type { Field, Notes } from "./notes";
import type { Person } from "./facts";
import { clock } from "../walk/clock";
import { button, el } from "../walk/view";
import { people } from "./facts";
import { copyButton } from "./copies";
import { speak } from "./speak";
import { message } from "./message";
import { issue, json, markdown, record } from "./record";

/** papers puts both on the screen and returns what brings them up to date. */
export function papers(told: Told, notes: Notes, place: HTMLElement): () => void {
  const whom = people(told);
  const follow: (() => void)[] = [];
  const refresh = (): void => follow.forEach((f) => f());
  const title = whom.length === 0 ? "Write a message" : "Message for " + whom[0]!.title;
  const one = ["not_at_risk", "impossible"].includes(told.conclusion.plate) && whom.length === 0 ? null : folded(title, () => messagePaper(told, notes, whom, follow, refresh));
  place.append(...[one, folded("Record for the ticket", () => recordPaper(told, notes, whom, follow, refresh))].filter((p): p is HTMLElement => p !== null));
  return refresh;
}

/** folded is a button and the paper under it, which is written when it is first opened. */
function folded(title: string, write: () => readonly Node[]): HTMLElement {
  const paper = el("div", "paper");
  paper.hidden = true;
  const toggle = button("fold", title, () => {
    if (paper.childElementCount === 0) paper.append(...write());
    paper.hidden = !paper.hidden;
    toggle.setAttribute("aria-expanded", String(!paper.hidden));
  });
  toggle.setAttribute("aria-expanded", "false");
  toggle.append(el("span", "turn"));
  return el("section", "folded", toggle, paper);
}

function messagePaper(told: Told, notes: Notes, whom: readonly Person[], follow: (() => void)[], refresh: () => void): Node[] {
  const draft = sheet("letter", "The message", () => message(told, notes));
  const ways = el("p", "row", copyButton("Copy the message", () => message(told, notes), "btn go-on"), share(told, notes));
  const links = whom.flatMap((p) => written(p, told, notes));
  follow.push(draft.write, ...links.map((l) => l.write));
  return [
    field("Who is affected?", "affected", notes, refresh),
    field("How much, and is it growing?", "much", notes, refresh),
    field("What do you propose, or ask?", "propose", notes, refresh),
    draft.node,
    ways,
    ...(links.length === 0 ? [] : [el("p", "row", ...links.map((l) => l.node))]),
    tolds(notes, whom, follow, refresh),
  ];
}

function recordPaper(told: Told, notes: Notes, whom: readonly Person[], follow: (() => void)[], refresh: () => void): Node[] {
  const draft = sheet("", "The record", () => markdown(record(told, notes)));
  const form = el("a", "btn", "Open as an issue on github.com");
  form.target = "_blank";
  form.rel = "noopener noreferrer";
  const why = el("p", "muted", "That link takes the record, with the address of this answer, to github.com. It becomes an issue only when you submit it there.");
  const write = (): void => {
    const to = issue(record(told, notes));
    form.hidden = why.hidden = to === null;
    if (to !== null) form.href = to;
  };
  follow.push(draft.write, write);
  write();
  return [
    named(notes, refresh),
    ...(told.stage.textContent?.includes("Two people: act together") === true ? [field("Who acted with you? (a second person, not you)", "with", notes, refresh)] : []),
    ...(told.conclusion.plate === "decide" ? [field("What did you decide, and why?", "propose", notes, refresh)] : []),
    tolds(notes, whom, follow, refresh),
    draft.node,
    el("p", "row", copyButton("Copy as Markdown", () => markdown(record(told, notes)), "btn go-on"), copyButton("Copy as JSON", () => json(record(told, notes)))),
    el("p", "row", form),
    why,
  ];
}

/** sheet shows a text as it will be sent. */
function sheet(kind: string, label: string, text: () => string): { node: HTMLElement; write: () => void } {
  const node = el("pre", "sheet " + kind);
  node.tabIndex = 0;
  node.setAttribute("role", "region");
  node.setAttribute("aria-label", label);
  const write = (): void => {
    const now = text();
    if (node.textContent !== now) node.textContent = now;
  };
  write();
  return { node, write };
}

function field(label: string, name: Field, notes: Notes, refresh: () => void): HTMLElement {
  return input(label, notes.word(name), (text) => {
    notes.words.set(name, text);
    notes.save();
    refresh();
  });
}

function named(notes: Notes, refresh: () => void): HTMLElement {
  return input("Your name (kept on this device)", notes.name(), (text) => {
    notes.keepName(text);
    refresh();
  });
}

function input(label: string, value: string, changed: (text: string) => void): HTMLElement {
  const made = el("input", "");
  made.type = "text";
  made.maxLength = 200;
  made.autocomplete = "off";
  made.value = value;
  made.addEventListener("input", () => changed(made.value.trim()));
  return el("label", "field", el("span", "", label), made);
}

/** share hands the message to another program of the device, where it can. */
function share(told: Told, notes: Notes): HTMLButtonElement | null {
  if (typeof navigator.share !== "function") return null;
  return button("btn", "Share", () => void navigator.share({ text: message(told, notes) }).catch(() => undefined));
}

/** written lists links that open a message to somebody, filled in, where his channels carry words. */
function written(p: Person, told: Told, notes: Notes): { node: HTMLElement; write: () => void }[] {
  const link = (word: string, address: (text: string) => string): { node: HTMLElement; write: () => void } => {
    const node = el("a", "btn", word + " " + p.title);
    const write = (): void => node.setAttribute("href", address(encodeURIComponent(message(told, notes))));
    write();
    return { node, write };
  };
  const subject = encodeURIComponent(told.page.title);
  return [
    ...(p.texts === "" ? [] : [link("Text", (body) => "sms:" + p.texts + "?body=" + body)]),
    ...(p.mails === "" ? [] : [link("Email", (body) => "mailto:" + p.mails + "?subject=" + subject + "&body=" + body)]),
  ];
}

/** tolds notes whom the reader told, and when. */
function tolds(notes: Notes, whom: readonly Person[], follow: (() => void)[], refresh: () => void): HTMLElement {
  if (whom.length === 0) return el("div", "");
  const rows = whom.map((p) => {
    const box = el("input", "");
    box.type = "checkbox";
    const when = el("span", "muted");
    const show = (): void => {
      const at = notes.told.get(p.title);
      box.checked = at !== undefined;
      when.textContent = at === undefined ? "" : " at " + clock(at, Date.now() / 1000);
    };
    box.addEventListener("change", () => {
      if (box.checked) notes.told.set(p.title, Math.floor(Date.now() / 1000));
      else notes.told.delete(p.title);
      notes.save();
      refresh();
      speak.say(box.checked ? "Noted." : "The note is gone.");
    });
    show();
    follow.push(show);
    return el("label", "tick", box, el("span", "", p.title, when));
  });
  return el("fieldset", "tolds", el("legend", "", "Whom have you told?"), ...rows);
}
