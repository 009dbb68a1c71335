// What keeps the site for when there is no network. After the page has loaded it offers the site to the device, sets the
// worker to work, and on pages that have no walk says when this copy must not be relied on. On pages opened from a disk it
// only does the last, since browsers refuse the rest there.
//
// What a page must have: the element copy-state, which says when the page was built and how old a copy may be.

import { trustedScript } from "./_trust";
import { offerHomeScreen } from "./offline/home";
import { Notice } from "./offline/notice";
import { el } from "./walk/view";
import { Memory } from "./walk/memory";
import { Watch } from "./walk/watch";

const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.getAttribute("src") : null;
const state = document.getElementById("copy-state");
if (own !== null && state !== null) begin(own.replace(/assets\/offline\.js$/, ""), state);

function begin(root: string, state: HTMLElement): void {
  const memory = new Memory(root);
  const walks = document.getElementById("walk-live") !== null;
  if (!walks) watch(root, state, memory);
  if (!/^https?:$/.test(location.protocol)) return;
  document.head.append(link(root));
  if (!walks) offerHomeScreen(memory);
  const keep = (): void => void register(root, state, memory);
  if (document.readyState === "complete") keep();
  else addEventListener("load", keep, { once: true });
}

/** watch says on a page without a walk what the walk says in its answers. */
function watch(root: string, state: HTMLElement, memory: Memory): void {
  const copy = new Watch(state, root, memory);
  const notice = new Notice();
  copy.begin(() => notice.show(copy.standing()));
}

/** link names the manifest; a page opened from a disk that names one gets an error for it. */
function link(root: string): HTMLLinkElement {
  const made = el("link", "");
  made.rel = "manifest";
  made.href = root + "manifest.webmanifest";
  return made;
}

/** register sets the worker to work, and asks it to look for the published build. A browser without workers goes without. */
async function register(root: string, state: HTMLElement, memory: Memory): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const workers = navigator.serviceWorker;
  const here = new URL(root === "" ? "./" : root, location.href).href;
  workers.addEventListener("message", (event) => {
    const said = event.data as { readonly remit?: unknown; readonly scope?: unknown } | null;
    if (said?.remit === "kept" && said.scope === here) kept(state);
  });
  try {
    await workers.register(trustedScript(root + "sw.js"), { updateViaCache: "none" });
    (await workers.ready).active?.postMessage({ remit: "check", role: memory.role() });
  } catch {
    return; // private windows, full devices, and browsers told to keep nothing
  }
}

/** kept says that the site is on this device. */
function kept(state: HTMLElement): void {
  if (document.getElementById("copy-kept") !== null) return;
  const said = el("span", "", " · kept on this device");
  said.id = "copy-kept";
  state.append(said);
}
