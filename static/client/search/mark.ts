// Which stretches of a text the query found: for showing, never for ranking.

import { scan } from "./scan";

/** A Piece is a stretch of a text. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** pieces cuts a text into stretches that are among the words found and stretches that are not. */
export function pieces(text: string, words: ReadonlySet<string>): Piece[] {
  const all: Piece[] = [];
  let done = 0;
  const add = (end: number, found: boolean): void => {
    if (end > done) {
      all.push({ text: text.slice(done, end), found });
      done = end;
    }
  };
  for (let { chunk, at } = scan(text, 0); chunk !== undefined; { chunk, at } = scan(text, at)) {
    const spans = words.has(chunk.whole) ? [ends(chunk.parts)] : chunk.parts.filter(({ word }) => words.has(word));
    for (const { start, end } of spans) {
      add(start, false);
      add(end, true);
    }
  }
  add(text.length, false);
  return all;
}

function ends<T extends { start: number; end: number }>(parts: readonly T[]): { start: number; end: number } {
  return { start: parts[0]!.start, end: parts[parts.length - 1]!.end };
}
