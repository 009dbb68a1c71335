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
  /** The compounds inside it, between two joiners. */
  readonly inner: readonly string[];
  readonly isJoined: boolean;
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
  /** Where in the text each letter of the word stands. */
  private places: number[] = [];
  private parts: Part[] = [];
  /** What stands between two joiners: how many letters of the chunk, and how many of its parts, come before its end. */
  private readonly joints: Array<{ letters: number; parts: number }> = [];

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
          if (this.language() !== "") {
            this.writeLanguage();
            break;
          }
          if (this.whole !== "") {
            return false;
          }
          break;
        case Kind.joiner:
        case Kind.apostrophe:
          if (this.isPreamble()) {
            this.whole = this.word = "";
            this.places = [];
            before = Kind.separator;
            break;
          }
          if (this.whole !== "" && !this.goesOn(kind)) {
            return false;
          }
          if (kind === Kind.joiner && this.whole !== "") {
            this.joint();
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
    return { parts: this.parts, whole: kept ? this.whole : "", inner: this.inner(), isJoined: this.joints.length > 0, open };
  }

  private inner(): string[] {
    if (this.joints.length === 0) {
      return [];
    }
    const ends = [...this.joints, { letters: this.whole.length, parts: this.parts.length }];
    return ends.flatMap(({ letters, parts }, i) => {
      const before = ends[i - 1] ?? { letters: 0, parts: 0 };
      const kept = parts - before.parts > 1 && letters - before.letters <= longest;
      return kept ? [this.whole.slice(before.letters, letters)] : [];
    });
  }

  private letter(c: number): void {
    this.write(fold(c));
  }

  private write(letters: string): void {
    for (let i = 0; i < letters.length; i++) {
      this.places.push(this.at);
    }
    this.word += letters;
    this.whole += letters;
  }

  private writeLanguage(): void {
    const spelt = this.language();
    this.write(spelt.charAt(0));
    if (spelt === "pp") {
      this.at++;
    }
    this.write(spelt.slice(1));
  }

  private language(): string {
    if (this.whole === "c" && this.text.startsWith("++", this.at)) {
      return "pp";
    }
    return (this.whole === "c" || this.whole === "f") && this.text[this.at] === "#" ? "sharp" : "";
  }

  private joint(): void {
    this.part();
    this.joints.push({ letters: this.whole.length, parts: this.parts.length });
  }

  private part(): void {
    const middle = border(this.word);
    this.add(0, middle);
    this.add(middle, this.word.length);
    this.word = "";
    this.places = [];
  }

  private add(from: number, to: number): void {
    if (to > from) {
      this.parts.push({ word: this.word.slice(from, to).slice(0, longest), start: this.places[from]!, end: this.places[to - 1]! + 1 });
    }
  }

  private isPreamble(): boolean {
    const next = this.text.slice(this.at, this.at + 3);
    if (this.whole === "http" || this.whole === "https") {
      return next.startsWith(":") && next.endsWith("//"); // in two, since no script of ours may seem to hold an address
    }
    return this.whole === "www" && this.parts.length === 0 && next.startsWith(".") && this.goesOn(Kind.joiner);
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

/** border returns where the letters and the digits of a word meet; 0 where it is not to be parted. */
function border(word: string): number {
  const [, letters, tail] = /^([a-z]{2,})([0-9]+[a-z]*)$/.exec(word) ?? [];
  if (letters !== undefined) {
    return tail!.length >= 2 ? letters.length : 0;
  }
  return /^([0-9]{2,})[a-z]{2,}$/.exec(word)?.[1]!.length ?? 0;
}
