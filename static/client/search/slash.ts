// A slash anywhere outside a field moves to the search field of the page, as readers know it from elsewhere.

/** slashSearches makes it so. */
export function slashSearches(): void {
  document.addEventListener("keydown", (event) => {
    const field = document.querySelector<HTMLInputElement>("input[type=search]");
    if (field === null || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) {
      return;
    }
    event.preventDefault();
    field.focus();
  });
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
