// Characters: what each does to the word it stands in, and how it is written when folded.
//
// House rule of this file and its neighbours engine.ts, cut.ts, expand.ts, query.ts, scan.ts, slip.ts, stem.ts, tally.ts:
// each is a file of generator/search written again, with the same names. Change both; a Go test runs both and allows no
// difference. That is why nothing here asks the browser about Unicode, and why every number is whole.

export const enum Kind {
  separator,
  lower,
  upper,
  digit,
  caseless,
  joiner,
  apostrophe,
  silent,
  ideograph,
}

/** kindOf returns what a character does. Halves of surrogate pairs separate. */
export function kindOf(c: number): Kind {
  if (c < 0x80) {
    return kindOfASCII(c);
  }
  if (c < 0xc0) {
    return c === 0xad ? Kind.silent : c === 0xaa || c === 0xb5 || c === 0xba ? Kind.caseless : Kind.separator;
  }
  if (c < 0x240) {
    return latin[c - 0xc0] === "." ? Kind.separator : Kind.caseless;
  }
  if ((c >= 0x1e00 && c < 0x1f00) || (c >= 0x370 && c < 0x460)) {
    return Kind.caseless;
  }
  return c >= 0xff01 && c <= 0xff5e ? kindOfASCII(c - 0xfee0) : kindOfOther(c);
}

function kindOfASCII(c: number): Kind {
  if (c >= 0x61 && c <= 0x7a) {
    return Kind.lower;
  }
  if (c >= 0x41 && c <= 0x5a) {
    return Kind.upper;
  }
  if (c >= 0x30 && c <= 0x39) {
    return Kind.digit;
  }
  if (c === 0x2d || c === 0x5f || c === 0x2e || c === 0x3a) {
    return Kind.joiner;
  }
  return c === 0x27 ? Kind.apostrophe : Kind.separator;
}

// First, last and kind of each stretch, ascending. What stands in none is a letter without case.
const ranges: ReadonlyArray<readonly [number, number, Kind]> = [
  [0x2bc, 0x2bc, Kind.apostrophe], [0x300, 0x36f, Kind.silent], [0x60c, 0x60c, Kind.separator], [0x61b, 0x61b, Kind.separator],
  [0x61f, 0x61f, Kind.separator], [0x640, 0x640, Kind.silent], [0x64b, 0x65f, Kind.silent], [0x66a, 0x66d, Kind.separator], [0x670, 0x670, Kind.silent],
  [0x6d4, 0x6d4, Kind.separator], [0x964, 0x965, Kind.separator], [0xe00, 0xe7f, Kind.ideograph],
  [0x2000, 0x200a, Kind.separator], [0x200b, 0x200d, Kind.silent], [0x200e, 0x200f, Kind.separator], [0x2010, 0x2011, Kind.joiner],
  [0x2012, 0x2018, Kind.separator], [0x2019, 0x2019, Kind.apostrophe], [0x201a, 0x205f, Kind.separator], [0x2060, 0x2060, Kind.silent],
  [0x2061, 0x2bff, Kind.separator], [0x2e00, 0x2e7f, Kind.separator], [0x3000, 0x303f, Kind.separator], [0x3040, 0x30ff, Kind.ideograph],
  [0x3400, 0x4dbf, Kind.ideograph], [0x4e00, 0x9fff, Kind.ideograph], [0xac00, 0xd7a3, Kind.ideograph], [0xd800, 0xf8ff, Kind.separator], [0xf900, 0xfaff, Kind.ideograph],
  [0xfe00, 0xfe0f, Kind.silent], [0xfe10, 0xfe6f, Kind.separator], [0xfeff, 0xfeff, Kind.silent], [0xff00, 0xff65, Kind.separator],
  [0xffe0, 0xffff, Kind.separator],
];

function kindOfOther(c: number): Kind {
  let i = 0;
  while (i < ranges.length && c > ranges[i]![1]) {
    i++;
  }
  return i < ranges.length && c >= ranges[i]![0] ? ranges[i]![2] : Kind.caseless;
}

// How letters of U+00C0 to U+023F and U+1E00 to U+1EFF are written without accents: a letter is itself, a digit one of
// the digraphs, a star keeps the character, a dot is no letter.
const latin =
  "aaaaaa1ceeeeiiiidnooooo.ouuuuy42aaaaaa1ceeeeiiiidnooooo.ouuuuy4y" +
  "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii55jjkkklllllll" +
  "lllnnnnnnnnnoooooo33rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
  "*****************ff****i********oo*************uu***************" +
  "****666777888aaiioouuuuuuuuuu*aaaa11**ggkkoooo**j666gg**nnaa11oo" +
  "aaaaeeeeiiiioooorrrruuuusstt**hh******aaeeooooooooyy************";
const latinAdditional =
  "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
  "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
  "wwwwwwwwwwxxxxyyzzzzzzhtwy*s**2*aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
  "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy******";
const digraphs = "aessoethijdzljnj";

// Greek and Cyrillic letters, each before the one it is folded to.
const accented = "ΆαΈεΉηΊιΌοΎυΏωάαέεήηίιόούυώωςσϊιϋυΐιΰυΪιΫυЁеёе";

/** fold returns how a letter or digit is written in the index. */
export function fold(c: number): string {
  if (c < 0x80) {
    return String.fromCharCode(c >= 0x41 && c <= 0x5a ? c + 32 : c);
  }
  if (c < 0xc0) {
    return c === 0xaa ? "a" : c === 0xb5 ? "u" : "o";
  }
  if (c < 0x240) {
    return foldLatin(latin[c - 0xc0]!, c);
  }
  if (c >= 0x1e00 && c < 0x1f00) {
    return foldLatin(latinAdditional[c - 0x1e00]!, c);
  }
  if (c >= 0x370 && c < 0x460) {
    return foldGreekCyrillic(c);
  }
  return c >= 0xff01 && c <= 0xff5e ? fold(c - 0xfee0) : String.fromCharCode(c);
}

function foldLatin(as: string, c: number): string {
  if (as === "*") {
    return String.fromCharCode(c);
  }
  const pair = 2 * (as.charCodeAt(0) - 0x31);
  return as <= "9" ? digraphs.slice(pair, pair + 2) : as;
}

function foldGreekCyrillic(c: number): string {
  for (let i = 0; i < accented.length; i += 2) {
    if (accented.charCodeAt(i) === c) {
      return accented[i + 1]!;
    }
  }
  const capital = (c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f);
  return String.fromCharCode(capital ? c + 32 : c >= 0x400 && c <= 0x40f ? c + 80 : c);
}

const stops =
  " a about act after all allowed also am an and any are arent as at be before but by can cant could couldnt did do does doesnt " +
  "dont during fix for from " +
  "get had happen happened happening happens has have help how i if in into is isnt issue issues it its just may me must my need " +
  "needs no not now of on or our permitted please problem problems should shouldnt so someone something steps still tell than " +
  "that the their them then there these they this to too us was wasnt we were what when where which who whom why will with " +
  "wont would you your ";

/** isStop reports whether a word says little. */
export function isStop(word: string): boolean {
  return word.length <= "happening".length && stops.includes(` ${word} `);
}

/** isCode reports whether a word is looked for wherever it stands. */
export function isCode(word: string): boolean {
  return word.length >= 4 && hasDigit(word);
}

export function hasDigit(word: string): boolean {
  return /[0-9]/.test(word);
}

export function hasOnlyDigits(word: string): boolean {
  return /^[0-9]*$/.test(word);
}

/** isPlain reports whether a word has letters a-z only. */
export function isPlain(word: string): boolean {
  return /^[a-z]*$/.test(word);
}
