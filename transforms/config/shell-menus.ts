import { type Draft, define, refer, subtree } from "./draft.js";

/** A line of a menu: what is typed for it, and what it is. */
const line = /^\s*(?:\\[net]\S*)*\s*[[(]?(\w{1,2})[\])}.:]+\s+\S/;

/**
 * Links the lines of a menu (`echo "2) Acme"`) with the arms of the `case` that answers them: a choice that is no longer
 * offered needs no answer. Numbers stay as they are; whoever types them is used to them.
 */
export function linkMenus(root: Draft, path: string): void {
  let offered = new Map<string, Draft>();
  for (const item of subtree(root)) {
    if (item.kind === "expressionStatement") {
      const key = keyOf(item);
      if (key !== undefined) offered.set(key, item);
    }
    if (item.kind !== "switch") continue;
    for (const arm of item.children)
      for (const pattern of arm.children) {
        const statement = pattern.slot === "pattern" ? offered.get(String(pattern.value)) : undefined;
        if (!statement) continue;
        const symbol = `menu:${path}#${item.start}.${pattern.value}`;
        define(statement, symbol);
        refer(pattern, symbol);
      }
    offered = new Map();
  }
}

/** What is typed for the line that a statement prints. */
function keyOf(statement: Draft): string | undefined {
  const call = statement.children[0];
  if (call?.kind !== "call" || !call.traits?.includes("log")) return undefined;
  for (const part of subtree(call)) {
    const key = part.kind === "literal" && typeof part.value === "string" ? line.exec(part.value)?.[1] : undefined;
    if (key !== undefined) return key;
  }
  return undefined;
}
