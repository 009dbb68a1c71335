// The words of the index that answer the words of a query. The twin of generator/search/expand.go, which explains the
// rules; here they also tell which shards a query needs.

import { type Cut, together } from "./cut";
import type { Lists, Places } from "./data";
import { hasDigit, isStop } from "./fold";
import { firstOf, type Index, type Needs } from "./index";
import type { Term } from "./query";
import { walk } from "./slip";
import { stem } from "./stem";

const itself = 100;
const inflected = 90;
const synonym = 75;
const oneSlip = 60;
const twoSlips = 36;
const lessAside = 60;
const lessInCode = 20;
const coldInflections = 2;
const coldBeginnings = 2;
const coldSlips = 2;

/** A Match is a word of the index that answers a term, or several words that do together, with how well they do, in
 * hundredths, and where they stand. */
export interface Match {
  readonly word: string;
  readonly lists: Places;
  readonly quality: number;
  readonly pieces?: readonly string[];
}

/** Matches are those of one class; the classes come best first: same, begins, slip, slips. */
export type Matches = readonly Match[];

/** expand finds the words that answer a term. What it cannot tell without another file is among the needs afterwards. */
export function expand(index: Index, term: Term, needs: Needs): Matches[] {
  const looking = new Looking(index, term, needs);
  const same = looking.inflections(itself, inflected);
  const begun = term.typed || (!term.stop && !term.whole && term.text.length >= 3);
  const found: Match[][] = [same, begun ? looking.beginnings() : [], [], []];
  if (mayHaveSlips(term, needs.size + same.length + found[1]!.length) && !looking.foundProminent) {
    looking.slips(false, found[2]!, found[3]!);
  }
  const cut = looking.together(same.length + found[1]!.length > 0);
  if (cut !== undefined) {
    same.push({ word: cut.words[0]!, lists: cut.places, quality: synonym, pieces: cut.words });
  }
  if (mayBegin(term) && needs.size === 0 && found.every((matches) => matches.length === 0)) {
    looking.slips(true, found[2]!, found[3]!);
  }
  for (const text of term.also) {
    const other = { ...term, text, whole: false, typed: false };
    same.push(...new Looking(index, other, needs).inflections(synonym, synonym));
  }
  const aside = term.aside ? lessened(found, lessAside) : found;
  return isOfKnownCode(index, term, needs) ? lessened(aside, lessInCode) : aside;
}

function lessened(found: readonly Matches[], hundredths: number): Matches[] {
  return found.map((matches) => matches.map((m) => ({ ...m, quality: Math.floor((m.quality * hundredths) / 100) })));
}

// As long as something is needed, three letters may turn out to be a word.
function mayHaveSlips({ stop, text }: Term, others: number): boolean {
  return !stop && !hasDigit(text) && (text.length >= 4 || (text.length === 3 && others === 0));
}

function mayBegin(term: Term): boolean {
  return term.typed && !term.whole && mayHaveSlips(term, 1) && term.text.length >= 5;
}

function homesOf(index: Index, term: Term, needs: Needs): number[] {
  const { text, typed } = term;
  const { shards } = index.core;
  if (index.coreAt(text) >= 0 || shards.length === 0) {
    return [];
  }
  if (typed && (text.length < 3 || (text.length < 5 && index.beginsCore(text)))) {
    return [];
  }
  if (isOfKnownCode(index, term, needs)) {
    return [];
  }
  const here = index.home(text);
  const root = index.home(rootOf(term));
  const homes = root === here ? [here] : [here, root];
  if (here + 1 < shards.length && shards[here + 1]!.startsWith(text)) {
    homes.push(here + 1);
  }
  return homes;
}

/** isOfKnownCode reports whether a term is a part of a code that is found whole: it is looked for only where that costs
 * nothing. */
function isOfKnownCode(index: Index, term: Term, needs: Needs): boolean {
  return term.codes.map((text) => isKnown(index, { ...term, text, whole: true, codes: [] }, needs)).includes(true);
}

// Until the shards of a code are there, it is taken for known: its parts may never be needed.
function isKnown(index: Index, code: Term, needs: Needs): boolean {
  if (index.coreAt(code.text) >= 0) {
    return true;
  }
  const shards = homesOf(index, code, needs).map((home) => index.shard(home, needs));
  return shards.some((shard) => shard === undefined || shard.words[firstOf(shard.words, code.text)] === code.text);
}

function rootOf({ whole, text }: Term): string {
  if (whole || text.length < 3) {
    return text;
  }
  const root = stem(text);
  return root.endsWith("y") ? root.slice(0, -1) : root;
}

/** A Cold is a word of the core whose lists are elsewhere. */
interface Cold {
  readonly word: string;
  readonly at: number;
  readonly lists: () => Lists | undefined;
  readonly quality: number;
}

