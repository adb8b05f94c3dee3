import { as, type Draft, draft } from "../draft.js";
import { directiveOf, goesOn, opensChain } from "./names.js";

/**
 * Neighbours of a page with those in one branch of which one is drawn: `v-if`, `v-else-if`, `v-else`. An element that
 * asks for itself alone is a branch with one arm.
 */
export function chained(children: Draft[]): Draft[] {
  const sorted = [...children].sort((one, other) => one.start - other.start || other.end - one.end);
  const found: Draft[] = [];
  for (let at = 0; at < sorted.length; at++) {
    const first = sorted[at]!;
    const asks = askingOf(first, (name) => directiveOf(name) === "condition" && !goesOn(name));
    if (!asks) {
      found.push(first);
      continue;
    }
    const arms = [armOf(first, asks)];
    const between: Draft[] = [];
    let comments: Draft[] = [];
    for (let next = at + 1; opensChain(asks.name!) && next < sorted.length; next++) {
      const one = sorted[next]!;
      const further = askingOf(one, goesOn);
      if (one.kind === "comment") comments.push(one);
      else if (!further) break;
      else {
        arms.push(armOf(one, further));
        between.push(...comments);
        comments = [];
        at = next;
        if (directiveOf(further.name!) === "otherwise") break;
      }
    }
    const range = { start: first.start, end: arms.at(-1)!.end };
    found.push(draft("branch", first.slot, range, {}, [...arms, ...between]));
  }
  return found;
}

function askingOf(node: Draft, fits: (name: string) => boolean): Draft | undefined {
  if (node.kind !== "element") return undefined;
  return node.children.find((child) => {
    if (child.kind !== "attribute" || !child.name || !fits(child.name)) return false;
    const [test] = child.children;
    return directiveOf(child.name) === "otherwise" || (test !== undefined && test.script !== undefined);
  });
}

/** An element and what it asks, side by side: without the test it is still an element. */
function armOf(element: Draft, asks: Draft): Draft {
  element.children = element.children.filter((child) => child !== asks);
  const body = draft("suite", "body", element, {}, [element]);
  const keyword = { start: asks.start, end: asks.start + asks.name!.length };
  const shape = { open: { start: asks.start, end: asks.end }, keyword, asks: true as const };
  const test = asks.children[0];
  return draft("arm", "arm", element, { shape }, test ? [body, as("test", test)] : [body]);
}
