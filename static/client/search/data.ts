// The parts of the shipped index, unpacked. Their form is set down in generator/search/files.go and chunks.go.

/** The number of fields that a document has beside its sections. */
export const fields = 5;

/** The five letters that name a file stand in a row, for all parts of a kind. */
const nameLength = 5;

/** Places are where a word stands. */
export interface Places {
  /** strong holds documents*fields + field, ascending. */
  readonly strong: readonly number[];
  /** heads holds sections. */
  readonly heads: readonly number[];
  readonly prose: readonly number[];
  /** isSpread reports whether prose holds documents, not sections. */
  readonly isSpread: boolean;
}

/** A Lists holds where one word stands, packed until it is asked about. */
export class Lists implements Places {
  private strongOnes: readonly number[] | undefined;
  private headOnes: readonly number[] | undefined;
  private proseOnes: readonly number[] | undefined;

  constructor(
    private readonly strongText: string,
    private readonly headText: string,
    private readonly proseText: string,
  ) {}

  /** isProminent reports whether the word stands anywhere but in prose. */
  get isProminent(): boolean {
    return this.strongText !== "" || this.headText !== "";
  }

  get strong(): readonly number[] {
    return (this.strongOnes ??= added(numbers(this.strongText)));
  }

  get heads(): readonly number[] {
    return (this.headOnes ??= sections(numbers(this.headText)));
  }

  get isSpread(): boolean {
    return this.proseText.startsWith("!");
  }

  get prose(): readonly number[] {
    return (this.proseOnes ??= this.isSpread ? added(numbers(this.proseText)) : sections(numbers(this.proseText)));
  }
}

/** A section is its document times this, and which of the document's sections it is. */
export const sectionsOf = 0x10000;

/** A Core is the part that is loaded first. */
export interface Core {
  readonly documents: number;
  readonly lengths: readonly number[];
  readonly words: readonly string[];
  readonly common: readonly number[];
  readonly kinds: string;
  /** By word; undefined for a word whose lists are in its topic. */
  readonly lists: ReadonlyArray<Lists | undefined>;
  /** By word. */
  readonly topics: ReadonlyArray<number | undefined>;
  /** The first word of each shard. */
  readonly shards: readonly string[];
  /** Documents in a chunk. */
  readonly chunk: number;
  readonly names: readonly string[];
  readonly titles: readonly Title[] | undefined;
  readonly facets: readonly string[];
  /** Groups of phrases of words. */
  readonly synonyms: ReadonlyArray<ReadonlyArray<readonly string[]>>;
}

/** A Shard has the words of a stretch of the alphabet, or of a topic. */
export interface Shard {
  readonly words: readonly string[];
  readonly lists: readonly Lists[];
}

/** A Title is what is known of a document but for its text. */
export interface Title {
  readonly id: string;
  readonly title: string;
  readonly address: string;
  readonly notes: readonly string[];
}

/** A Place is a section of a document. */
export interface Place {
  readonly heading: string;
  readonly anchor: string;
}

/** A Chunk is what results show of some documents. The titles are missing when the core has them. */
export interface Chunk {
  readonly titles: readonly Title[] | undefined;
  readonly places: ReadonlyArray<readonly Place[]>;
}

/** Facet is a kind of value that documents can be filtered by. */
export interface Facet {
  readonly values: readonly string[];
  readonly documents: ReadonlyArray<readonly number[]>;
}

/** readCore unpacks a core. It throws on anything but a core of this version. */
export function readCore(source: Source): Core {
  if (source.get("format") !== 4) {
    throw new Error("search index of another version");
  }
  const { words, common } = unpackWords(source.text("words"));
  const kinds = source.text("kinds");
  const hot = Array.from(kinds).filter((kind) => kind === "h").length;
  const lists = readLists(source.inner("lists"), hot);
  const topics = exactly(numbers(source.text("topics")), kinds.length - hot);
  let next = 0;
  let nextTopic = 0;
  const documents = source.number("documents");
  return {
    documents,
    lengths: exactly(numbers(source.text("lengths")), documents),
    words: exactly(words, kinds.length),
    common,
    kinds,
    lists: Array.from(kinds, (kind) => (kind === "h" ? lists[next++] : undefined)),
    topics: Array.from(kinds, (kind) => (kind === "h" ? undefined : topics[nextTopic++])),
    shards: unpackWords(source.text("shards")).words,
    chunk: source.number("chunk"),
    names: exactly(source.texts("names"), 4),
    titles: source.get("titles") === null ? undefined : exactly(readTitles(source.inner("titles")), documents),
    facets: source.texts("facets"),
    synonyms: source.textLists("synonyms").map((group) => group.map((phrase) => phrase.split(" "))),
  };
}

/** nameOf returns what the file of a part is named by. */
export function nameOf(names: string | undefined, number: number): string {
  return there(names).slice(nameLength * number, nameLength * (number + 1));
}

export function readShard(source: Source): Shard {
  const { words } = unpackWords(source.text("words"));
  return { words, lists: readLists(source.inner("lists"), words.length) };
}

function readLists(source: Source, count: number): Lists[] {
  const [strong, heads, prose] = ["strong", "heads", "prose"].map((key) => split(source.text(key), count));
  return there(strong).map((list, i) => new Lists(list, heads![i]!, prose![i]!));
}

