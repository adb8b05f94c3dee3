// One case, from the peer's texts to a result.
import { compare, settled } from "./compare.mjs";
import { textWithoutTarget } from "./engine.mjs";
import { importsRemoved, TARGET, withProbe } from "./probe.mjs";
import { findings } from "./ruff.mjs";
import { importsOf, shapeOf } from "./syntax.mjs";

/**
 * Runs a case: `{ result, detail?, base?, expected?, actual? }`. `result` is `exact`, `equivalent`, `different` or
 * `not applicable`, which `detail` explains. `keeps` is true if the peer removes nothing: everything must stay then.
 */
export async function judge(one) {
  const prepared = one.unavailable ? { reason: one.unavailable } : prepare(one);
  if (prepared.reason) return { result: "not applicable", detail: prepared.reason };
  const { base, expected, keeps } = prepared;
  let actual;
  try {
    actual = await textWithoutTarget("module.py", base);
  } catch (error) {
    return { result: "different", detail: `the engine stopped: ${error.message}`, base, expected, actual: "", keeps };
  }
  const undefinedNames = newlyUndefined(base, actual);
  if (undefinedNames.length > 0)
    return {
      result: "different",
      detail: `newly undefined: ${undefinedNames.join(", ")}`,
      base,
      expected,
      actual,
      keeps,
    };
  const result = prepared.left ? compareImports(actual, prepared) : compare(actual, expected);
  return { result, base, expected: expected ?? `imports ${prepared.left.join(", ")}`, actual, keeps };
}

function prepare(one) {
  const before = settled(one.before);
  if (before.includes(TARGET)) return { reason: "the invented name is not free" };
  const broken = findings(before, ["F401"]).some(({ code }) => code === "invalid-syntax");
  if (broken || shapeOf(before) === null) return { reason: "the text does not parse" };
  if (one.base) return { base: one.base, expected: one.after, keeps: false };
  const imports = importsOf(before);
  let removed;
  if (one.unused) removed = imports.filter(({ use }) => one.unused.includes(use));
  else {
    if (shapeOf(one.after) === null) return { reason: "the peer's result does not parse" };
    if (shapeOf(before, { withoutImports: true }) !== shapeOf(one.after, { withoutImports: true }))
      return { reason: "the peer changes more than imports" };
    removed = importsRemoved(imports, importsOf(one.after));
  }
  if (removed === null) return { reason: "the peer writes an import anew" };
  if (removed.some(({ star, future }) => star || future))
    return { reason: "a star or future import binds no name to use" };
  const keeps = removed.length === 0;
  const used = keeps ? stillUsed(before, imports) : removed;
  if (used.length === 0) return { reason: "nothing to remove, and no import in use that must stay" };
  const base = withProbe(before, used);
  if (shapeOf(base) === null) return { reason: "a use of the names cannot be written where they are bound" };
  const uses = new Set(removed.map(({ use }) => use));
  const named = findings(base, ["F401", "F811"]).flatMap((finding) => namesIn(finding, base));
  if (
    named.some((name) => uses.has(name)) ||
    removed.some((one) => imports.some((other) => isTwin(removed, one, other)))
  )
    return { reason: "a name is bound twice or shadowed: the probe does not reach the import" };
  if (one.after !== undefined) return { base, expected: one.after, keeps };
  const left = imports.filter((name) => !removed.includes(name)).map(({ key }) => key);
  return { base, left, rest: shapeOf(before, { withoutImports: true }), keeps };
}

/** Imports of the top level that the text itself uses: a removal that uses them as well must leave them. */
function stillUsed(text, imports) {
  const unused = new Set(findings(text, ["F401"]).flatMap((finding) => namesIn(finding, text)));
  return imports.filter(({ use, scope, star, future }) => scope === "" && !star && !future && !unused.has(use));
}

/** True for an import that stays and binds the same name in the same scope as one that goes. */
const isTwin = (removed, one, other) => !removed.includes(other) && other.scope === one.scope && other.use === one.use;

/** What a finding may mean by the name in its message: all of it, its last part, or the name that it points at. */
function namesIn({ message, start_location: start, end_location: end }, text) {
  const path = /`([^`]+)`/.exec(message)?.[1] ?? "";
  const pointed = text.split("\n")[start.row - 1]?.slice(start.column - 1, end.column - 1);
  return [path, path.split(".").at(-1), ...(start.row === end.row && pointed ? [pointed] : [])];
}

/** Compares with a list of imports, where the peer says only which are unused. */
function compareImports(actual, { left, rest }) {
  const same = JSON.stringify(importsOf(actual).map(({ key }) => key)) === JSON.stringify(left);
  return same && shapeOf(actual, { withoutImports: true }) === rest ? "equivalent" : "different";
}

function newlyUndefined(base, actual) {
  const names = (text) => findings(text, ["F821"]).map(({ message }) => message);
  const known = new Set(names(base));
  return names(actual).filter((message) => !known.has(message));
}
