// What this device noted as done, by action: it fills in what a limit asks. It is one device's memory and never a yes.

import type { Memory } from "./memory";

/** A Use is an act noted on this device, in Unix seconds, and the walk that it was noted in. */
export interface Use {
  readonly action: string;
  readonly at: number;
  /** The minute, since 1970, in which that walk began; 0 when it is not known. */
  readonly walk: number;
}

/** walkOf is how the notes name a walk: by the minute in which it began, which its address has too. */
export function walkOf(began: number): number {
  return Math.floor(began / 60);
}

/** uses lists what was noted on a playbook, oldest first. A line that is none is left out. */
export function uses(memory: Memory, playbook: string): Use[] {
  const lines = memory.text("used " + playbook).split("\n");
  return lines.flatMap((l) => {
    const words = /^([a-z]\w*) (\d{1,11})(?: (\d{1,9}))?$/.exec(l);
    return words === null ? [] : [{ action: words[1]!, at: Number(words[2]), walk: Number(words[3] ?? 0) }];
  });
}