/** A Looking looks for the words that answer one term. */
class Looking {
  /** Whether inflections found any word, and one that is prominent. */
  foundAny = false;
  foundProminent = false;
  private readonly homes: readonly number[];
  private readonly ofKnownCode: boolean;

  constructor(
    private readonly index: Index,
    private readonly term: Term,
    private readonly needs: Needs,
  ) {
    this.homes = homesOf(index, term, needs);
    this.ofKnownCode = isOfKnownCode(index, term, needs);
  }

  inflections(exact: number, close: number): Match[] {
    const { text, whole } = this.term;
    const root = stem(text);
    const inflects = !whole && text.length >= 3;
    const found: Match[] = [];
    const cold: Cold[] = [];
    this.each(rootOf(this.term), (word, at, lists) => {
      const inflection = inflects && word.length <= root.length + "ations".length && stem(word) === root;
      if (this.isCold(at) && this.ofKnownCode) {
        return;
      }
      if (word === text) {
        this.note(at);
        this.add(found, word, lists(), exact);
      } else if (inflection && this.isCold(at)) {
        cold.push({ word, at, lists, quality: close });
      } else if (inflection) {
        this.note(at);
        this.add(found, word, lists(), close);
      }
    });
    this.addShortest(found, cold, coldInflections, (at) => this.note(at));
    return found;
  }

  beginnings(): Match[] {
    const { text } = this.term;
    const unknown = !this.foundAny && this.isHomeLoaded();
    const found: Match[] = [];
    const cold: Cold[] = [];
    this.each(text, (word, at, lists) => {
      const quality = 40 + Math.floor((40 * text.length) / word.length);
      if (!this.isCold(at)) {
        this.add(found, word, lists(), quality);
      } else if (unknown && text.length >= 3 && !this.ofKnownCode) {
        cold.push({ word, at, lists, quality });
      }
    });
    this.addShortest(found, cold, coldBeginnings);
    return found;
  }

  private isHomeLoaded(): boolean {
    return this.homes.every((home) => this.index.shard(home, this.needs) !== undefined);
  }

  /** together cuts the term, once it is clear whether it is a word. */
  together(known: boolean): Cut | undefined {
    return this.ofKnownCode || !this.isHomeLoaded() ? undefined : together(this.index, this.term, known, this.needs);
  }

  private note(at: number): void {
    this.foundAny = true;
    this.foundProminent = this.foundProminent || (at >= 0 && this.index.isProminent(at));
  }

  /** isCold reports whether a word is in the core and its lists are not. */
  private isCold(at: number): boolean {
    return at >= 0 && !this.index.isHot(at);
  }

  private addShortest(found: Match[], cold: Cold[], n: number, added?: (at: number) => void): void {
    cold.sort((a, b) => a.word.length - b.word.length || a.at - b.at);
    for (const { word, at, lists, quality } of cold.slice(0, n)) {
      this.add(found, word, lists(), quality);
      added?.(at);
    }
  }

  slips(begun: boolean, one: Match[], two: Match[]): void {
    const { index, term } = this;
    const { words, common } = index.core;
    const cold: Array<{ at: number; slipped: number; other: number }> = [];
    const add = (at: number, slipped: number): void =>
      this.add(slipped === 1 ? one : two, words[at]!, index.listsAt(at, this.needs), quality(slipped === 1 ? oneSlip : twoSlips, begun));
    walk(words, common, term.text, begun, (at, slipped) => {
      if (isStop(words[at]!)) {
        return; // cant is no slip of can
      }
      if (index.isHot(at)) {
        add(at, slipped);
      } else {
        cold.push({ at, slipped, other: words[at]![0] === term.text[0] ? 0 : 1 });
      }
    });
    cold.sort((a, b) => a.slipped - b.slipped || a.other - b.other || a.at - b.at);
    cold.slice(0, coldSlips).forEach(({ at, slipped }) => add(at, slipped));
  }

  /** each visits the words that begin with a text: those of the core, and those of the homes that are not in it. */
  private each(beginning: string, visit: (word: string, at: number, lists: () => Lists | undefined) => void): void {
    const { index, needs } = this;
    const { words } = index.core;
    for (let at = firstOf(words, beginning); at < words.length && words[at]!.startsWith(beginning); at++) {
      visit(words[at]!, at, () => index.listsAt(at, needs));
    }
    for (const home of this.homes) {
      const shard = index.shard(home, needs);
      for (let i = shard ? firstOf(shard.words, beginning) : 0; shard && shard.words[i]?.startsWith(beginning); i++) {
        const word = shard.words[i]!;
        if (index.coreAt(word) < 0) {
          visit(word, -1, () => shard.lists[i]);
        }
      }
    }
  }

  private add(to: Match[], word: string, lists: Lists | undefined, quality: number): void {
    if (lists !== undefined) {
      to.push({ word, lists, quality });
    }
  }
}

function quality(whole: number, begun: boolean): number {
  return begun ? Math.floor((whole * 3) / 4) : whole;
}
