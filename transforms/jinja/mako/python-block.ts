import type { Range } from "../../../src/engine/model.js";
import { as, type Draft, draft } from "../draft.js";
import { Expressions, looseExpression } from "../expression.js";
import { NotAnExpression } from "../reader.js";
import { targets } from "../statements.js";
import { tokenize } from "../tokens.js";
import { afterWords } from "./python-text.js";

/** Statements that go over several lines by their blocks, or that do more than bind a name. */
const COMPOUND = /^(?:if|for|while|try|with|def|class|async|@)\b|^@/;

/**
 * Regions of a block of Python: imports and assignments of the outermost level, which can leave alone. Any other
 * statement is one region that refers to every name in it, so that nothing it reads is taken for unused.
 */
export function pythonStatements(text: string, code: Range): Draft[] {
  return statementsIn(text, code).map((range) => {
    try {
      return statement(text, range);
    } catch (error) {
      if (!(error instanceof NotAnExpression)) throw error;
      return opaque(text, range);
    }
  });
}

/** Ranges of the outermost statements: a line that is indented further belongs to the one above. */
function statementsIn(text: string, code: Range): Range[] {
  const found: Range[] = [];
  let width: number | undefined;
  for (let at = code.start; at < code.end; ) {
    const end = endOfLine(text, at, code.end);
    const line = text.slice(at, end);
    const start = at + line.length - line.trimStart().length;
    const stop = at + line.trimEnd().length;
    if (start < stop && text[start] !== "#") {
      const isFirst = at === code.start;
      const indent = isFirst ? 0 : start - at;
      if (!isFirst) width ??= indent;
      const last = found.at(-1);
      const goesOn = last && (indent > (width ?? 0) || /^(?:else|elif|except|finally)\b/.test(line.trimStart()));
      if (goesOn) last.end = stop;
      else found.push({ start, end: stop });
    }
    at = end + 1;
  }
  return found;
}

/** End of the line, which goes on within brackets, strings and after a backslash. */
function endOfLine(text: string, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; ) {
    const char = text[at]!;
    if (char === "\n" && depth <= 0) return at;
    const next = afterWords(text, at);
    if (next > at) {
      at = next;
      continue;
    }
    if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    at += char === "\\" ? 2 : 1;
  }
  return end;
}

function statement(text: string, range: Range): Draft {
  const source = text.slice(range.start, range.end);
  if (COMPOUND.test(source)) return opaque(text, range);
  const rest = new Expressions(text, range);
  if (rest.accept("import")) return imports(rest, range);
  if (rest.accept("from")) return importsFrom(text, rest, range);
  const bound = targets(rest);
  rest.expect("=");
  const value = as("value", rest.expression(true));
  if (!rest.ended) throw new NotAnExpression("end of statement expected");
  return draft("assignment", "content", range, {}, [...bound, value]);
}

function dotted(rest: Expressions): string {
  let name = rest.name().text;
  while (rest.accept(".")) name += `.${rest.name().text}`;
  return name;
}

/** `import shop.prices as prices, os` */
function imports(rest: Expressions, range: Range): Draft {
  const items: Draft[] = [];
  do {
    const start = rest.token.start;
    const module = dotted(rest);
    const aliased = rest.accept("as");
    const local = aliased ? rest.name().text : module.split(".")[0]!;
    items.push(
      draft(
        "importName",
        "item",
        { start, end: rest.passed },
        { name: local, taken: { module: aliased ? module : local, names: [] } },
      ),
    );
  } while (rest.accept(","));
  if (!rest.ended) throw new NotAnExpression("end of statement expected");
  return draft("import", "content", range, { traits: ["pure"] }, items);
}

/** `from shop import (prices, rates as shown)` */
function importsFrom(text: string, rest: Expressions, range: Range): Draft {
  const path = dotted(rest);
  rest.expect("import");
  rest.accept("(");
  const items: Draft[] = [];
  while (rest.token.kind === "name") {
    const name = rest.name();
    const local = rest.accept("as") ? rest.name() : name;
    const taken = { module: path, names: [name.text] };
    items.push(draft("importName", "item", { start: name.start, end: local.end }, { name: local.text, taken }));
    if (!rest.accept(",")) break;
  }
  rest.accept(")");
  if (!rest.ended || items.length === 0) return opaque(text, range);
  return draft("import", "content", range, { traits: ["pure"] }, items);
}

/** A statement of which only its names are known: those it may bind, and those it reads. */
function opaque(text: string, range: Range): Draft {
  const read = looseExpression(text, range);
  const bound: Draft[] = [];
  const tokens = tokenize(text, range);
  tokens.forEach((token, at) => {
    const before = tokens[at - 1]?.text ?? "";
    const after = tokens[at + 1]?.text ?? "";
    const isBound = before === "def" || before === "class" || before === "for" || after === "=";
    if (token.kind === "name" && isBound) bound.push(draft("name", "target", token, { name: token.text }));
  });
  return draft("statement", "content", range, { name: "python" }, [...bound, as("value", read)]);
}
