import { wordsOf } from "./words.js";

/**
 * The words nearest to one that was not found, the nearest first. Words that differ in more
 * than a few letters are not offered: a bad guess is worse than none.
 *
 * @param limit how many at most
 */
export function closest(word: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = word.toLowerCase();
  const most = slackOf(wanted);
  const near: { candidate: string; distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    if (Math.abs(candidate.length - wanted.length) > most) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), most);
    if (distance <= most) near.push({ candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return near.slice(0, limit).map(({ candidate }) => candidate);
}

/**
 * Names in texts that come close to a target nobody found: single words of identifiers (`olama`), and two
 * neighbouring ones joined (`hip_chat` for `hipchat`).
 */
export function suggestNames(name: string, texts: Iterable<string>, limit = 3): string[] {
  const wanted = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const slack = slackOf(wanted);
  const seen = new Set<string>();
  for (const identifier of identifiersOf(texts, wanted.length - slack)) {
    const words = wordsOf(identifier).map((word) => word.toLowerCase());
    words.forEach((word, index) => {
      const next = words[index + 1] ?? "";
      // A single letter beside a word is rather an index or a prefix than a part of a name.
      for (const candidate of word.length > 1 && next.length > 1 ? [word, word + next] : [word]) {
        if (Math.abs(candidate.length - wanted.length) <= slack) seen.add(candidate);
      }
    });
  }
  return closest(wanted, seen, limit);
}

/** Each identifier once, since splitting is dear; what is longer than any name is data. */
function identifiersOf(texts: Iterable<string>, shortest: number): Set<string> {
  const identifiers = new Set<string>();
  for (const text of texts) {
    for (const [identifier] of text.matchAll(/[\w\u0080-\uffff][\w\u0080-\uffff-]*/g)) {
      if (identifier.length >= shortest && identifier.length <= 100) identifiers.add(identifier);
    }
  }
  return identifiers;
}

/** How many letters may differ. */
function slackOf(word: string): number {
  return word.length < 5 ? 1 : word.length < 10 ? 2 : 3;
}

/** Damerau-Levenshtein distance with adjacent transpositions; gives up above `most`. */
function editDistance(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, beforeLast[j - 2]! + 1);
      }
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}
