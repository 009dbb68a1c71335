// What no question waits for: it comes once the page has loaded.

import { trustedScript } from "./_trust";
import { el } from "./walk/view";

/** later loads the style of paper and some scripts after everything else; root leads from the page to the site's root. */
export function later(root: string, scripts: readonly string[]): void {
  const load = (): void => {
    const paper = el("link", "");
    paper.rel = "stylesheet";
    paper.media = "print";
    paper.href = root + "assets/print.css";
    document.head.append(paper);
    for (const name of scripts) {
      const script = el("script", "");
      script.src = trustedScript(root + "assets/" + name + ".js");
      document.head.append(script);
    }
  };
  if (document.readyState === "complete") load();
  else addEventListener("load", load, { once: true });
}
