// The search engine of the browser: what generator/search finds and how it ranks, on the index that it ships.
//
//   const index = new Index(data);                    // data is the argument of remitSearch({…}) in the core's file
//   const answer = search(index, { text: "checkout 5xx", limit: 20, near: 0, chunks: 0, only: [] });
//   answer.needs                                      // files to load before it can be answered; then ask again
//
// It knows no page. The twin of generator/search/rank.go: the same whole numbers in the same order. Loops that run for
// every posting count their way, since iterators cost more than what is done here with each.

import { fields, type Place, type Places, sectionsOf } from "./data";
import { expand, type Match, type Matches } from "./expand";
import { hasOnlyDigits, isCode } from "./fold";
import type { Index, Needs } from "./index";
import { type Term, terms } from "./query";
import { Tally } from "./tally";

export { Index } from "./index";

const fieldWeights = [64, 64, 40, 28, 24];
const headingWeight = 40;
const namedTwice = 2;
const nameWeight = 64;
const codeWeight = 40;
const numberWeight = 12;
const proseWeight = 2;

/** hintQuality is how well a word that says little answers. */
const hintQuality = 10;

/** wholeTitle says how much more a document is worth whose title was typed: one in so many of the score. */
const wholeTitle = 4;

/** leastPlace says how much a section must add to be named: one in so many of the score. */
const leastPlace = 25;

/** mostPlaces is how many sections of a document a result leads to, besides the best one. */
const mostPlaces = 2;

/** A Query is what somebody asks; documents must have every value chosen. */
export interface Query {
  readonly text: string;
  readonly limit: number;
  /** No result that scores less than so many hundredths of the best; 0 for no such bound. */
  readonly near: number;
  /** From at most so many chunks of documents, where their titles are in chunks; 0 or nothing for no such bound. */
  readonly chunks?: number;
  readonly only: ReadonlyArray<{ readonly facet: number; readonly value: string }>;
}

/** A Result is a document that matched, at the section that matched best ("" when it is the document as a whole). */
export interface Result {
  readonly document: number;
  readonly id: string;
  readonly title: string;
  readonly address: string;
  readonly notes: readonly string[];
  readonly section: string;
  readonly anchor: string;
  readonly more: readonly Place[];
  readonly score: number;
}

/** An Answer has the results, best first; how many documents matched in all; the query with its misspelt words put right,
 * or ""; and the words of the index that the query found. While there are needs it has nothing else. */
export interface Answer {
  readonly needs: readonly string[];
  readonly results: readonly Result[];
  readonly found: number;
  readonly meant: string;
  readonly words: ReadonlySet<string>;
}

/** search answers a query. */
export function search(index: Index, query: Query): Answer {
  const needs: Needs = new Set();
  const asked = terms(index, query.text);
  const expanded = asked.terms.map((term) => ({ term, found: expand(index, term, needs) }));
  const allowed = allow(index, query, needs);
  const ranking = new Ranking(index);
  const meant = new Map<string, string>();
  if (needs.size === 0) {
    for (const { term, found } of expanded) {
      const word = guess(found);
      if (word !== "") {
        meant.set(term.text, word);
      }
      ranking.term(term, found);
    }
    asked.hints.forEach(({ text }) => ranking.hint(text));
  }
  const { best, count } = ranking.best(query.limit, allowed);
  const near = best.filter(({ score }) => 100 * score >= query.near * best[0]!.score);
  const results = within(index, near, query.chunks ?? 0).map((candidate) => result(index, ranking, candidate, needs));
  if (needs.size > 0) {
    return { needs: [...needs], results: [], found: 0, meant: "", words: ranking.words };
  }
  return { needs: [], results: results.filter(isThere), found: count, meant: corrected(asked.plain, meant), words: ranking.words };
}

/** few is how many results there must be before a bound on chunks keeps out all that would cost another. */
const few = 2;

