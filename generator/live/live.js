// Keeps a page equal to the site on the server, and lays over it what is wrong with the sources.
// House rules: pages have a strict policy with Trusted Types, so text is only ever set as text, styles come from
// /_remit/live.css, and nothing is evaluated.
(() => {
  "use strict";

  const MEMORY = "remit-live";
  let page = buildOfPage(); // the build that this page is of; "" until known
  let said = ""; // what the dialog says, also after it was put aside
  let leaving = false;
  let source = null;
  let dialog = null;

  restore();
  follow();
  document.addEventListener("visibilitychange", follow);

  // The server names the build in a header of the page itself, so that a build between the page and this script is seen.
  function buildOfPage() {
    const loaded = performance.getEntriesByType("navigation")[0];
    const timing = loaded && loaded.serverTiming ? loaded.serverTiming : [];
    const entry = timing.find((t) => t.name === "build");
    return entry ? entry.description : "";
  }

  // Browsers open few connections to one server: a page that nobody sees gives its own back, and asks when it is seen.
  function follow() {
    if (source !== null) source.close();
    source = null;
    if (document.hidden || leaving) return;
    const mine = new EventSource("/_remit/events");
    source = mine;
    mine.addEventListener("state", (event) => hear(JSON.parse(event.data)));
    mine.addEventListener("error", () => {
      // After most failures the browser tries again by itself; after an answer that is no stream it does not.
      if (mine.readyState === EventSource.CLOSED) setTimeout(() => mine === source && follow(), 1000);
    });
  }

  function hear(state) {
    if (page === "") page = state.build;
    if (state.build !== page) {
      leave();
    } else if (state.overlay === "") {
      hush();
    } else if (state.overlay !== said) {
      say(state.overlay);
    }
  }

  async function leave() {
    if (leaving) return;
    leaving = true;
    source.close();
    remember();
    await release();
    location.reload();
  }

  // A service worker would answer the reload with what it stored before.
  async function release() {
    try {
      if (!navigator.serviceWorker || !navigator.serviceWorker.controller) return;
      const found = await navigator.serviceWorker.getRegistrations();
      await Promise.all(found.map((registration) => registration.unregister()));
    } catch {
      // The reload is right without it as soon as the worker has updated itself.
    }
  }

  function remember() {
    try {
      sessionStorage.setItem(MEMORY, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY }));
    } catch {
      // Without storage the browser's own memory of the place must do.
    }
  }

  function restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(MEMORY));
      sessionStorage.removeItem(MEMORY);
      if (kept === null || kept.path !== location.pathname) return;
      addEventListener("load", () => scrollTo({ left: kept.x, top: kept.y, behavior: "instant" }));
    } catch {
      // As above.
    }
  }

  function hush() {
    said = "";
    if (dialog !== null && dialog.open) dialog.close();
  }

  function say(text) {
    said = text;
    if (dialog === null) dialog = build();
    dialog.querySelector("pre").textContent = text;
    if (!dialog.open) dialog.showModal();
  }

  function build() {
    const title = make("h2", "The sources need a correction");
    title.id = "remit-live-title";
    const note = make("p", "This dialog closes by itself when they are right.");
    const hide = make("button", "Hide until the next change");
    hide.type = "button";
    hide.addEventListener("click", () => box.close());
    const text = make("pre", "");
    text.tabIndex = 0;
    const box = make("dialog", "");
    box.className = "remit-live";
    box.setAttribute("aria-labelledby", title.id);
    box.append(title, text, note, hide);
    const styles = document.createElement("link");
    styles.rel = "stylesheet";
    styles.href = "/_remit/live.css";
    document.head.append(styles);
    document.body.append(box);
    return box;
  }

  function make(name, text) {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  }
})();
