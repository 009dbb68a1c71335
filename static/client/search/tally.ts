// Scores of many things, few of which have one. The twin of generator/search/tally.go.

/** A Tally holds a number for each of many things, few of which have one. */
export class Tally {
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
