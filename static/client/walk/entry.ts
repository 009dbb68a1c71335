// What an entry of the browser's history remembers beside its address.

import type { Reply } from "./limits";

/** An Entry is a step of this visit. Replies about limits hold for minutes only, so no address carries them. */
export interface Entry {
  /** How many steps of this page lie before it. */
  readonly depth: number;
  /** Whether it asks for the role, even though one is remembered. */
  readonly choose: boolean;
  /** The fact that it asks again. */
  readonly ask: string | null;
  readonly replies: readonly { readonly grant: string; readonly reply: Reply; readonly at: number }[];
  /** When this walk began, in Unix seconds; null before its first reading. Readings may be younger. */
  readonly began: number | null;
  /** When a call was due that is still owed, by ladder: a reading that changes later puts no deadline off. */
  readonly due: Readonly<Record<string, number>>;
  /** Since when a grant has been on the screen, by name: what is to be told then is not put off either. */
  readonly since: Readonly<Record<string, number>>;
}

/** entry reads what the browser kept. Whatever is not an entry is the first one. */
export function entry(state: unknown): Entry {
  const first: Entry = { depth: 0, choose: false, ask: null, replies: [], began: null, due: {}, since: {} };
  return typeof state === "object" && state !== null && "replies" in state ? { ...first, ...(state as Partial<Entry>) } : first;
}
