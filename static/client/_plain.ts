/** plain is a text without case and accents, as somebody types it who looks for it. */
export function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
