import { type DraftOccurrence, hasHole, type Reading, textOf } from "./draft.js";
import type { Syntax } from "./tree.js";

/**
 * Links of markup that a script writes out: functions that its handlers call, classes it uses, ids it makes. The
 * markup itself is not taken apart; a handler must keep its function, and an id made here is there.
 */
export function markupLinks(reading: Reading, node: Syntax): DraftOccurrence[] {
  const text = textOf(reading, node);
  if (!/<[a-zA-Z][^>]*\s(on\w+|id|class)\s*=/.test(text)) return [];
  const region = reading.draftOf.get(node);
  if (!region || hasHole(reading, node)) return [];
  const links: DraftOccurrence[] = [];
  // Quotes inside the string may be escaped.
  const attribute = /\s(on\w+|id|class)\s*=\s*\\?(["'])((?:\$\{[^}]*\}|(?!\\?\2)[\s\S])*?)\\?\2/g;
  for (const [, name, , value] of text.matchAll(attribute)) {
    if (!name || !value) continue;
    if (name === "id") {
      if (/^[\w-]+$/.test(value)) links.push({ symbol: `dom:#${value}`, defines: true, draft: region });
    } else if (name === "class") {
      for (const word of value.replace(/\$\{[^}]*\}/g, " ").split(/\s+/)) {
        if (/^[A-Za-z_-][\w-]*$/.test(word))
          links.push({ symbol: `class:.${word}`, defines: false, weak: true, draft: region });
      }
    } else {
      for (const [, before, called] of value.matchAll(/(^|[^\w$.])([A-Za-z_$][\w$]*)\s*\(/g)) {
        if (before !== "." && called && !/^(if|for|while|switch|return|function)$/.test(called)) {
          links.push({ symbol: `js:window#${called}`, defines: false, draft: region });
        }
      }
    }
  }
  return links;
}
