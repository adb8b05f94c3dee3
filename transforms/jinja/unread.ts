import type { Range } from "../../src/engine/model.js";
import type { Draft, Mark } from "./draft.js";

/** Words in quotes, and identifiers: the first group is the text in quotes. */
const words = /(?<=["'`])([#./]?[\w-][\w/-]*)(?=["'`])|(?<![\w$.])[A-Za-z_$][\w$]*(?=\s*\()/g;

/**
 * Regions of a script that does not parse: one expression made of the words that may name something of the page, and of
 * something that nobody can judge. So the script stays as it is, and what it may look up stays with it.
 *
 * @param text the page, template tags masked
 */
export function unreadScript(text: string, range: Range): Draft {
  const make = (kind: Draft["kind"], slot: Draft["slot"], place: Range, rest: Partial<Draft> = {}): Draft => ({
    kind,
    slot,
    start: place.start,
    end: place.end,
    traits: [],
    children: [],
    marks: [],
    ...rest,
  });
  const whole = make("expression", "value", range);
  // Whatever else the script does: it is never empty.
  whole.children.push(make("call", "value", { start: range.start, end: range.start }));
  for (const match of text.slice(range.start, range.end).matchAll(words)) {
    const start = range.start + match.index;
    const place = { start, end: start + match[0].length };
    whole.children.push(make("expression", "value", place, { marks: marksOf(match[1], match[0]) }));
  }
  return make("suite", "body", range, {
    children: [make("expressionStatement", "body", range, { children: [whole] })],
  });
}

/** What a word may name: in quotes an id, a class or an address, otherwise a function of the page. */
function marksOf(quoted: string | undefined, word: string): Mark[] {
  const refer = (symbol: string): Mark => ({ symbol, defines: false });
  if (quoted === undefined) return [refer(`js:window#${word}`)];
  if (quoted.startsWith("/")) return [refer(`route:* ${quoted}`)];
  if (quoted.startsWith(".")) return [refer(`class:${quoted}`)];
  return [refer(`dom:#${quoted.replace(/^#/, "")}`)];
}
