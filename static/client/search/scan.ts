// Chunks: what a person takes for one word, and the words in it. The twin of generator/search/scan.go.

import { fold, Kind, kindOf } from "./fold";

const longest = 64;

/** A Part is a word of a chunk, with where it stands in the text. */
export interface Part {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** A Chunk is what stands between two separators. */
export interface Chunk {
  readonly parts: readonly Part[];
  /** The compound, or "" where there is but one part, or too much to be kept. */
  readonly whole: string;
  /** The text ended before the chunk did: it may still be being typed. */
  readonly open: boolean;
}

/** scan returns the first chunk at or after an offset, and where to go on; no chunk at the end of the text. */
export function scan(text: string, from: number): { chunk: Chunk | undefined; at: number } {
  const reading = new Reading(text, from);
  const open = reading.read();
  return { chunk: reading.chunk(open), at: reading.at };
}

class Reading {
  private whole = "";
  private word = "";
  private start = 0;
  private end = 0;
  private parts: Part[] = [];

  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  /** read reads up to the end of a chunk, and returns whether that is also the end of the text. */
  read(): boolean {
    let before: Kind = Kind.separator;
    for (; this.at < this.text.length; this.at++) {
      const c = this.text.charCodeAt(this.at);
      const kind = kindOf(c);
      switch (kind) {
        case Kind.silent:
          break;
        case Kind.ideograph:
          if (this.whole === "") {
            this.letter(c);
            this.at++;
            this.part();
          }
          return false;
        case Kind.separator:
          if (this.whole !== "") {
            return false;
          }
          break;
        case Kind.joiner:
        case Kind.apostrophe:
          if (this.whole !== "" && !this.goesOn(kind)) {
            return false;
          }
          if (kind === Kind.joiner && this.whole !== "") {
            this.part();
            before = Kind.separator;
          }
          break;
        default:
          if (kind === Kind.upper && this.camel(before)) {
            this.part();
          }
          this.letter(c);
          before = kind;
      }
    }
    return true;
  }

  chunk(open: boolean): Chunk | undefined {
    this.part();
    if (this.parts.length === 0) {
      return undefined;
    }
    const kept = this.parts.length > 1 && this.whole.length <= longest;
    return { parts: this.parts, whole: kept ? this.whole : "", open };
  }

  private letter(c: number): void {
    if (this.word === "") {
      this.start = this.at;
    }
    const folded = fold(c);
    this.word += folded;
    this.whole += folded;
    this.end = this.at + 1;
  }

  private part(): void {
    if (this.word !== "") {
      this.parts.push({ word: this.word.slice(0, longest), start: this.start, end: this.end });
      this.word = "";
    }
  }

  private kindAt(at: number): Kind {
    return at < this.text.length ? kindOf(this.text.charCodeAt(at)) : Kind.separator;
  }

  private goesOn(kind: Kind): boolean {
    const next = this.kindAt(this.at + 1);
    return (
      next === Kind.lower || next === Kind.upper || next === Kind.caseless || (next === Kind.digit && kind === Kind.joiner)
    );
  }

  private camel(before: Kind): boolean {
    if (before === Kind.lower) {
      return true;
    }
    const capitals = before === Kind.upper || before === Kind.digit;
    return capitals && this.kindAt(this.at + 1) === Kind.lower && this.kindAt(this.at + 2) === Kind.lower;
  }
}
