// Inflections: plural, -ed, -ing, -ion. The twin of generator/search/stem.go.

import { isPlain } from "./fold";

/** stem returns the letters that the inflections of a word have in common. */
export function stem(word: string): string {
  if (word.length < 4 || !isPlain(word)) {
    return word;
  }
  word = stemPlural(word);
  const ending = ["ing", "ied", "ed", "ion"].find((e) => word.endsWith(e));
  if (ending !== undefined) {
    word = stemEnding(word, word.slice(0, word.length - ending.length), ending);
  }
  if (word.length >= 4 && word.endsWith("e")) {
    word = word.slice(0, -1);
  }
  return word.length >= 6 && /(?:ll|ick)$/.test(word) ? word.slice(0, -1) : word;
}

function stemPlural(word: string): string {
  if (word.length >= 5 && word.endsWith("ies")) {
    return word.slice(0, -3) + "y";
  }
  if (/(?:sses|xes|ches|shes|zzes)$/.test(word)) {
    return word.slice(0, -2);
  }
  return word.endsWith("s") && !/(?:[sui]|ia)s$/.test(word) ? word.slice(0, -1) : word;
}

function stemEnding(word: string, rest: string, ending: string): string {
  if (rest.length < 3 || !/[aeiouy]/.test(rest)) {
    return word;
  }
  if (ending === "ied") {
    return rest + "y";
  }
  if (ending === "ed" && rest.endsWith("e")) {
    return word;
  }
  if (ending === "ion") {
    return rest.length < 5 || !/[st]$/.test(rest) ? word : rest;
  }
  return undouble(rest);
}

function undouble(word: string): string {
  const n = word.length;
  const doubled = n >= 4 && word[n - 1] === word[n - 2] && !"aeioulsz".includes(word[n - 1]!);
  return doubled ? word.slice(0, -1) : word;
}
