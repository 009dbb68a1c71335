// Copying to the clipboard, with words that say whether it worked.

import { button, el } from "../walk/view";
import { speak } from "./speak";

/** copyButton copies a text as it is when it is pressed. */
export function copyButton(label: string, text: () => string, className = "btn"): HTMLButtonElement {
  const made = button(className, label, () => {
    void copied(text()).then((done) => {
      const said = done ? "Copied" : "Could not copy: select the text and copy it";
      made.textContent = said;
      speak.say(said);
      setTimeout(() => (made.textContent = label), 2500);
    });
  });
  return made;
}

/** copied tries the clipboard, and then the way that pages opened from disk still have. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byHand(text);
  }
}

function byHand(text: string): boolean {
  const here = document.activeElement;
  const area = el("textarea", "visually-hidden");
  area.value = text;
  document.body.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
    if (here instanceof HTMLElement) here.focus({ preventScroll: true });
  }
}
