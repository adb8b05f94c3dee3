import { forDevelopers, MAIN, named } from "./audience.js";
import { declare, type Found, specificationOfText } from "./declare.js";
import type { Audience, DeclaredList } from "./model.js";
import { lineNumbers } from "./places.js";
import { type Literal, literalAt, skipBlank } from "./python-literals.js";

/** Arguments of `setup` that ask for packages, also as a key of a dictionary of them. */
const ARGUMENT = /(?<![\w.])(["']?)(install_requires|extras_require|tests_require)\1\s*(=(?!=)|:)/g;

/**
 * Reads the requirements in `setup.py` as far as they are written out, in the call or under a name that a module gives once
 * and for all. Nothing is run: what is computed is a fault.
 */
export function readSetupPy(path: string, text: string): DeclaredList {
  const found: Found[] = [];
  const faults: DeclaredList["faults"] = [];
  const lineOf = lineNumbers(text);
  const code = withoutComments(text);
  const read = (literal: Literal | undefined, audience: Audience, at: number) => {
    if (literal?.kind === "dictionary") {
      faults.push({ line: lineOf(at), message: "not literal" });
      return;
    }
    const items = literal?.kind === "list" ? literal.items : literal ? [literal] : [];
    if (literal === undefined) faults.push({ line: lineOf(at), message: "not literal" });
    for (const item of items) {
      const told = item.kind === "text" ? specificationOfText(item.value) : undefined;
      if (item.kind === "text" && told) found.push({ ...told, audience, range: item.inner });
      else faults.push({ line: lineOf(item.start), message: "is no requirement" });
    }
  };
  for (const match of code.matchAll(ARGUMENT)) {
    const [whole, , argument] = match;
    const at = match.index;
    // A name of the module that is used as the argument: `install_requires=install_requires`.
    const value = valueAt(code, text, at + whole.length);
    const isOwnName =
      value === undefined && /^\s*(\w+)\s*[,)\n}]/.exec(code.slice(at + whole.length))?.[1] === argument;
    if (isOwnName && new RegExp(`^${argument}\\s*=`, "m").test(code)) continue;
    if (argument === "install_requires") read(value, MAIN, at);
    else if (argument === "tests_require") read(value, forDevelopers("tests"), at);
    else if (value?.kind === "dictionary")
      for (const entry of value.entries) {
        // `extra:marker` is an extra that only some machines get.
        const [extra] = entry.key.value.split(":");
        read(entry.value, extra === "" ? MAIN : named("extra", extra!), entry.key.start);
      }
    else faults.push({ line: lineOf(at), message: "not literal" });
  }
  return {
    path,
    format: "setup.py",
    isEditable: false,
    requirements: declare(
      path,
      text,
      found.sort((a, b) => a.range.start - b.range.start),
    ),
    includes: [],
    indexes: [],
    faults,
  };
}

/** What is written at a place, or what the module calls by the name that stands there. */
function valueAt(code: string, text: string, from: number): Literal | undefined {
  const literal = literalAt(text, from);
  if (literal !== undefined) return endsValue(text, literal.end) ? literal : undefined;
  const name = /^\s*([A-Za-z_]\w*)\s*(?=[,)}\n]|$)/.exec(code.slice(from))?.[1];
  if (name === undefined) return undefined;
  // Given once, at the margin, and never changed.
  const uses = [...code.matchAll(new RegExp(`(?<![\\w.])${name}\\b\\s*(?:\\.|\\[|[-+|]?=(?!=))`, "g"))];
  const given = uses.filter((use) => use[0].endsWith("=") && isMargin(code, use.index));
  const others = uses.filter((use) => !given.includes(use) && !/^\w+\s*=$/.test(use[0]));
  if (given.length !== 1 || others.length > 0 || /[-+|]=$/.test(given[0]![0])) return undefined;
  const value = literalAt(text, given[0]!.index + given[0]![0].length);
  return value !== undefined && endsValue(text, value.end) ? value : undefined;
}

/** Nothing is added to the value: no sum, no call, no index. */
function endsValue(text: string, end: number): boolean {
  const line = text.slice(end).match(/^[^\S\n]*(?:#[^\n]*)?(?=\n|$)/);
  const next = text[skipBlank(text, end)];
  return next === undefined || /[,)}\]]/.test(next) || (line !== null && !/[-+*/%|&.[(]/.test(next));
}

const isMargin = (code: string, at: number) => at === 0 || code[at - 1] === "\n";

/** The text with its comments, and texts of several lines, blanked. */
function withoutComments(text: string): string {
  const token = /("""|''')[\s\S]*?\1|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#[^\n]*/g;
  return text.replace(token, (found) => (/^(?:#|"""|''')/.test(found) ? found.replace(/[^\n]/g, " ") : found));
}
