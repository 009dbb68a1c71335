// Safari on a phone or tablet deletes what a site keeps after a week without a visit, unless the site is on the home
// screen. It is said once, below the page, and never again on this device when it has been answered.

import type { Memory } from "../walk/memory";
import { button, el } from "../walk/view";

/** offerHomeScreen says it, where it is true and was not answered. Safari alone has the property, and only there. */
export function offerHomeScreen(memory: Memory): void {
  if ((navigator as { readonly standalone?: unknown }).standalone !== false || memory.toldHome()) return;
  const note = el("aside", "keep");
  note.setAttribute("aria-label", "Keep this site");
  const done = (): void => {
    memory.keepToldHome();
    note.remove();
  };
  note.append(
    el("p", "", el("b", "", "Keep this site for a night without network. "), "Press Share, then Add to Home Screen. Otherwise Safari deletes its copy after a week without a visit."),
    button("btn", "Understood", done),
  );
  document.getElementById("main")?.append(note);
}
