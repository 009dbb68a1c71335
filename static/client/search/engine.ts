// The search engine of the browser: what generator/search finds and how it ranks, on the index that it ships.
//
//   const index = decode(data);                      // data is the argument of remitSearch({…})
//   const { results, words } = search(index, "checkout 5xx", 20);
//
// It knows no page. The twin of generator/search/rank.go: the same whole numbers in the same order. Loops that run for
// every posting count their way, since iterators cost more than what is done here with each.

import { fields, type Index, type Postings } from "./data";
import { hasOnlyDigits, isCode } from "./fold";
import { expand, type Match, type Matches, type Term, terms } from "./query";

export { decode, type Index } from "./data";

const fieldWeights = [64, 64, 40, 28, 24];
const headingWeight = 40;
const codeWeight = 40;
const numberWeight = 12;
const proseWeight = 2;

/** A Result is a document that matched, at the section that matched best ("" when it is the document as a whole). */
export interface Result {
  readonly document: number;
  readonly id: string;
  readonly title: string;
  readonly address: string;
  readonly section: string;
  readonly anchor: string;
  readonly score: number;
}

/** An Answer has the results, best first, and the words of the index that the query found. */
export interface Answer {
  readonly results: readonly Result[];
  readonly words: ReadonlySet<string>;
}

/** search returns at most limit documents that answer a query. */
export function search(index: Index, query: string, limit: number): Answer {
  const ranking = new Ranking(index);
  for (const term of terms(index, query)) {
    ranking.term(term);
  }
  const results = ranking.best(limit).map(({ document, section, score }) => {
    const { id, title, address } = index.documents[document]!;
    const place = section < 0 ? { heading: "", anchor: "" } : index.sections[section]!;
    return { document, id, title, address, section: place.heading, anchor: place.anchor, score };
  });
  return { results, words: ranking.words };
}

/** A Tally holds a number for each of many things, few of which have one. */
class Tally {
  readonly of: Int32Array;
  seen: number[] = [];

  constructor(size: number) {
    this.of = new Int32Array(size);
  }

  add(i: number, n: number): void {
    if (this.of[i] === 0) {
      this.seen.push(i);
    }
    this.of[i]! += n;
  }

  addAll(other: Tally): void {
    for (let i = 0; i < other.seen.length; i++) {
      this.add(other.seen[i]!, other.of[other.seen[i]!]!);
    }
  }

  raise(i: number, n: number): void {
    const had = this.of[i]!;
    if (n > had) {
      this.add(i, n - had);
    }
  }

  clear(): void {
    for (let i = 0; i < this.seen.length; i++) {
      this.of[this.seen[i]!] = 0;
    }
    this.seen = [];
  }
}

interface Rarity {
  strong: number;
  heads: number;
  prose: number;
}

interface Candidate {
  readonly document: number;
  readonly section: number;
  readonly score: number;
}

/** A Ranking adds up scores, a term at a time. */
class Ranking {
  readonly words = new Set<string>();
  private readonly total: Tally;
  private readonly sections: Tally;
  private readonly field: Tally;
  private readonly prose: Tally;
  private readonly section: Tally;

  constructor(private readonly index: Index) {
    const documents = index.documents.length;
    this.total = new Tally(documents);
    this.field = new Tally(documents);
    this.prose = new Tally(documents);
    this.sections = new Tally(index.sections.length);
    this.section = new Tally(index.sections.length);
  }

  term(term: Term): void {
    const found = expand(this.index, term);
    const rare = rarities(this.index, found, term);
    for (const matches of found) {
      for (const match of matches) {
        this.words.add(this.index.words[match.word]!);
        this.match(match, rare);
      }
    }
    this.total.addAll(this.field);
    this.total.addAll(this.prose);
    const { seen, of } = this.section;
    for (let i = 0; i < seen.length; i++) {
      const s = seen[i]!;
      const more = of[s]! - this.field.of[this.index.sections[s]!.document]!;
      if (more > 0) {
        this.sections.add(s, more);
      }
    }
    this.field.clear();
    this.prose.clear();
    this.section.clear();
  }

  private match({ word, quality }: Match, rare: Rarity): void {
    const { strong, heads, prose, words } = this.index;
    const inField = fieldWeights.map((weight) => quality * rare.strong * weight);
    const titled = strong.of(word);
    for (let i = 0; i < titled.length; i++) {
      this.field.raise(Math.floor(titled[i]! / fields), inField[titled[i]! % fields]!);
    }
    raiseAll(this.section, heads.of(word), quality * rare.heads * headingWeight);
    if (rare.prose > 0) {
      const worth = quality * rare.prose * weightInProse(words[word]!);
      raiseAll(prose.isSpread(word) ? this.prose : this.section, prose.of(word), worth);
    }
  }

  best(limit: number): Candidate[] {
    const section = this.bestSections();
    const best: Candidate[] = [];
    for (let document = 0; document < section.length; document++) {
      const s = section[document]! - 1;
      const score = this.total.of[document]! + (s < 0 ? 0 : this.sections.of[s]!);
      if (score > 0) {
        const shorter = 15 - Math.min(15, this.index.documents[document]!.length);
        insert(best, { document, section: s, score: 16 * score + shorter }, limit);
      }
    }
    return best;
  }

  /** bestSections returns, by document, the section that adds most, from 1; 0 is none. */
  private bestSections(): Int32Array {
    const best = new Int32Array(this.index.documents.length);
    const { of } = this.sections;
    for (const s of this.sections.seen) {
      const d = this.index.sections[s]!.document;
      const other = best[d]! - 1;
      if (other < 0 || of[s]! > of[other]! || (of[s] === of[other] && s < other)) {
        best[d] = s + 1;
      }
    }
    return best;
  }
}

function raiseAll(tally: Tally, places: readonly number[], worth: number): void {
  for (let i = 0; i < places.length; i++) {
    tally.raise(places[i]!, worth);
  }
}

function weightInProse(word: string): number {
  return !isCode(word) ? proseWeight : hasOnlyDigits(word) ? numberWeight : codeWeight;
}

function rarities(index: Index, found: readonly Matches[], term: Term): Rarity {
  const documents = index.documents.length;
  const times = term.stop ? 1 : 8;
  const strong = times * rarity(documents, count(index.strong, found));
  const heads = times * rarity(documents, count(index.heads, found));
  const told = term.text.length >= 3 || found[0]!.length > 0;
  return {
    strong,
    heads: strong > 0 ? Math.min(heads, strong) : heads,
    prose: told ? times * rarity(documents, count(index.prose, found)) : 0,
  };
}

function count(places: Postings, found: readonly Matches[]): number {
  for (const matches of found) {
    const n = matches.reduce((sum, { word }) => sum + places.of(word).length, 0);
    if (n > 0) {
      return n;
    }
  }
  return 0;
}

function rarity(documents: number, count: number): number {
  if (count === 0) {
    return 0;
  }
  const x = Math.max(16, Math.floor((16 * documents) / count));
  const power = 31 - Math.clz32(x);
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
