// What a field asks for at first, wherever it stands, and how patiently.

import type { Index } from "./engine";

/** How near the best, in hundredths, the first results must score; the others are a button away. Where each may cost a
 * file they must be nearer, and may cost two files at most. */
const near = 40;
const nearInChunks = 75;
const chunks = 2;

/** For how long typing must pause before anything is loaded for what was typed, in milliseconds. */
export const pause = 180;

/** For how long it must rest before it is said that nothing is found, and before anything is read out. */
export const calm = 700;

/** bounds keeps the first results few and near. */
export function bounds(index: Index): { near: number; chunks: number } {
  return { near: index.core.titles === undefined ? nearInChunks : near, chunks };
}