/** within returns the first candidates, up to the one that would need a chunk too many. */
function within(index: Index, best: readonly Candidate[], chunks: number): readonly Candidate[] {
  const { titles, chunk } = index.core;
  if (chunks === 0 || titles !== undefined) {
    return best;
  }
  const met = new Set<number>();
  const end = best.findIndex(({ document }, i) => {
    const at = Math.floor(document / chunk);
    return !met.has(at) && (met.size === chunks || i >= few || !met.add(at));
  });
  return end < 0 ? best : best.slice(0, end);
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function guess(found: readonly Matches[]): string {
  const [same, begins, ...slips] = found;
  if (same!.length + begins!.length > 0) {
    return "";
  }
  const matches = slips.find((some) => some.length > 0) ?? [];
  const better = (a: Match, b: Match): boolean => {
    const more = a.lists.strong.length - b.lists.strong.length;
    return more > 0 || (more === 0 && a.word < b.word);
  };
  return matches.reduce<Match | undefined>((best, m) => (best === undefined || better(m, best) ? m : best), undefined)?.word ?? "";
}

function corrected(plain: readonly string[], meant: ReadonlyMap<string, string>): string {
  return plain.some((word) => meant.has(word)) ? plain.map((word) => meant.get(word) ?? word).join(" ") : "";
}

function allow(index: Index, { only }: Query, needs: Needs): ((document: number) => boolean) | undefined {
  if (only.length === 0) {
    return undefined;
  }
  const facets = index.facets(needs);
  const having = new Uint8Array(index.core.documents);
  for (const { facet, value } of only) {
    const { values = [], documents = [] } = facets?.[facet] ?? {};
    documents[values.indexOf(value)]?.forEach((document) => having[document]!++);
  }
  return (document) => having[document] === only.length;
}

function result(index: Index, ranking: Ranking, candidate: Candidate, needs: Needs): Result | undefined {
  const { document, section, score } = candidate;
  const title = index.title(document, needs);
  const places = section < 0 ? [] : index.places(document, needs);
  if (title === undefined || places === undefined) {
    return undefined;
  }
  const { heading, anchor } = places[section % sectionsOf] ?? { heading: "", anchor: "" };
  return { document, ...title, section: heading, anchor, more: section < 0 ? [] : ranking.more(candidate, places), score };
}

interface Rarity {
  readonly strong: number;
  readonly heads: number;
  readonly prose: number;
}

interface Candidate {
  readonly document: number;
  readonly section: number;
  readonly score: number;
}

/** A Ranking adds up scores, a term at a time. Sections are too many to have a place each: theirs are in maps. */
class Ranking {
  readonly words = new Set<string>();
  private readonly total: Tally;
  private readonly field: Tally;
  private readonly prose: Tally;
  private readonly titled: Tally;
  private asked = 0;
  private readonly sections = new Map<number, number>();
  private readonly headings = new Map<number, number>();
  private readonly section = new Map<number, number>();

  constructor(private readonly index: Index) {
    const { documents } = index.core;
    this.total = new Tally(documents);
    this.field = new Tally(documents);
    this.prose = new Tally(documents);
    this.titled = new Tally(documents);
  }

  term(term: Term, found: readonly Matches[]): void {
    const rare = rarities(this.index.core.documents, found, term);
    for (const matches of found) {
      for (const match of matches) {
        (match.pieces ?? [match.word]).forEach((word) => this.words.add(word));
        this.match(term, match, rare);
      }
    }
    for (const { lists, quality } of found[0]!) {
      for (let i = 0; i < lists.heads.length; i++) {
        this.headings.set(lists.heads[i]!, this.headingOf(lists.heads[i]!) + quality * rare.heads);
      }
    }
    this.total.addAll(this.field);
    this.total.addAll(this.prose);
    for (const [section, worth] of this.section) {
      const more = worth - this.field.of[Math.floor(section / sectionsOf)]!;
      if (more > 0) {
        this.sections.set(section, (this.sections.get(section) ?? 0) + more);
      }
    }
    this.field.clear();
    this.prose.clear();
    this.section.clear();
    if (term.one && !term.stop) {
      this.asked++;
      this.title(term, found);
    }
  }

  private title({ text }: Term, found: readonly Matches[]): void {
    const strong = found[0]!.find(({ word }) => word === text)?.lists.strong ?? [];
    for (let i = 0; i < strong.length; i++) {
      if (strong[i]! % fields === 0) {
        this.titled.add(strong[i]! / fields, 1);
      }
    }
  }

  /** hint lets a word that says little decide between documents that are found without it. */
  hint(text: string): void {
    const at = this.index.coreAt(text);
    const strong = (at < 0 ? undefined : this.index.core.lists[at])?.strong ?? [];
    const rare = hintQuality * 8 * bitsOf(this.index.core.documents, strong.length);
    for (let i = 0; i < strong.length; i++) {
      const document = Math.floor(strong[i]! / fields);
      if (this.total.of[document]! > 0) {
        this.total.add(document, rare * fieldWeights[strong[i]! % fields]!);
      }
    }
  }

  private match(term: Term, { word, lists, quality }: Match, rare: Rarity): void {
    const times = term.name && term.text === word ? namedTwice : 1;
    const inField = fieldWeights.map((weight) => quality * rare.strong * times * weight);
    const { strong } = lists;
    for (let i = 0; i < strong.length; i++) {
      this.field.raise(Math.floor(strong[i]! / fields), inField[strong[i]! % fields]!);
    }
    raiseAll(this.section, lists.heads, quality * rare.heads * headingWeight);
    if (rare.prose === 0) {
      return;
    }
    const worth = quality * rare.prose * weightInProse(term, word);
    if (!lists.isSpread) {
      raiseAll(this.section, lists.prose, worth);
      return;
    }
    for (let i = 0; i < lists.prose.length; i++) {
      this.prose.raise(lists.prose[i]!, worth);
    }
  }

  best(limit: number, allowed: ((document: number) => boolean) | undefined): { best: Candidate[]; count: number } {
    const section = this.bestSections();
    const { documents, lengths } = this.index.core;
    const best: Candidate[] = [];
    let count = 0;
    for (let document = 0; document < documents; document++) {
      const s = section[document]!;
      const inSection = s < 0 ? 0 : this.sections.get(s)!;
      const score = this.total.of[document]! + inSection;
      if (score > 0 && (allowed === undefined || allowed(document))) {
        count++;
        const section = inSection * leastPlace < score ? -1 : s;
        const more = this.isTitle(document) ? Math.floor(score / wholeTitle) : 0;
        insert(best, { document, section, score: 16 * (score + more) + 15 - Math.min(15, lengths[document]!) }, limit);
      }
    }
    return { best, count };
  }

  private isTitle(document: number): boolean {
    return this.asked > 0 && this.titled.of[document] === this.asked && this.index.core.lengths[document] === this.asked;
  }

  private bestSections(): Float64Array {
    const best = new Float64Array(this.index.core.documents).fill(-1);
    for (const [section, worth] of this.sections) {
      const document = Math.floor(section / sectionsOf);
      const other = best[document]!;
      if (other < 0 || (worth - this.sections.get(other)! || this.headingOf(section) - this.headingOf(other) || other - section) > 0) {
        best[document] = section;
      }
    }
    return best;
  }

  private headingOf(section: number): number {
    return this.headings.get(section) ?? 0;
  }

  /** more returns the next best sections of a document that have a heading. */
  more({ document, section: first }: Candidate, places: readonly Place[]): Place[] {
    const others: Candidate[] = [];
    places.forEach(({ heading }, i) => {
      const section = document * sectionsOf + i;
      const score = this.sections.get(section) ?? 0;
      if (section !== first && 2 * score >= this.sections.get(first)! && heading !== "") {
        insert(others, { document, section, score }, mostPlaces);
      }
    });
    return others.map(({ section }) => places[section % sectionsOf]!);
  }
}

function raiseAll(sections: Map<number, number>, list: readonly number[], worth: number): void {
  for (let i = 0; i < list.length; i++) {
    if (worth > (sections.get(list[i]!) ?? 0)) {
      sections.set(list[i]!, worth);
    }
  }
}

function weightInProse({ name, text }: Term, word: string): number {
  if (isCode(word) && hasOnlyDigits(word)) {
    return numberWeight;
  }
  if (name && text === word) {
    return nameWeight;
  }
  return isCode(word) ? codeWeight : proseWeight;
}

function rarities(documents: number, found: readonly Matches[], term: Term): Rarity {
  const strong = bitsOf(documents, count(found, (lists) => lists.strong));
  let heads = bitsOf(documents, count(found, (lists) => lists.heads));
  if (strong > 0) {
    heads = Math.min(heads, strong);
  }
  const looked = term.text.length >= 3 || found[0]!.length > 0;
  const prose = looked ? bitsOf(documents, count(found, (lists) => lists.prose)) : 0;
  return { strong: 8 * strong, heads: 8 * heads, prose: 8 * prose };
}

function bitsOf(documents: number, count: number): number {
  return count > 0 ? bits(documents, count) : 0;
}

function count(found: readonly Matches[], list: (lists: Places) => readonly number[]): number {
  for (const matches of found) {
    const n = matches.reduce((sum, { lists }) => sum + list(lists).length, 0);
    if (n > 0) {
      return n;
    }
  }
  return 0;
}

function bits(n: number, count: number): number {
  const x = Math.max(16, Math.floor((16 * n) / count));
  let power = 0;
  while (x >> power > 1) {
    power++;
  }
  return 16 * power + ((16 * x) >> power) - 16 - 64 + 8;
}

function insert(best: Candidate[], candidate: Candidate, limit: number): void {
  if (best.length < limit) {
    best.push(candidate);
  } else if (limit <= 0 || candidate.score <= best[limit - 1]!.score) {
    return;
  } else {
    best[limit - 1] = candidate;
  }
  for (let i = best.length - 1; i > 0 && best[i]!.score > best[i - 1]!.score; i--) {
    [best[i], best[i - 1]] = [best[i - 1]!, best[i]!];
  }
}
