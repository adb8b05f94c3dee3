import { attributesOf, type Token } from "../../src/syntax/markup.js";
import { diagnoseStyles } from "../css/diagnose.js";
import { analyzeScript } from "../javascript/analyze.js";
import { withFirstValues } from "./alternatives.js";
import type { Item } from "./blocks.js";
import { hasTags } from "./dialect.js";
import { parseExpression } from "./expression.js";
import { type Parsed, parse } from "./parse.js";

const NO_END = new Set(
  "area base br col embed hr img input link meta param source track wbr html head body p li dt dd option optgroup td th tr thead tbody tfoot colgroup rt rp".split(
    " ",
  ),
);

/**
 * Faults of a template: blocks that do not balance, expressions that do not parse, tags of the page without partner,
 * scripts with errors. Compared before and after; a message carries no line.
 */
export function diagnoseTemplate(path: string, text: string): string[] {
  if (path.endsWith(".xml") && !hasTags(text)) return [];
  const parsed = parse(path, text);
  if (parsed.faults.some((fault) => fault.message.startsWith("not parsed"))) return [];
  const found = [...parsed.faults, ...parsed.markup.faults].map((fault) => fault.message);
  found.push(
    ...expressionFaults(parsed, parsed.items),
    ...emptyTags(parsed),
    ...balance(parsed),
    ...scriptFaults(parsed, path),
    ...styleFaults(parsed),
  );
  return found;
}

function expressionFaults(parsed: Parsed, items: readonly Item[]): string[] {
  return items.flatMap((item): string[] => {
    if (item.type === "block") {
      const tests = item.sections.filter(({ tag }) => tag.word === "if" || tag.word === "elif");
      const bad = tests.filter(({ tag }) => !parseExpression(parsed.text, tag.rest));
      return [
        ...bad.map(({ tag }) => `${tag.word} has no test`),
        ...item.sections.flatMap((one) => expressionFaults(parsed, one.items)),
      ];
    }
    if (item.tag.kind !== "output" || parseExpression(parsed.text, item.tag.rest)) return [];
    return [`output is no expression: ${parsed.text.slice(item.tag.rest.start, item.tag.rest.end)}`];
  });
}

/** Statements that lost what they need. */
function emptyTags(parsed: Parsed): string[] {
  const needing = new Set(["set", "for", "with", "include", "extends", "import", "from", "macro", "url", "static"]);
  return parsed.tags
    .filter(({ kind, word, rest }) => kind === "statement" && needing.has(word) && rest.start === rest.end)
    .map((tag) => `${tag.word} without arguments`);
}

/** Start tags without end tags and the reverse, by name. */
function balance(parsed: Parsed): string[] {
  const open = new Map<string, number>();
  const count = (token: Token, by: number) => open.set(token.name, (open.get(token.name) ?? 0) + by);
  for (const token of parsed.markup.tokens) {
    if (NO_END.has(token.name) && !parsed.xml) continue;
    if (token.kind === "start" && !token.selfClosing) count(token, 1);
    else if (token.kind === "end") count(token, -1);
  }
  const found: string[] = [];
  for (const [name, times] of open) {
    for (let at = 0; at < Math.abs(times); at++)
      found.push(times > 0 ? `<${name}> is not closed` : `</${name}> closes nothing`);
  }
  return found;
}

function styleFaults(parsed: Parsed): string[] {
  const { tokens } = parsed.markup;
  return tokens.flatMap((token, at): string[] => {
    const next = tokens[at + 1];
    if (token.kind !== "start" || token.name !== "style" || next?.kind !== "end" || next.name !== "style") return [];
    const type = attributesOf(parsed.masked, token).find((one) => one.name === "type")?.value;
    const kind = type ? parsed.text.slice(type.start, type.end).trim() : "";
    if (kind !== "" && !/^text\/css$/i.test(kind)) return [];
    const range = { start: token.end, end: next.start };
    const holes = parsed.tags.filter((tag) => range.start <= tag.start && tag.end <= range.end);
    const found = diagnoseStyles(parsed.masked, range, holes);
    return found.map((fault) => `style: ${fault.replace(/ in line \d+/, "")}`);
  });
}

function scriptFaults(parsed: Parsed, path: string): string[] {
  const found: string[] = [];
  const { tokens } = parsed.markup;
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    if (token.kind !== "start" || token.name !== "script" || next?.kind !== "end" || next.name !== "script") return;
    const type = attributesOf(parsed.masked, token).find((one) => one.name === "type")?.value;
    const kind = type ? parsed.text.slice(type.start, type.end) : "";
    if (kind !== "" && kind !== "module" && !/javascript$/i.test(kind)) return;
    const range = { start: token.end, end: next.start };
    if (parsed.masked.slice(range.start, range.end).trim() === "") return;
    const faultsOf = (masked: string) =>
      analyzeScript(masked, range, path, { kind: "script", firstId: 0, parent: -1, holes: [] }).faults;
    let faults = faultsOf(parsed.masked);
    const masked = faults.length > 0 ? withFirstValues(parsed, range, () => false) : undefined;
    if (masked !== undefined) faults = faultsOf(masked);
    found.push(...faults.map((fault) => `script: ${fault.message}`));
  });
  return found;
}
