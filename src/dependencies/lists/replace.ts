import type { Edit } from "../../engine/model.js";
import { parseSpecification } from "../specification.js";
import type { Declared, DeclaredList } from "./model.js";
import { tomlSettings, withoutQuotes } from "./toml-entries.js";
import { poetryEntry, quotedFor } from "./toml-words.js";

/**
 * Writes other words for a requirement and leaves all around it: options, comments, quotes, and in Poetry's tables the other
 * keys.
 *
 * @param words the requirement as PEP 508 writes it
 * @throws {Error} if the list can only be read, or the words are no requirement where they have to be one, or
 *   the table of its own that it has cannot say them
 */
export function replaceRequirement(text: string, list: DeclaredList, declared: Declared, words: string): Edit[] {
  if (!list.isEditable) throw new Error(`${list.path} is only read`);
  const { start, end } = declared.range;
  if (list.format === "requirements") return [{ start, end, text: words }];
  const entry = tomlSettings(text).find(({ place }) => place.start === start && place.end === end);
  if (entry === undefined) {
    // Between the quotes of an array's member.
    const quote = text[start - 1];
    if (quote !== undefined && words.includes(quote))
      return [{ start: start - 1, end: end + 1, text: quotedFor(words, quote) }];
    return [{ start, end, text: words }];
  }
  const specification = parseSpecification(words);
  if (specification === undefined) throw new Error(`is no requirement: ${words}`);
  const { value } = entry;
  const version = value.kind === "literal" ? value : value.entries.find(({ key }) => key === "version")?.value;
  const isSame = specification.name === declared.name && specification.url === undefined;
  const hasMore = specification.extras.length > 0 || specification.marker !== undefined;
  if (version && isSame && !hasMore) return [{ ...withoutQuotes(text, version), text: specification.specifier || "*" }];
  if (text[start] === "[") throw new Error(`${declared.name} is a table of its own`);
  return [{ start, end, text: poetryEntry(words) }];
}
