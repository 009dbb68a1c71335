// The notice above a page that must not be relied on. A page with a walk has none: there the answer itself says no yes.

import type { Standing } from "../walk/copy";
import { capital } from "../walk/say";
import { button, el } from "../walk/view";

/** A Notice stands first in the page while its copy is in doubt. */
export class Notice {
  private readonly place = el("div", "");
  private said = "";

  constructor() {
    this.place.setAttribute("role", "status");
    document.getElementById("main")?.prepend(this.place);
  }

  show(s: Standing): void {
    const reason = s.kind === "doubt" ? s.reason : "";
    if (reason === this.said) return;
    this.said = reason;
    if (s.kind !== "doubt") return this.place.replaceChildren();
    const words = el("p", "", el("b", "", "This copy cannot be relied on."), " " + capital(s.reason) + ". Nothing on it says that you may act.");
    const again = s.reload ? el("p", "row", button("btn", "Reload this page", () => location.reload())) : null;
    this.place.replaceChildren(...[el("div", "notice stop", words), again].filter((n) => n !== null));
  }
}
