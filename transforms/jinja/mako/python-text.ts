const BRACKETS: Record<string, number> = { "(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1 };

/**
 * Index of the first of some signs that stands in Python code outside of strings, comments and brackets; -1 if none
 * does. This is how Mako finds the end of `${…}` and `<% … %>`.
 * @param signs the signs, the longer first
 * @param end where to stop looking
 */
export function signAt(text: string, from: number, signs: readonly string[], end = text.length): number {
  let depth = 0;
  for (let at = from; at < end; ) {
    if (depth <= 0 && signs.some((sign) => text.startsWith(sign, at))) return at;
    const next = afterWords(text, at);
    if (next > at) {
      at = next;
      continue;
    }
    depth += BRACKETS[text[at]!] ?? 0;
    at++;
  }
  return -1;
}

/** Index after the string or comment that starts here, or the same index. */
export function afterWords(text: string, at: number): number {
  const sign = text[at]!;
  if (sign === "#") {
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end;
  }
  if (sign !== '"' && sign !== "'") return at;
  const quote = text.startsWith(sign.repeat(3), at) ? sign.repeat(3) : sign;
  for (let next = at + quote.length; next < text.length; next++) {
    if (text[next] === "\\") next++;
    else if (text.startsWith(quote, next)) return next + quote.length;
    else if (quote.length === 1 && text[next] === "\n") break;
  }
  // A quote that opens no string is a character like others.
  return at + 1;
}
