// The ways to the search from anywhere. The keys can be switched off, since a single letter may be what somebody's
// speech input or switch happens to type; the device remembers it.

const key = "remit.search-keys";

/** keys makes / and Ctrl-K open the search, and sends search forms there. */
export function keys(): void {
  document.addEventListener("keydown", (event) => {
    const field = document.getElementById("q");
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isField(event.target);
    const letter = event.key.toLowerCase() === "k" && event.ctrlKey !== event.metaKey && !event.shiftKey;
    if (!(slash || letter) || event.altKey || event.defaultPrevented || event.isComposing || !areOn()) {
      return;
    }
    if (field instanceof HTMLInputElement) {
      event.preventDefault();
      field.focus();
      field.select();
      return;
    }
    const way = document.querySelector<HTMLAnchorElement>("header a[data-search]");
    if (way !== null) {
      event.preventDefault();
      location.assign(way.href);
    }
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.getAttribute("role") !== "search" || form.id === "search") {
      return;
    }
    const typed = form.querySelector<HTMLInputElement>("input[name=q]");
    const address = form.getAttribute("action");
    if (typed !== null && address !== null) {
      event.preventDefault();
      location.assign(`${address}#q=${encodeURIComponent(typed.value.trim())}`);
    }
  });
}

/** areOn reports whether the keys work on this device. */
export function areOn(): boolean {
  try {
    return localStorage.getItem(key) !== "off";
  } catch {
    return true;
  }
}

/** turn switches the keys on or off, and reports whether the device will remember it. */
export function turn(on: boolean): boolean {
  try {
    if (on) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, "off");
    }
    return true;
  } catch {
    return false;
  }
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