export function readChunk(source: Source): Chunk {
  const places = readPlaces(source);
  return { titles: source.get("titles") === undefined ? undefined : exactly(readTitles(source), places.length), places };
}

function readTitles(source: Source): Title[] {
  const titles = source.texts("titles");
  const addresses = exactly(source.texts("addresses"), titles.length);
  const ids = exactly(source.texts("ids"), titles.length);
  const values = source.texts("values");
  return split(source.text("notes"), titles.length).map((packed, i) => {
    const title = titles[i]!;
    const id = lengthened(ids[i]!, hyphened(title));
    return { id, title, address: lengthened(addresses[i]!, id), notes: numbers(packed).map((n) => there(values[n])) };
  });
}

function readPlaces(source: Source): Place[][] {
  const headings = source.texts("headings");
  const anchors = exactly(source.texts("anchors"), headings.length);
  const places = headings.map((heading, i) => ({ heading, anchor: lengthened(anchors[i]!, hyphened(heading)) }));
  const packed = source.text("sections").split("|");
  packed.pop();
  return packed.map((list) => numbers(list).map((n) => there(places[n])));
}

export function readFacets(source: Source): Facet[] {
  const documents = source.texts("documents");
  return source.textLists("values").map((values, i) => ({
    values,
    documents: split(there(documents[i]), values.length).map((list) => added(numbers(list))),
  }));
}

/** A Source reads the fields of a shipped object, and trusts none to be there. */
export class Source {
  private readonly data: Map<string, unknown>;

  constructor(data: unknown) {
    this.data = new Map(Object.entries(Object(data)));
  }

  get(key: string): unknown {
    return this.data.get(key);
  }

  inner(key: string): Source {
    return new Source(this.get(key));
  }

  text(key: string): string {
    const value = this.get(key);
    if (typeof value !== "string") {
      throw new Error(`search index without ${key}`);
    }
    return value;
  }

  number(key: string): number {
    const value = this.get(key);
    if (typeof value !== "number") {
      throw new Error(`search index without ${key}`);
    }
    return value;
  }

  texts(key: string): string[] {
    return this.list(key, (value): value is string => typeof value === "string");
  }

  textLists(key: string): string[][] {
    return this.list(key, (value): value is string[] => Array.isArray(value) && value.every((v) => typeof v === "string"));
  }

  private list<T>(key: string, is: (value: unknown) => value is T): T[] {
    const value = this.get(key);
    if (!Array.isArray(value) || !value.every(is)) {
      throw new Error(`search index without ${key}`);
    }
    return value;
  }
}

/** there returns a value that must be there. */
export function there<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error("search index cut short");
  }
  return value;
}

function exactly<T>(list: T[], count: number): T[] {
  if (list.length !== count) {
    throw new Error("search index cut short");
  }
  return list;
}

function split(packed: string, count: number): string[] {
  const all = exactly(packed.split("|"), count + 1);
  all.pop();
  return all;
}

function lengthened(text: string, what: string): string {
  if (text.startsWith("!")) {
    return text.slice(1);
  }
  const star = text.indexOf("*");
  return star < 0 ? text : text.slice(0, star) + what + text.slice(star + 1);
}

function hyphened(heading: string): string {
  const small = heading.replace(/[A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 32));
  return small.replace(/[^a-z0-9_ -]/g, "").replace(/ /g, "-");
}

// A capital says how many letters a word shares with the one before it; what follows up to the next capital is its rest.
function unpackWords(packed: string): { words: string[]; common: number[] } {
  const words: string[] = [];
  const common: number[] = [];
  let last = "";
  for (let start = 0; start < packed.length; ) {
    let end = start + 1;
    while (end < packed.length && !isCapital(packed.charCodeAt(end))) {
      end++;
    }
    const shared = packed.charCodeAt(start) - 0x41;
    last = last.slice(0, shared) + packed.slice(start + 1, end);
    words.push(last);
    common.push(shared);
    start = end;
  }
  return { words, common };
}

function isCapital(c: number): boolean {
  return c >= 0x41 && c <= 0x5a;
}

function added(steps: number[]): number[] {
  let last = 0;
  for (let i = 0; i < steps.length; i++) {
    last = steps[i] = last + steps[i]!;
  }
  return steps;
}

function sections(pairs: readonly number[]): number[] {
  const list: number[] = [];
  let document = 0;
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    document += pairs[i]!;
    list.push(document * sectionsOf + pairs[i + 1]!);
  }
  return list;
}

const digits = "#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{}~";

/** numbers unpacks numbers; a mark in front is passed over. */
function numbers(packed: string): number[] {
  const list: number[] = [];
  let n = 0;
  let scale = 1;
  for (let i = packed.startsWith("!") ? 1 : 0; i < packed.length; i++) {
    const digit = values[packed.charCodeAt(i)] ?? 0;
    n += digit * scale;
    if (digit < 60) {
      list.push(n);
      n = 0;
      scale = 1;
    } else {
      scale *= 26;
    }
  }
  return list;
}

const values: readonly number[] = Array.from({ length: 128 }, (_, c) => Math.max(0, digits.indexOf(String.fromCharCode(c))));
