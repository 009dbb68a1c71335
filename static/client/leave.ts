// In place of offline.js on the pages of a site that keeps nothing on devices: what an earlier build left here goes.

import { Place, forget } from "./offline/place";

const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
if (/^https?:/.test(own) && "serviceWorker" in navigator) void leave(new URL("../", own).href);

async function leave(root: string): Promise<void> {
  try {
    const found = await navigator.serviceWorker.getRegistration(root);
    if (found?.scope === root) await found.unregister();
    await forget(new Place(root), caches);
  } catch {
    return; // a browser that keeps nothing for this site has nothing to take back
  }
}
