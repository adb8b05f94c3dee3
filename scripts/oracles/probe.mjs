// Turns "these imports are unused" into a removal: a feature of an invented name that is the only user of them.

/** The invented target. Nothing in a peer's suite may name it. */
export const TARGET = "zorblax";

/**
 * A text to which a function of the target is added that uses the given imports, so that they are used as long as
 * the target is there. Those of an inner scope are used by a call beside the import.
 */
export function withProbe(text, imports) {
  const outer = [...new Set(imports.filter(({ scope }) => scope === "").map(({ use }) => use))];
  const calls = imports
    .filter(({ scope }) => scope !== "")
    .map(({ use, statement }) => ({ at: statement.end, line: lineStart(text, statement.start), use }));
  let result = text;
  for (const { at, line, use } of calls.sort((a, b) => b.at - a.at)) {
    const indent = /^[ \t]*/.exec(result.slice(line))[0];
    const end = result.indexOf("\n", at) < 0 ? result.length : result.indexOf("\n", at);
    result = `${result.slice(0, end)}\n${indent}${TARGET}_probe(${use})${result.slice(end)}`;
  }
  const parameter = calls.length > 0 ? "*used" : "";
  const value = outer.length === 0 ? "None" : `[${outer.join(", ")}]`;
  return `${result.replace(/\n*$/, "")}\n\n\ndef ${TARGET}_probe(${parameter}):\n    return ${value}\n`;
}

function lineStart(text, at) {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/**
 * The imports that stand in one list and no longer in the other, by their keys.
 * @returns null if the second list has one that the first has not
 */
export function importsRemoved(before, after) {
  const left = new Map();
  for (const { key } of after) left.set(key, (left.get(key) ?? 0) + 1);
  const removed = before.filter(({ key }) => {
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
  return [...left.values()].some((count) => count > 0) ? null : removed;
}
