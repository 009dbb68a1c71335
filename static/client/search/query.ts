// The words of a query. The twin of generator/search/query.go and synonym.go.

import { hasDigit, hasOnlyDigits, isPlain, isStop } from "./fold";
import type { Index } from "./index";
import { type Chunk, scan } from "./scan";
import { stem } from "./stem";

const mostTerms = 24;
const mostRead = 400;

/** A Term is one word of a query. */
export interface Term {
  readonly text: string;
  readonly whole: boolean;
  typed: boolean;
  readonly stop: boolean;
  readonly also: string[];
  readonly aside: boolean;
  readonly name: boolean;
  one: boolean;
  codes: readonly string[];
}

function term(text: string, more: Partial<Term> = {}): Term {
  return { text, whole: false, typed: false, stop: false, also: [], aside: false, name: false, one: false, codes: [], ...more };
}

/** Asked is what a query asks for: its words, those that say little beside them, and its plain words in order. */
export interface Asked {
  readonly terms: readonly Term[];
  readonly hints: readonly Term[];
  readonly plain: readonly string[];
}

/** terms cuts a query into its words. */
export function terms(index: Index, query: string): Asked {
  let all = new Map<string, Term>();
  const plain: string[] = [];
  for (let { chunk, at } = scan(query, 0); chunk !== undefined && plain.length < mostRead; { chunk, at } = scan(query, at)) {
    const last = chunk.parts.length - 1;
    const compounds = compoundsOf(chunk);
    const codes = compounds.filter(({ name }) => name).map(({ text }) => text);
    for (let i = 0; i <= last && plain.length < mostRead; i++) {
      const { word } = chunk.parts[i]!;
      add(all, term(word, { typed: chunk.open && i === last, stop: isStop(word), one: chunk.whole === "", codes }));
      plain.push(word);
    }
    compounds.forEach((compound) => add(all, compound));
  }
  plain.splice(mostTerms);
  all = pick(index, all);
  addNeighbours(index, all, plain);
  const telling = [...all].filter(([, { stop }]) => !stop);
  const kept = telling.length > 0 ? new Map(telling) : all;
  const hints = [...all.values()].filter(({ text }) => !kept.has(text));
  addSynonyms(index, kept, plain);
  return { terms: [...kept.values()], hints, plain };
}

function compoundsOf({ whole, parts, inner, isJoined, open }: Chunk): Term[] {
  const name = !isJoined || parts.length > 2 || hasDigit(whole);
  const first = whole === "" ? [] : [term(whole, { whole: true, typed: open, name, one: true })];
  return [...first, ...inner.map((text) => term(text, { whole: true, name: true }))];
}

/** pick keeps of too many terms those that tell most, in their order. */
function pick(index: Index, all: Map<string, Term>): Map<string, Term> {
  if (all.size <= mostTerms) {
    return all;
  }
  const ranked = [...all.values()].map((t) => [tells(index, t), t.text] as const);
  const kept = new Set([0, 1, 2, 3].flatMap((rank) => ranked.filter(([r]) => r === rank).map(([, text]) => text)).slice(0, mostTerms));
  return new Map([...all].filter(([text]) => kept.has(text)));
}

function tells(index: Index, t: Term): number {
  if (t.stop) return 3;
  return index.coreAt(t.text) < 0 ? 2 : t.whole ? 0 : 1;
}

function add(all: Map<string, Term>, term: Term): void {
  const known = all.get(term.text);
  if (known === undefined) {
    all.set(term.text, term);
  } else {
    known.typed = known.typed || term.typed;
    known.one = known.one || term.one;
    known.codes = term.codes.length === 0 ? [] : known.codes;
  }
}

function addNeighbours(index: Index, all: Map<string, Term>, plain: readonly string[]): void {
  for (let i = 0; i < plain.length; i++) {
    for (let n = 2; n <= 3 && i + n <= plain.length; n++) {
      const text = plain.slice(i, i + n).join("");
      const pair = n === 2 && isCodePair(plain[i]!, plain[i + 1]!);
      if (pair || index.coreAt(text) >= 0) {
        add(all, term(text, { whole: true, name: pair }));
      }
      if (pair) {
        addCode(all.get(plain[i]!), text);
        addCode(all.get(plain[i + 1]!), text);
      }
    }
  }
}

function addCode(part: Term | undefined, code: string): void {
  if (part !== undefined && !part.codes.includes(code)) {
    part.codes = [...part.codes, code];
  }
}

function isCodePair(a: string, b: string): boolean {
  return a.length >= 2 && a.length <= 6 && isPlain(a) && b.length >= 3 && hasOnlyDigits(b);
}

function addSynonyms(index: Index, all: Map<string, Term>, plain: readonly string[]): void {
  for (const group of index.core.synonyms) {
    for (const said of group) {
      if (!contains(plain, said)) {
        continue;
      }
      for (const meant of group) {
        if (meant !== said) {
          addMeaning(all, said, meant);
        }
      }
    }
  }
}

function addMeaning(all: Map<string, Term>, said: readonly string[], meant: readonly string[]): void {
  const known = all.get(said[0]!);
  if (said.length === 1 && meant.length === 1 && known !== undefined) {
    if (!known.also.includes(meant[0]!)) {
      known.also.push(meant[0]!);
    }
    return;
  }
  for (const word of meant) {
    if (!isStop(word) && all.size < 2 * mostTerms) {
      add(all, term(word, { aside: true }));
    }
  }
}

function contains(words: readonly string[], phrase: readonly string[]): boolean {
  const rest = phrase.length - 1;
  for (let i = 0; i + rest < words.length; i++) {
    if (phrase.slice(0, rest).every((word, k) => words[i + k] === word) && stem(words[i + rest]!) === stem(phrase[rest]!)) {
      return true;
    }
  }
  return false;
}
