import type { Range } from "../../src/engine/model.js";
import type { ScriptLanguage } from "../../src/syntax/script-scopes.js";

/** A component taken apart. */
export interface Parts {
  /** Bodies of its scripts. */
  scripts: Range[];
  /** Language of its scripts, as their tags say. */
  language: ScriptLanguage;
  /** What is neither script nor style: the template, with the tags of scripts and styles. */
  template: Range[];
}

/** Takes a component apart: top-level scripts and styles, and the template between them. */
export function partsOf(text: string): Parts {
  const parts: Parts = { scripts: [], language: "javascript", template: [] };
  let at = 0;
  for (const match of text.matchAll(
    /<!--[\s\S]*?-->|(<(script|style)\b(?:"[^"]*"|'[^']*'|[^>"'])*>)([\s\S]*?)<\/\2\s*>/gi,
  )) {
    const [whole, tag, element, body] = match;
    if (tag === undefined || element === undefined || body === undefined) continue;
    const start = match.index + tag.length;
    if (at < start) parts.template.push({ start: at, end: start });
    if (element.toLowerCase() === "script") {
      parts.scripts.push({ start, end: start + body.length });
      if (/\blang\s*=\s*["']?(?:ts|typescript)\b/i.test(tag)) parts.language = "typescript";
    }
    at = match.index + whole.length;
  }
  if (at < text.length) parts.template.push({ start: at, end: text.length });
  return parts;
}

/** A word of a template that may be the name of something. */
export interface Word extends Range {
  /** The name as a script spells it: `price-row` is the component `PriceRow` or the property `priceRow`. */
  names: string[];
}

/** Words of a template in text order. */
export function wordsOf(text: string, template: readonly Range[]): Word[] {
  return template.flatMap((range) =>
    [...text.slice(range.start, range.end).matchAll(/[\p{L}_$][\p{L}\p{N}_$]*(?:-[\p{L}\p{N}_$]+)*/gu)].map((match) => {
      const start = range.start + match.index;
      const camel = match[0].replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      const names = [camel, camel[0]!.toUpperCase() + camel.slice(1), ...match[0].split("-")];
      return { start, end: start + match[0].length, names: [...new Set(names)] };
    }),
  );
}

/**
 * Classes and ids that a template gives its elements, also by `class:name` and `[class.name]`. Every word of a computed
 * value counts: one too many keeps a rule, one too few loses it.
 */
export function stylesOf(text: string, template: readonly Range[]): (Range & { symbol: string })[] {
  return template.flatMap((range) => {
    const found: (Range & { symbol: string })[] = [];
    const part = text.slice(range.start, range.end);
    for (const match of part.matchAll(
      /[\s:[](class|ngClass|id)\]?\s*=\s*(?:"([^"]*)"|'([^']*)')|\bclass[:.]([\w-]+)/g,
    )) {
      const start = range.start + match.index;
      const value = match[2] ?? match[3] ?? match[4] ?? "";
      const prefix = match[1] === "id" ? "dom:#" : "class:.";
      for (const name of value.replace(/[\w-]*-\{[^}]*\}/g, " ").match(/[\w-]+/g) ?? [])
        found.push({ start, end: start + match[0].length, symbol: prefix + name });
    }
    return found;
  });
}
