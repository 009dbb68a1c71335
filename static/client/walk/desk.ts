// The desk between the walk and the script that comes after the answer: the walk puts down what it shows, and the other,
// which is loaded later, takes it up. A symbol keeps it, which no element's id can stand in for.

import type { Judgement } from "./engine";
import type { Conclusion } from "./limits";
import type { Memory } from "./memory";
import type { Moment, Page } from "./screen";

/** What the walk shows: an answer, or what it asks before one. */
export interface Told {
  readonly page: Page;
  readonly memory: Memory;
  readonly stage: HTMLElement;
  readonly moment: Moment;
  readonly judgement: Judgement;
  readonly conclusion: Conclusion;
  /** What the address said: whose answer it is, and when it was asked. */
  readonly asked: { readonly role: string | null; readonly at: number | null };
  /** When the walk began, in Unix seconds: its readings may be younger. */
  readonly began: number;
  /** Asks again about the limits of what was begun. */
  readonly again: () => void;
}

/** Whether a contact answers now; null when that is not known. */
export type Open = (contact: string) => boolean | null;

/** A Desk holds the last thing told; null where a question stands. */
export interface Desk {
  told: Told | null;
  take: (told: Told | null) => void;
  /** Asks about one action, with all that was read. */
  only: (action: string) => void;
  put(told: Told | null): void;
  /** Whether a contact answers now; null while nobody knows. */
  open: Open | null;
  /** Hours that came after they were given up: they count from the next step on, so that nothing moves. */
  late: Open | null;
  sorted: () => void;
  /** Says who answers, once: what comes later is late. */
  hours(open: Open): void;
  catchUp(): void;
}

/** desk is the one of this page. */
export function desk(): Desk {
  const here = window as unknown as { [key: symbol]: Desk | undefined };
  const key = Symbol.for("remit.desk");
  return (here[key] ??= {
    told: null,
    take: () => undefined,
    only: () => undefined,
    put(told) {
      this.told = told;
      this.take(told);
    },
    open: null,
    late: null,
    sorted: () => undefined,
    hours(open) {
      if (this.open !== null) {
        this.late = open;
        return;
      }
      this.open = open;
      this.sorted();
    },
    catchUp() {
      this.open = this.late ?? this.open;
    },
  });
}
