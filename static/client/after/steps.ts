// The steps of an action, taken from the prose of the page, as a list to tick off with its commands ready to copy.

import type { Notes } from "./notes";
import { el } from "../walk/view";
import { copyButton } from "./copies";

/** steps copies what stands under a heading of the page; null when there is no such heading. */
export function steps(address: string, action: string, notes: Notes): HTMLElement | null {
  const found = heading(address);
  if (found === null) return null;
  const list = el("div", "steps prose");
  const level = Number(found.tagName.slice(1));
  for (let next = found.nextElementSibling; next !== null && !(isHeading(next) && Number(next.tagName.slice(1)) <= level); next = next.nextElementSibling) {
    list.append(next.cloneNode(true));
  }
  if (list.childElementCount === 0) return null;
  for (const named of Array.from(list.querySelectorAll("[id]"))) named.removeAttribute("id");
  tickable(list, action, notes);
  commands(list);
  return list;
}

function heading(address: string): Element | null {
  try {
    const found = document.getElementById(decodeURIComponent(address.replace(/^#/, "")));
    return found !== null && isHeading(found) ? found : null;
  } catch {
    return null;
  }
}

function isHeading(e: Element): boolean {
  return /^H[1-6]$/.test(e.tagName);
}

/** tickable gives every step of the outer lists a box. What is ticked stays on the device. */
function tickable(list: HTMLElement, action: string, notes: Notes): void {
  const items = Array.from(list.children).flatMap((e) => (e.tagName === "OL" || e.tagName === "UL" ? Array.from(e.children) : []));
  items.forEach((item, i) => {
    for (const old of Array.from(item.querySelectorAll("input"))) old.remove();
    const box = el("input", "");
    const key = action + " " + (i + 1);
    box.type = "checkbox";
    box.checked = notes.ticked.has(key);
    box.addEventListener("change", () => {
      if (box.checked) notes.ticked.add(key);
      else notes.ticked.delete(key);
      notes.save();
    });
    const body = el("div", "");
    body.append(...Array.from(item.childNodes));
    const tick = el("label", "tick", box, el("span", "visually-hidden", `Step ${i + 1} of ${items.length} done`));
    item.replaceChildren(tick, body);
    item.classList.add("step");
  });
}

/** commands puts a button after every block of code, and after a paragraph for each command in it. */
function commands(list: HTMLElement): void {
  for (const block of Array.from(list.querySelectorAll("pre"))) {
    block.after(el("p", "copies", named(block.textContent ?? "")));
  }
  for (const p of Array.from(list.querySelectorAll("p, li > div"))) {
    const codes = Array.from(p.children).filter((c) => c.tagName === "CODE" && /\S\s\S/.test(c.textContent ?? ""));
    if (codes.length === 0) continue;
    const copies = el("p", "copies", ...codes.map((c) => named(c.textContent ?? "")));
    if (p.tagName === "P") p.after(copies);
    else p.append(copies);
  }
}

function named(command: string): HTMLButtonElement {
  const made = copyButton("Copy", () => command.replace(/\n$/, ""));
  made.setAttribute("aria-label", "Copy " + command.trim().split("\n")[0]!.slice(0, 60));
  return made;
}
