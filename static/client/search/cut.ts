// Words that a query writes together and the index apart. The twin of generator/search/cut.go, which explains the rules.

import { fields, type Places } from "./data";
import { isPlain, isStop } from "./fold";
import type { Index, Needs } from "./index";
import type { Term } from "./query";

const leastCut = 5;
const mostCut = 32;
const leastPiece = 2;
const mostPieces = 4;

/** A Cut is the words that a term is made of, with the places that have them all. */
export interface Cut {
  readonly words: readonly string[];
  readonly places: Places;
}

/** together cuts a term, one that is known itself only where that costs nothing; undefined where it leads nowhere, or to
 * needs. */
export function together(index: Index, { text, stop, whole }: Term, known: boolean, needs: Needs): Cut | undefined {
  if (stop || whole || text.length < leastCut || text.length > mostCut || !isPlain(text)) {
    return undefined;
  }
  const words = pieces(index, text);
  if (words.length < 2 || (known && words.some((word) => !index.isHot(index.coreAt(word))))) {
    return undefined;
  }
  const telling = words.filter((word, i) => i === 0 || i === words.length - 1 || !isStop(word));
  const all: Places[] = telling.flatMap((word) => index.listsAt(index.coreAt(word), needs) ?? []);
  if (all.length < telling.length) {
    return undefined;
  }
  const places = all.reduce(shared);
  const nowhere = places.strong.length + places.heads.length + places.prose.length === 0;
  return nowhere ? undefined : { words, places };
}

/** pieces cuts a text into the fewest words of the core but itself, of as many the later longer. */
function pieces(index: Index, text: string): string[] {
  const ways: Array<{ readonly pieces: number; readonly from: number } | undefined> = [{ pieces: 0, from: 0 }];
  for (let end = leastPiece; end <= text.length; end++) {
    for (let from = 0; from + leastPiece <= end; from++) {
      const before = ways[from];
      const n = (before?.pieces ?? 0) + 1;
      const better = before !== undefined && end - from < text.length && n < (ways[end]?.pieces ?? Infinity);
      if (better && index.coreAt(text.slice(from, end)) >= 0) {
        ways[end] = { pieces: n, from };
      }
    }
  }
  const found: string[] = [];
  if ((ways[text.length]?.pieces ?? Infinity) <= mostPieces) {
    for (let end = text.length; end > 0; end = ways[end]!.from) {
      found.unshift(text.slice(ways[end]!.from, end));
    }
  }
  return found;
}

function shared(a: Places, b: Places): Places {
  const prose = a.isSpread || b.isSpread ? [] : common(a.prose, b.prose);
  return { strong: sharedFields(a.strong, b.strong), heads: common(a.heads, b.heads), prose, isSpread: false };
}

function sharedFields(a: readonly number[], b: readonly number[]): number[] {
  const both: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i]!, b[j]!];
    if (Math.floor(x / fields) === Math.floor(y / fields)) {
      both.push(Math.max(x, y));
    }
    if (x <= y) {
      i++;
    } else {
      j++;
    }
  }
  return both;
}

function common(a: readonly number[], b: readonly number[]): number[] {
  const others = new Set(b);
  return a.filter((n) => others.has(n));
}
