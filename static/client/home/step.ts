// A step of the first page as its address: #workload=shop, #list=alerts, #playbook=shop/pay&may-i=roll_back, #q=disk full.
// It may come from anybody, so whatever this page does not offer is named and left out.

import type { Name, Offer } from "./offer";
import { parse, quoted } from "../walk/address";

/** A Step is what has been chosen so far; "" and null where nothing has. */
export interface Step {
  /** What stands in the search field. */
  readonly q: string;
  readonly list: Name | null;
  readonly workload: string | null;
  readonly playbook: string | null;
  /** The one action that is asked about. */
  readonly may: string | null;
  /** Whether the reader is asked who he is, even though nothing waits for it or it is known. */
  readonly who: boolean;
}

/** The first step: nothing is chosen. */
export const first: Step = { q: "", list: null, workload: null, playbook: null, may: null, who: false };

const names = ["q", "workload", "playbook", "list", "who"];

/** longest is more than anybody types. */
const longest = 500;

/** read returns the step of a fragment, and in words what of it was left out. */
export function read(fragment: string, offer: Offer): { step: Step; left: readonly string[] } {
  const { facts, may, role, left: unread } = parse(fragment);
  const left = [...unread];
  const one = <T>(name: string, what: string, known: (value: string) => T | undefined): T | null => {
    const value = facts.get(name);
    const found = value === undefined ? undefined : known(value);
    if (value !== undefined && found === undefined) left.push(quoted(value) + " is not " + what + " of this page; it was left out.");
    return found ?? null;
  };
  const workload = one("workload", "a workload", (value) => (offer.workloads.has(value) ? value : undefined));
  const playbook = one("playbook", "a playbook", (value) => (offer.books.has(value) ? value : undefined));
  const list = one("list", "a list", (value) => (offer.lists.has(value as Name) ? (value as Name) : undefined));
  const who = one("who", "a question", (value) => (value === "ask" ? true : undefined));
  for (const name of facts.keys()) {
    if (!names.includes(name)) left.push(quoted(name) + " means nothing on this page; it was left out.");
  }
  if (role !== null) left.push("Whose address this was is left out: say who you are.");
  const about = playbook !== null && may !== null && /^[a-z][a-z0-9_]*$/.test(may) ? may : null;
  if (may !== null && about === null) left.push(quoted(may) + " is not an action of this page; it was left out.");
  return { step: { q: (facts.get("q") ?? "").slice(0, longest), list, workload, playbook, may: about, who: who ?? false }, left };
}

/** write returns the fragment of a step; "#" for the first. */
export function write(step: Step): string {
  const parts = [["q", step.q], ["list", step.list], ["workload", step.workload], ["playbook", step.playbook], ["may-i", step.may], ["who", step.who ? "ask" : null]];
  return "#" + parts.filter(([, value]) => value).map(([name, value]) => name + "=" + component(value!).replace(/%2F/g, "/")).join("&");
}

/** component writes a text for an address. Half a character, as a cut leaves it, cannot be written and is left out. */
export function component(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, ""));
}
