// Says to those who hear the page what happened without moving them.

const status = document.createElement("div");

/** speak is the one status line of this script. */
export const speak = {
  begin(): void {
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    document.getElementById("walk-live")?.append(status);
  },
  say(text: string): void {
    status.textContent = text;
  },
};
