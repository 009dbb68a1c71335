// Sentences that are put together while reading. All others are on the page, written by the generator.

/** list joins words: "a", "a and b", "a, b and c". */
export function list(words: readonly string[], and = "and"): string {
  const last = words[words.length - 1] ?? "";
  return words.length < 2 ? last : words.slice(0, -1).join(", ") + " " + and + " " + last;
}

/** inner writes a title inside a sentence: "Roll back the deploy" becomes "roll back the deploy", "DNS: …" stays. */
export function inner(title: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** capital begins a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** sentences ends each phrase as a sentence, and says none twice. */
export function sentences(phrases: readonly string[]): string {
  const said = phrases.filter((p) => p !== "").map((p) => capital(p) + (/[.!?]$/.test(p) ? "" : "."));
  return [...new Set(said)].join(" ");
}

/** What a reader may rely on if he stops, as titles; by says when to call, "" for no duty. The owner is "" for himself. */
export interface Stop {
  readonly may: readonly string[];
  readonly limited: readonly string[];
  readonly call: readonly string[];
  readonly by: string;
  readonly owner: string;
}

/** stop says what holds without a further answer: the strong words, and the rest of the sentence. */
export function stop(s: Stop): { strong: string; rest: string } {
  const may = [...s.may.map(inner), ...s.limited.map((t) => inner(t) + " (unless its limit is used up)")];
  const call = s.call.length > 0 ? "call " + list(s.call) + (s.by === "" ? "" : " " + s.by) : "";
  if (may.length > 0) return { strong: "you may " + list(may), rest: call === "" ? "." : ", and " + call + "." };
  if (call !== "") return { strong: call, rest: ", before you do anything." };
  if (s.owner === "") return { strong: "no grant is sure", rest: ". You own this workload: find out more, or decide." };
  return { strong: "do nothing yet", rest: ", and call " + s.owner + "." };
}

/** label says an address's way to write a reading: "2..<10" is "2 to below 10". */
export function label(value: string): string {
  if (value === "?") return "not known";
  const bounds = /^(>?)(.+)\.\.(<?)(.+)$/.exec(value);
  if (bounds === null) return value;
  return (bounds[1] === "" ? "" : "above ") + bounds[2]! + " to " + (bounds[3] === "" ? "" : "below ") + bounds[4]!;
}
