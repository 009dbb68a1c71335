// The index as far as it has been loaded: the core, and the parts that came after it.
//
//   const index = new Index(data);                  // the argument of the call in the core's file
//   const missing = index.shard(3, needs);          // undefined, and the name of its file is among the needs
//   index.take(data);                               // the argument of the call in that file

import { type Chunk, type Core, type Facet, type Lists, nameOf, type Place, readChunk, readCore, readFacets, readShard, type Shard, Source, type Title } from "./data";

/** Needs are the names of files that must be loaded before a query can be answered. */
export type Needs = Set<string>;

/** firstOf returns where a word stands, or would stand, in sorted words. */
export function firstOf(words: readonly string[], word: string): number {
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

export class Index {
  readonly core: Core;
  private readonly parts = new Map<string, Shard | Chunk | readonly Facet[]>();

  constructor(data: unknown) {
    this.core = readCore(new Source(data));
  }

  /** take keeps a part. It throws on what is none. */
  take(data: unknown): void {
    const source = new Source(data);
    const part = source.text("part");
    const read = { c: readShard, w: readShard, t: readChunk, f: readFacets }[part.charAt(0)];
    if (read === undefined) {
      throw new Error("no part of a search index");
    }
    this.parts.set(part, read(source));
  }

  /** coreAt returns where a word stands in the core; -1 when it does not. */
  coreAt(word: string): number {
    const at = firstOf(this.core.words, word);
    return this.core.words[at] === word ? at : -1;
  }

  /** beginsCore reports whether a word of the core begins with a text. */
  beginsCore(text: string): boolean {
    return this.core.words[firstOf(this.core.words, text)]?.startsWith(text) ?? false;
  }

  /** isHot reports whether the lists of a word of the core are in the core. */
  isHot(at: number): boolean {
    return this.core.lists[at] !== undefined;
  }

  /** isProminent reports whether a word of the core stands anywhere but in prose. */
  isProminent(at: number): boolean {
    return this.core.lists[at]?.isProminent ?? this.core.kinds[at] === "p";
  }

  /** listsAt returns the lists of a word of the core, unless its topic is needed first. */
  listsAt(at: number, needs: Needs): Lists | undefined {
    const { lists, topics, words } = this.core;
    if (lists[at] !== undefined) {
      return lists[at];
    }
    const topic = this.part("c", topics[at]!, 1, needs) as Shard | undefined;
    return topic?.lists[firstOf(topic.words, words[at]!)];
  }

  /** home returns the shard that a text would stand in; -1 when there are none. */
  home(text: string): number {
    const { shards } = this.core;
    const at = firstOf(shards, text);
    return shards[at] === text ? at : Math.max(at - 1, Math.min(0, shards.length - 1));
  }

  shard(number: number, needs: Needs): Shard | undefined {
    return this.part("w", number, 0, needs) as Shard | undefined;
  }

  title(document: number, needs: Needs): Title | undefined {
    const { titles, chunk } = this.core;
    return titles === undefined ? this.chunk(document, needs)?.titles?.[document % chunk] : titles[document];
  }

  /** places returns the sections of a document. */
  places(document: number, needs: Needs): readonly Place[] | undefined {
    return this.chunk(document, needs)?.places[document % this.core.chunk];
  }

  private chunk(document: number, needs: Needs): Chunk | undefined {
    return this.part("t", Math.floor(document / this.core.chunk), 2, needs) as Chunk | undefined;
  }

  facets(needs: Needs): readonly Facet[] | undefined {
    return this.part("f", 0, 3, needs) as readonly Facet[] | undefined;
  }

  private part(kind: string, number: number, names: number, needs: Needs): unknown {
    const name = kind + number;
    const part = this.parts.get(name);
    if (part === undefined) {
      needs.add(`${name}-${nameOf(this.core.names[names], number)}.js`);
    }
    return part;
  }
}
