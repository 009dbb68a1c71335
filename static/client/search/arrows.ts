// The arrow keys between a search field and its results.

/** arrows lets them go from the field through the links of the list, unless it is busy, and back, wherever in the places they
 * are pressed. */
export function arrows(input: HTMLInputElement, list: HTMLElement, ...places: readonly HTMLElement[]): void {
  for (const place of places) place.addEventListener("keydown", (event) => move(event, [input, ...Array.from(list.querySelectorAll<HTMLElement>("[aria-busy=false] a"))]));
}

function move(event: KeyboardEvent, stops: readonly HTMLElement[]): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by === 0 || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target instanceof HTMLSelectElement) return;
  const next = stops[stops.indexOf(document.activeElement as HTMLElement) + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
