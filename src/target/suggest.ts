import { wordsOf } from "./words.js";

/**
 * The words nearest to one that was not found, the nearest first. Words farther than a third of the length are
 * not offered: a bad guess is worse than none.
 *
 * @param limit how many at most
 */
export function closest(word: string, candidates: Iterable<string>, limit = 3): string[] {
  const wanted = word.toLowerCase();
  const most = Math.max(1, Math.floor(wanted.length / 3));
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
 * neighbouring ones joined (`hip chat` for `hipchat`).
 */
export function suggestNames(name: string, texts: Iterable<string>, limit = 3): string[] {
  const wanted = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const slack = Math.max(1, Math.floor(wanted.length / 3));
  const seen = new Map<string, string>();
  for (const text of texts) {
    let last = "";
    for (const spelled of wordsOf(text)) {
      const word = spelled.toLowerCase();
      for (const candidate of [word, last + word]) {
        if (Math.abs(candidate.length - wanted.length) <= slack && !seen.has(candidate)) {
          seen.set(candidate, candidate);
        }
      }
      last = word;
    }
  }
  return closest(wanted, seen.keys(), limit);
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
