// Slips of the finger: the words one or two edits away. The twin of generator/search/slip.go, which explains the walk.

const longest = 64;

/** walk calls found for the words that one slip, or two from eight letters on, turn into text; for a text that is begun, for
 * those that have a beginning of that kind. */
export function walk(
  words: readonly string[],
  common: readonly number[],
  text: string,
  begun: boolean,
  found: (word: number, slipped: number) => void,
): void {
  const walker = new Walker(text);
  let dead = longest + 1;
  let slipped = 0;
  for (let i = 0; i < words.length; i++) {
    if (common[i]! < dead) {
      const word = words[i]!;
      dead = walker.read(word, common[i]!);
      const whole = dead <= longest ? walker.bound + 1 : walker.distance(word.length);
      slipped = begun ? walker.beginning(Math.min(word.length, dead)) : whole;
    }
    if (slipped > 0 && slipped <= walker.bound) {
      found(i, slipped);
    }
  }
}

class Walker {
  readonly bound: number;
  private readonly text: readonly number[];
  private readonly rows: number[][];

  constructor(text: string) {
    this.bound = text.length >= 8 ? 2 : 1;
    this.text = Array.from(text, (c) => c.charCodeAt(0));
    this.rows = [Array.from({ length: text.length + 1 }, (_, j) => j)];
  }

  /** read fills the rows of a word from a depth on, and returns how many letters were too many, if they were. */
  read(word: string, from: number): number {
    for (let depth = from; depth < word.length; depth++) {
      if (this.row(depth, word.charCodeAt(depth), depth > 0 ? word.charCodeAt(depth - 1) : 0) > this.bound) {
        return depth + 1;
      }
    }
    return longest + 1;
  }

  private row(depth: number, letter: number, before: number): number {
    const { text, bound, rows } = this;
    const above = rows[depth]!;
    const row = (rows[depth + 1] = rows[depth + 1] ?? new Array<number>(text.length + 1).fill(0));
    const first = Math.max(0, depth - bound);
    const after = Math.min(text.length, depth + bound + 1);
    let least = bound + 1;
    if (first < row.length) {
      row[first] = depth + 1;
    }
    if (first === 0) {
      least = depth + 1;
    }
    for (let j = first; j < after; j++) {
      let n = text[j] === letter ? above[j]! : above[j]! + 1;
      n = Math.min(n, above[j + 1]! + 1, row[j]! + 1);
      if (depth > 0 && j > 0 && text[j] === before && text[j - 1] === letter) {
        n = Math.min(n, rows[depth - 1]![j - 1]! + 1);
      }
      row[j + 1] = n;
      least = Math.min(least, n);
    }
    if (after < text.length) {
      row[after + 1] = bound + 1;
    }
    return least;
  }

  distance(length: number): number {
    const n = length - this.text.length;
    return n > this.bound || n < -this.bound ? this.bound + 1 : this.rows[length]![this.text.length]!;
  }

  /** beginning returns the slips between the text and the nearest beginning of the word, of those whose rows are filled. */
  beginning(filled: number): number {
    const n = this.text.length;
    let least = this.bound + 1;
    for (let i = Math.max(0, n - this.bound); i <= Math.min(n + this.bound, filled); i++) {
      least = Math.min(least, this.rows[i]![n]!);
    }
    return least;
  }
}
