// All actions of the site, from a script of its own: only who asks about one needs them. It is a classic script that hands
// its data to one function, since pages opened from disk may fetch nothing.

import { trustedScript } from "../_trust";
import { el } from "../walk/view";

/** What generator/page/actions.go writes. */
interface ActionsOf {
  readonly address: string;
  readonly title: string;
  readonly actions: readonly (readonly [string, string])[];
}

/** actionList loads the script and makes a list of it; each entry asks its playbook about that action alone. */
export async function actionList(source: string): Promise<HTMLUListElement> {
  const books = (await load(source)) as readonly ActionsOf[];
  return el("ul", "names", ...books.flatMap(({ address, title, actions }) => actions.map(([name, words]) => entry(address + "#may-i=" + name, words, title))));
}

function entry(href: string, words: string, title: string): HTMLLIElement {
  const link = el("a", "", el("b", "", words), el("span", "muted", title));
  link.href = href;
  return el("li", "", link);
}

function load(source: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    Object.defineProperty(window, "remitActions", { value: resolve, configurable: true });
    const script = el("script", "");
    script.addEventListener("error", () => reject(new Error("no actions")));
    script.src = trustedScript(source);
    document.head.append(script);
  });
}
