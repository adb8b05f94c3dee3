import type { Range } from "../../src/engine/model.js";
import type { Block, Item } from "./blocks.js";
import { contains } from "./merge.js";
import type { Parsed } from "./parse.js";

/** Values that refer to nothing; outputs are words of `x` in a masked text. */
const plain = /^\s*(?:true|false|null|undefined|-?\d[\d.]*|x+|'[^'\\\n]*'|"[^"\\\n]*")\s*$/;

/**
 * The masked text of a page for reading one script, in which of a value that the page chooses on one line only the first
 * is left: `on = {% if ready %}true{% else %}false{% endif %}` has two words side by side otherwise, which is no script.
 * All offsets stay.
 * @param keeps whether a text must not be left out, because it names the target
 * @returns undefined if the script holds no such choice, or one of which more than plain values would be left out
 */
export function withFirstValues(
  parsed: Pick<Parsed, "masked" | "text" | "items">,
  range: Range,
  keeps: (text: string) => boolean,
): string | undefined {
  let masked = parsed.masked;
  for (const block of choicesIn(parsed.items, range)) {
    if (parsed.text.slice(block.start, block.end).includes("\n")) continue;
    for (const { body } of block.sections.slice(1)) {
      if (!plain.test(masked.slice(body.start, body.end)) || keeps(parsed.text.slice(body.start, body.end)))
        return undefined;
      masked = masked.slice(0, body.start) + " ".repeat(body.end - body.start) + masked.slice(body.end);
    }
  }
  return masked === parsed.masked ? undefined : masked;
}

function choicesIn(items: readonly Item[], range: Range): Block[] {
  return items.flatMap((item): Block[] => {
    if (item.type !== "block" || item.end <= range.start || range.end <= item.start) return [];
    const inner = item.sections.flatMap((section) => choicesIn(section.items, range));
    return contains(range, item) && item.sections.length > 1 && item.sections[0]!.tag.word === "if"
      ? [item, ...inner]
      : inner;
  });
}
