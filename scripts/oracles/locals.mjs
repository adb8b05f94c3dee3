// Local variables that ruff calls unused, each function by itself: a call of the target's function uses them.
import { withTree } from "../../dist/src/syntax/treesitter.js";
import { anchored } from "./anchor.mjs";
import { TARGET } from "./probe.mjs";
import { findings, isRenaming, repaired } from "./ruff.mjs";

const HEADED = new Set(["with_statement", "except_clause", "except_group_clause", "case_clause"]);

/** Cases for the statements at the top level of a text that bind an unused local variable. */
export function localCases(suite, name, text) {
  const parts = withTree("python", text, (root) =>
    root.namedChildren
      .filter((child) => child && /definition|try_statement/.test(child.type))
      .map((child) => ({ row: child.startPosition.row + 1, text: anchored(`${child.text}\n`) })),
  );
  return parts.flatMap((part) => {
    const all = findings(part.text, ["F841"]);
    if (!all.some(({ code }) => code === "F841")) return [];
    const one = { suite, name: `${name}:${part.row}` };
    const found = all.filter((finding) => !isRenaming(finding));
    if (found.length === 0) return [{ ...one, unavailable: "the peer renames what it cannot remove" }];
    const uses = found.map((finding) => placeOf(part.text, finding));
    if (uses.includes(null)) return [{ ...one, unavailable: "no statement can use the variable where it is bound" }];
    return [{ ...one, before: part.text, base: withUses(part.text, uses), after: repaired(part.text, ["F841"]) }];
  });
}

/** Where a call can use the variable of a finding: after its statement, or first in the block that it heads. */
function placeOf(text, { start_location: start, end_location: end }) {
  return withTree("python", text, (root) => {
    const place = { row: start.row - 1, column: start.column - 1 };
    const name =
      root.descendantForPosition(place, { row: end.row - 1, column: Math.max(0, end.column - 1) })?.text ?? "";
    const used = text.split("\n")[start.row - 1].slice(start.column - 1, end.column - 1) || name;
    for (let node = root.descendantForPosition(place); node?.parent; node = node.parent) {
      if (HEADED.has(node.type)) {
        const body = node.namedChildren.findLast((child) => child?.type === "block");
        if (!body) return null;
        return { name: used, at: body.startIndex, text: (call) => `${call}\n${" ".repeat(body.startPosition.column)}` };
      }
      if (node.parent.type === "block") {
        const column = node.startPosition.column;
        return { name: used, at: node.endIndex, text: (call) => `\n${" ".repeat(column)}${call}` };
      }
    }
    return null;
  });
}

function withUses(text, uses) {
  let result = text;
  for (const { name, at, text: line } of uses.sort((a, b) => b.at - a.at))
    result = result.slice(0, at) + line(`${TARGET}_probe(${name})`) + result.slice(at);
  return `${result}\n\ndef ${TARGET}_probe(*used):\n    return None\n`;
}
