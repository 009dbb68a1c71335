// What can be chosen: options, as those of the walk.

import { button, el } from "../walk/view";

/** choice is a link to what is chosen. */
export function choice(words: string, href: string, className = "option"): HTMLAnchorElement {
  const made = el("a", className, words);
  made.href = href;
  return made;
}

/** chooser is a choice that does something. */
export function chooser(words: string, choose: () => void): HTMLButtonElement {
  return button("option", words, choose);
}
