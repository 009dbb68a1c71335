// What was opened from this page on this device, so that somebody who comes back at night finds it first. It is kept here
// and nowhere else, and the reader can have it forgotten.

import type { Memory } from "../walk/memory";

/** A Visited is a playbook that was opened, with its title at the time. */
export interface Visited {
  readonly id: string;
  readonly title: string;
}

const most = 2;

/** A Last remembers the playbooks opened last, the latest first. */
export class Last {
  constructor(private readonly memory: Memory) {}

  /** all reads what was kept. Whatever is no playbook's id and title is not among it. */
  all(): Visited[] {
    const lines = this.memory.text("opened").split("\n").map((line) => /^((?:[a-z0-9-]+\/)*[a-z0-9-]+)\t(.{1,200})$/.exec(line));
    return lines.flatMap((words) => (words === null ? [] : [{ id: words[1]!, title: words[2]! }])).slice(0, most);
  }

  opened(id: string, title: string): void {
    const others = this.all().filter((v) => v.id !== id);
    this.keep([{ id, title: title.replace(/\s+/g, " ") }, ...others].slice(0, most));
  }

  forget(): void {
    this.keep([]);
  }

  private keep(all: readonly Visited[]): void {
    this.memory.keep("opened", all.map((v) => v.id + "\t" + v.title).join("\n"));
  }
}
