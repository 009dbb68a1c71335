// What this device noted as done, by action: it fills in what a limit asks. It is one device's memory and never a yes.

import type { Memory } from "./memory";

/** A Use is an act noted on this device, in Unix seconds. */
export interface Use {
  readonly action: string;
  readonly at: number;
}

/** uses lists what was noted on a playbook, oldest first. A line that is none is left out. */
export function uses(memory: Memory, playbook: string): Use[] {
  const lines = memory.text("used " + playbook).split("\n");
  return lines.flatMap((l) => {
    const words = /^([a-z]\w*) (\d{1,11})$/.exec(l);
    return words === null ? [] : [{ action: words[1]!, at: Number(words[2]) }];
  });
}
