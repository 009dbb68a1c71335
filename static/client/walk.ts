// The walk on a playbook's page: who are you, one question at a time, and an answer that was compiled by the generator.
// The page's words stand in its templates. Where anything is missing the questions of the page itself stay.

import { later } from "./_later";
import type { Page } from "./walk/screen";
import { Memory } from "./walk/memory";
import { Session } from "./walk/session";
import { unpack } from "./walk/unpack";
import { Templates, el } from "./walk/view";
import { Watch } from "./walk/watch";

const section = document.getElementById("walk");
if (section !== null) begin(section);

function begin(section: HTMLElement): void {
  const page = read(section);
  if (page === null) return;
  const memory = new Memory(section.dataset.root ?? "");
  const live = el("div", "");
  live.id = "walk-live";
  new Session(page, memory, new Watch(section, section.dataset.root ?? "", memory), live).start();
  page.first.remove();
  section.append(live);
  later(section.dataset.root ?? "", ["reach", "after", "offline"]); // who answers now, what follows an answer, what keeps the site
}

/** read collects what the page says; null when this script does not know its version. */
function read(section: HTMLElement): Page | null {
  const model = unpack(section.querySelector<HTMLTemplateElement>("template[data-model]")?.content.textContent ?? "[]");
  if (model === null) return null;
  const templates = new Templates(section);
  const roles = new Map<string, string>();
  const first = section.querySelector<HTMLElement>(".walk-static");
  if (first === null) return null;
  for (const option of Array.from(first.querySelectorAll<HTMLElement>("a[data-role]"))) {
    roles.set(option.dataset.role!, option.textContent?.trim() ?? "");
  }
  const title = document.querySelector("h1")?.textContent?.trim() ?? section.dataset.playbook ?? "";
  const counted = new Set((model.grants ?? []).map((g) => g.grant).filter((g) => templates.data("grant", g, "ask") !== undefined));
  return { model, templates, title, first, roles, counted };
}
