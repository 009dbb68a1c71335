// What can be chosen: as wide as the page, with the ring that an option of the walk has.

import { button, el } from "../walk/view";

/** choice is a link to what is chosen. */
export function choice(words: string, href: string, className = "choice"): HTMLAnchorElement {
  const made = el("a", className, el("i", "ring"), words);
  made.href = href;
  return made;
}

/** chooser is a choice that does something. */
export function chooser(words: string, choose: () => void): HTMLButtonElement {
  const made = button("choice", "", choose);
  made.append(el("i", "ring"), words);
  return made;
}
