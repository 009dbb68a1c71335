// The screens behind the start: one question each, its options whole-width.

import type { Name, Offer } from "./offer";
import type { Step } from "./step";
import { el } from "../walk/view";
import { actionList } from "./actions";
import { choice, chooser } from "./choice";
import { first, write } from "./step";
import { filter } from "./filter";
import { idOf } from "./offer";

/** A Screen is a question and its options. */
export interface Screen {
  readonly question: HTMLElement;
  readonly options: readonly Node[];
}

const questions: { readonly [name in Name]: string } = {
  alerts: "Which alert?",
  workloads: "What is it about?",
  actions: "What do you want to do?",
  roles: "Whose remit?",
};

const things: { readonly [name in Name]: string } = { alerts: "alert", workloads: "workload", actions: "action", roles: "role" };

/** listScreen shows one of the page's lists. */
export function listScreen(offer: Offer, name: Name): Screen {
  const list = offer.lists.get(name)!;
  const source = list.dataset.source;
  const rest = copy(list);
  if (source === undefined) return { question: asked(questions[name]), options: withFilter(named(rest, offer), things[name]) };
  const all = el("div", "", rest);
  actionList(source).then(
    (made) => all.prepend(...withFilter(made, things[name])),
    () => all.prepend(el("p", "left", "The list could not be loaded. The table has the same actions.")),
  );
  return { question: asked(questions[name]), options: [all] };
}

/** named puts beside each alert the title of the playbook that it leads to. */
function named(list: HTMLElement, offer: Offer): HTMLElement {
  for (const alert of Array.from(list.querySelectorAll<HTMLAnchorElement>(".names a"))) {
    const book = offer.books.get(idOf(alert.pathname));
    if (book !== undefined) alert.append(el("span", "muted", book.title));
  }
  return list;
}

/** withFilter puts a filter above a list that is long. */
function withFilter(list: HTMLElement, thing: string): Node[] {
  return [...filter(Array.from(list.querySelectorAll("li")), thing, (q) => write({ ...first, q })), list];
}

/** workloadScreen shows the playbooks of a workload. */
export function workloadScreen(offer: Offer, name: string): Screen {
  return { question: asked("What do you see?"), options: withFilter(copy(offer.workloads.get(name)!.list), "playbook") };
}

/** whoScreen asks who is reading: one of the roles that a playbook answers, or any of the site. */
export function whoScreen(offer: Offer, step: Step, current: string | null, choose: (role: string) => void): Screen {
  const book = offer.books.get(step.playbook ?? "");
  const names = book === undefined ? [...offer.roles.keys()] : book.roles.filter((name) => offer.roles.has(name));
  const options: Node[] = names.map((name) => {
    const option = chooser(offer.roles.get(name)!, () => choose(name));
    if (name === current) option.setAttribute("aria-pressed", "true");
    return option;
  });
  if (book !== undefined) options.push(choice("Somebody else", book.href + "#who-may-do-what", "option quiet"));
  const question = asked("Who are you?");
  const group = el("div", "", ...options);
  group.setAttribute("role", "group");
  group.setAttribute("aria-labelledby", question.id);
  return { question, options: [group, el("p", "muted", "Remembered on this device only.")] };
}

function asked(words: string): HTMLElement {
  const heading = el("h1", "", words);
  heading.id = "home-question";
  return heading;
}

/** copy is what opens below a list's words. */
function copy(list: HTMLElement): HTMLElement {
  const inside = list.querySelector("summary")?.nextElementSibling?.cloneNode(true);
  return inside instanceof HTMLElement ? inside : el("div", "");
}
