// The removals that a text can be turned into: what settles a condition becomes the flag of the target.
import { TARGET } from "../probe.mjs";
import { allNodes, constantOf, fallsThrough, literalOf, testsOf } from "./syntax.mjs";

/** A name of the target's: false without it. */
export const FLAG = `${TARGET}On`;

/** Stands for the subject of a switch while the target is there. */
const CHOSEN = "chosenKind";

/**
 * Each way to weave the target into a text: `base` has it, `settled` is the same text without it. `fill` gives back the
 * value that the base left open.
 * @returns {{ kind: string; base: string; settled: string; fill?: (text: string) => string }[]}
 */
export function variantsOf(source, program) {
  const nodes = allNodes(program);
  return [ofConstants, ofConditions, ofSwitches, ofCases, ofExits].flatMap((variants) => variants(source, nodes));
}

/** Constants that settle a condition become the flag, which is false without the target. */
function ofConstants(source, nodes) {
  const edits = nodes
    .flatMap(testsOf)
    .map((test) => [test, constantOf(test)])
    .filter(([, value]) => value !== undefined)
    .map(([{ start, end }, value]) => ({ start, end, text: value ? `!${FLAG}` : FLAG }));
  return edits.length === 0 ? [] : [{ kind: "(constants)", base: edited(source, edits), settled: source }];
}

/** Each other condition is the flag by itself, once as it stands and once turned round. */
function ofConditions(source, nodes) {
  const tests = nodes.flatMap(testsOf).filter((test) => constantOf(test) === undefined);
  return tests.flatMap(({ start, end }, at) =>
    [false, true].map((value) => ({
      kind: `(condition ${at + 1} ${value ? "holds" : "does not hold"})`,
      base: edited(source, [{ start, end, text: value ? `!${FLAG}` : FLAG }]),
      settled: edited(source, [{ start, end, text: `${value}` }]),
    })),
  );
}

/** Cases that a settled subject cannot reach are the target's. */
function ofSwitches(source, nodes) {
  const found = [];
  for (const { type, discriminant, cases } of nodes) {
    const subject = type === "SwitchStatement" ? literalOf(discriminant) : undefined;
    if (subject === undefined || cases.some(({ test }) => test && literalOf(test) === undefined)) continue;
    const others = cases.filter(({ test }) => test && literalOf(test) !== subject);
    if (others.length === 0) continue;
    const edits = others.map(({ test: { start, end } }, at) => ({ start, end, text: `"${TARGET}-${at}"` }));
    edits.push({ start: discriminant.start, end: discriminant.end, text: CHOSEN });
    const fill = (text) => text.replaceAll(CHOSEN, JSON.stringify(subject));
    found.push({ kind: `(switch ${found.length + 1})`, base: edited(source, edits), settled: source, fill });
  }
  return found;
}

/** Each case of a switch over something unknown is the target's, one at a time. */
function ofCases(source, nodes) {
  const found = [];
  for (const { type, discriminant, cases } of nodes) {
    if (type !== "SwitchStatement" || literalOf(discriminant) !== undefined) continue;
    cases.forEach(({ test, start, end }, at) => {
      if (!test) return;
      const isFallenInto = at > 0 && fallsThrough(cases[at - 1].consequent);
      const last = isFallenInto ? source.indexOf(":", test.end) + 1 : end;
      const base = edited(source, [{ start: test.start, end: test.end, text: `"${TARGET}"` }]);
      found.push({
        kind: `(case ${found.length + 1})`,
        base,
        settled: edited(source, [{ start, end: last, text: "" }]),
      });
    });
  }
  return found;
}

/** What follows an exit is dead; the exit hangs on the target's absence. */
function ofExits(source, nodes) {
  const lists = nodes.filter(({ type }) => type === "BlockStatement" || type === "Program").map(({ body }) => body);
  const exits = lists
    .flatMap((list) => list.slice(0, -1))
    .filter(({ type }) => /^(?:Return|Throw)Statement$/.test(type));
  const edits = exits.map(({ start }) => ({ start, end: start, text: `if (!${FLAG}) ` }));
  return edits.length === 0 ? [] : [{ kind: "(exits)", base: edited(source, edits), settled: source }];
}

function edited(source, edits) {
  let text = source;
  for (const { start, end, text: word } of edits.toSorted((one, other) => other.start - one.start))
    text = text.slice(0, start) + word + text.slice(end);
  return text;
}
