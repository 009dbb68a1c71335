// The words of a query, and the words of the index that answer them. The twin of generator/search/query.go and expand.go.

import type { Index } from "./data";
import { hasDigit, isStop } from "./fold";
import { scan } from "./scan";
import { walk } from "./slip";
import { stem } from "./stem";

const mostTerms = 24;

/** A Term is one word of a query. */
export interface Term {
  readonly text: string;
  readonly whole: boolean;
  typed: boolean;
  readonly stop: boolean;
}

/** A Match is a word of the index that answers a term, with how well it does, in hundredths. */
export interface Match {
  readonly word: number;
  readonly quality: number;
}

/** Matches are those of one class; the classes come best first. */
export type Matches = readonly Match[];

/** terms cuts a query into its words, and adds what neighbours make when they are written together. */
export function terms(index: Index, query: string): Term[] {
  const all = new Map<string, Term>();
  const plain: string[] = [];
  for (let { chunk, at } = scan(query, 0); chunk !== undefined && all.size < mostTerms; { chunk, at } = scan(query, at)) {
    const last = chunk.parts.length - 1;
    for (let i = 0; i <= last && all.size < mostTerms; i++) {
      const { word } = chunk.parts[i]!;
      add(all, { text: word, whole: false, typed: chunk.open && i === last, stop: isStop(word) });
      plain.push(word);
    }
    if (chunk.whole !== "" && all.size < mostTerms) {
      add(all, { text: chunk.whole, whole: true, typed: chunk.open, stop: false });
    }
  }
  addNeighbours(index, all, plain.slice(0, mostTerms));
  return [...all.values()];
}

function add(all: Map<string, Term>, term: Term): void {
  const known = all.get(term.text);
  if (known === undefined) {
    all.set(term.text, term);
  } else {
    known.typed = known.typed || term.typed;
  }
}

function addNeighbours(index: Index, all: Map<string, Term>, plain: readonly string[]): void {
  for (let i = 0; i < plain.length; i++) {
    for (let n = 2; n <= 3 && i + n <= plain.length; n++) {
      const text = plain.slice(i, i + n).join("");
      if (index.words[find(index.words, text)] === text) {
        add(all, { text, whole: true, typed: false, stop: false });
      }
    }
  }
}

/** find returns where a word stands, or would stand, in the sorted words. */
function find(words: readonly string[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]! < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** expand finds the words that answer a term: its inflections, what it begins, one slip away, two slips away. */
export function expand(index: Index, term: Term): Matches[] {
  const same = inflections(index.words, term);
  const begun = term.typed || (!term.stop && !term.whole && term.text.length >= 3);
  const found: Match[][] = [same, begun ? beginnings(index.words, term.text) : [], [], []];
  if (mayHaveSlips(term) && !isProminent(index, same)) {
    walk(index.words, index.common, term.text, (word, slipped) => {
      found[1 + slipped]!.push({ word, quality: slipped === 2 ? 36 : 60 });
    });
  }
  return found;
}

function mayHaveSlips(term: Term): boolean {
  return !term.stop && !hasDigit(term.text) && term.text.length >= 4;
}

function inflections(words: readonly string[], term: Term): Match[] {
  const { text } = term;
  if (term.whole || text.length < 3) {
    const at = find(words, text);
    return words[at] === text ? [{ word: at, quality: 100 }] : [];
  }
  const root = stem(text);
  const beginning = root.endsWith("y") ? root.slice(0, -1) : root;
  const found: Match[] = [];
  for (let at = find(words, beginning); at < words.length && words[at]!.startsWith(beginning); at++) {
    const word = words[at]!;
    if (word === text) {
      found.push({ word: at, quality: 100 });
    } else if (word.length <= root.length + "ations".length && stem(word) === root) {
      found.push({ word: at, quality: 90 });
    }
  }
  return found;
}

function beginnings(words: readonly string[], text: string): Match[] {
  const found: Match[] = [];
  for (let at = find(words, text); at < words.length && words[at]!.startsWith(text); at++) {
    found.push({ word: at, quality: 40 + Math.floor((40 * text.length) / words[at]!.length) });
  }
  return found;
}

function isProminent(index: Index, found: Matches): boolean {
  return found.some(({ word }) => !index.strong.isEmpty(word) || !index.heads.isEmpty(word));
}
