// Who can be reached now: on every contact of a page, whether it answers at this minute, until when or from when, on the
// contact's clock and, where that is another, on the reader's. The instants come from the generator, for thirteen months;
// here they are only compared with the clock of the device. Where they say nothing, nothing is shown. The buttons of a
// contact that does not answer look shut, beside the words that say so.
//
// What a page must have: empty elements with data-contact, which the style keeps a line for. Beside this script lies hours.js, which calls
// remitHours with what reach.go writes.

import { trustedScript } from "./_trust";
import { desk } from "./walk/desk";

/** What hours.js hands over: lengths in minutes from an instant on (Unix minutes), closed and open in turn. */
interface Hours {
  readonly version: number;
  readonly from: number;
  readonly contacts: Readonly<Record<string, readonly number[]>>;
  readonly zones: Readonly<Record<string, string>>;
}

/** Whether a contact answers at a minute, and the minute at which that changes; null when it does not any more. */
export interface Reach {
  readonly open: boolean;
  readonly until: number | null;
}

/** reach looks a minute up. It is null before the first minute that is known, and after the last. */
export function reach(lengths: readonly number[], from: number, minute: number): Reach | null {
  let at = from;
  if (minute < from) return null;
  for (let i = 0; i < lengths.length; i++) {
    at += lengths[i]!;
    if (minute < at) return { open: i % 2 === 1, until: at };
  }
  return null;
}

const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.getAttribute("src") : null;
if (own !== null) begin(own.replace(/reach\.js$/, "hours.js"));

function begin(path: string): void {
  const receive = (data: unknown): void => {
    const hours = data as Hours;
    if (hours.version !== 1) return;
    const contacts = new Map(Object.entries(hours.contacts));
    const look = (contact: string): Reach | null => reach(contacts.get(contact) ?? [], hours.from, Math.floor(Date.now() / 60_000));
    const show = (): void => refresh(look, hours.zones);
    desk().hours((contact) => look(contact)?.open ?? null);
    show();
    setInterval(show, 15_000);
    document.addEventListener("visibilitychange", show);
    new MutationObserver((changes) => {
      if (changes.some((c) => c.addedNodes.length > 0 && (c.target as Element).closest("[data-contact]") === null)) show();
    }).observe(document.body, { childList: true, subtree: true });
  };
  Object.defineProperty(window, "remitHours", { value: receive, configurable: true });
  const script = document.createElement("script");
  script.src = trustedScript(path);
  document.head.append(script);
}

function refresh(look: (contact: string) => Reach | null, zones: Hours["zones"]): void {
  const minute = Math.floor(Date.now() / 60_000);
  for (const place of Array.from(document.querySelectorAll<HTMLElement>("[data-contact]"))) {
    const name = place.dataset.contact ?? "";
    const now = look(name);
    const text = now === null ? "" : say(now, minute, zones[name] ?? "UTC");
    if (place.textContent === text) continue;
    place.textContent = text;
    place.classList.toggle("open", now?.open === true);
    const one = place.closest(".holder, .quick, .rung, li, section");
    if (one !== null) close(one, now?.open === false ? text : "");
  }
}

/** close makes the buttons of a contact look shut, and says so to who does not see them; "" opens them. */
function close(one: Element, words: string): void {
  one.classList.toggle("shut", words !== "");
  for (const way of Array.from(one.querySelectorAll<HTMLAnchorElement>("a.btn"))) {
    way.dataset.label ??= way.getAttribute("aria-label") ?? way.textContent?.trim() ?? "";
    way.setAttribute("aria-label", way.dataset.label + (words === "" ? "" : ". " + words));
  }
}

/** say puts it in words; an end more than a week away is no news. */
function say(now: Reach, minute: number, zone: string): string {
  if (now.until === null || now.until - minute > 7 * 24 * 60) return now.open ? "Answers now" : "Does not answer now";
  const there = clock(now.until, minute, zone);
  const here = clock(now.until, minute, undefined);
  const when = there === here ? there : there + " there, " + here + " here";
  return (now.open ? "Answers now, until " : "Closed until ") + when;
}

/** clock is the time of a minute in a zone, with its day when that is not the day of now. */
function clock(at: number, now: number, zone: string | undefined): string {
  const format = (minute: number, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat("en-GB", zone === undefined ? options : { ...options, timeZone: zone }).format(minute * 60_000);
  const time = format(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day: Intl.DateTimeFormatOptions = { weekday: "short" };
  return format(at, day) === format(now, day) ? time : format(at, day) + " " + time;
}
