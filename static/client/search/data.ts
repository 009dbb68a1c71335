// The shipped index, unpacked. Its form is set down in generator/search/files.go.

/** The number of fields that a document has beside its sections. */
export const fields = 5;

/** An Entry is a document; length counts the words of its title, first is its first section. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  readonly address: string;
  readonly length: number;
}

/** A Place is a section of a document. */
export interface Place {
  readonly document: number;
  readonly heading: string;
  readonly anchor: string;
}

/** An Index is what search asks. Lists of places stay packed until a word is asked about. */
export interface Index {
  readonly documents: readonly Entry[];
  readonly sections: readonly Place[];
  readonly words: readonly string[];
  readonly common: readonly number[];
  readonly strong: Postings;
  readonly heads: Postings;
  readonly prose: Postings;
}

/** decode unpacks the argument of remitSearch. It throws on anything but an index of this version. */
export function decode(data: unknown): Index {
  const source = new Source(data);
  const documents = source.documents();
  const { words, common } = unpackWords(source.text("words"));
  const postings = (key: string): Postings => new Postings(lists(source.text(key), words.length));
  return {
    documents,
    sections: source.sections(documents.length),
    words,
    common,
    strong: postings("strong"),
    heads: postings("heads"),
    prose: postings("prose"),
  };
}

/** Postings hold, for every word, an ascending list of numbers. */
export class Postings {
  private readonly unpacked = new Map<number, readonly number[]>();

  constructor(private readonly packed: readonly string[]) {}

  /** isSpread reports whether the list of a word is marked: it holds documents where others hold sections. */
  isSpread(word: number): boolean {
    return this.packed[word]!.startsWith("!");
  }

  isEmpty(word: number): boolean {
    return this.packed[word] === "";
  }

  of(word: number): readonly number[] {
    let list = this.unpacked.get(word);
    if (list === undefined) {
      let last = 0;
      list = numbers(this.packed[word]!).map((step) => (last += step));
      this.unpacked.set(word, list);
    }
    return list;
  }
}

/** A Source reads the fields of the shipped object, and trusts none to be there. */
class Source {
  private readonly data: Map<string, unknown>;

  constructor(data: unknown) {
    this.data = new Map(Object.entries(Object(data)));
    if (this.data.get("format") !== 1) {
      throw new Error("search index of another version");
    }
  }

  text(key: string): string {
    const value = this.data.get(key);
    if (typeof value !== "string") {
      throw new Error(`search index without ${key}`);
    }
    return value;
  }

  texts(key: string): string[] {
    const value = this.data.get(key);
    if (!Array.isArray(value) || !value.every((text) => typeof text === "string")) {
      throw new Error(`search index without ${key}`);
    }
    return value;
  }

  documents(): Entry[] {
    const titles = this.texts("titles");
    const addresses = this.texts("addresses");
    const lengths = numbers(this.text("lengths"));
    return this.texts("ids").map((id, i) => ({
      id,
      title: there(titles[i]),
      address: lengthened(there(addresses[i]), id),
      length: there(lengths[i]),
    }));
  }

  sections(documents: number): Place[] {
    const headings = this.texts("headings");
    const anchors = this.texts("anchors").map((anchor, i) => lengthened(anchor, hyphened(there(headings[i]))));
    return lists(this.text("sections"), documents).flatMap((packed, document) =>
      numbers(packed).map((n) => ({ document, heading: there(headings[n]), anchor: there(anchors[n]) })),
    );
  }
}

function there<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error("search index cut short");
  }
  return value;
}

function lists(packed: string, count: number): string[] {
  const all = packed.split("|");
  if (all.length !== count + 1) {
    throw new Error("search index cut short");
  }
  return all.slice(0, count);
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
    while (end < packed.length && !(isCapital(packed.charCodeAt(end)))) {
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

const digits = "#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{}~";

function isCapital(c: number): boolean {
  return c >= 0x41 && c <= 0x5a;
}

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
