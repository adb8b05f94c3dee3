import type { SymbolName } from "../../src/engine/model.js";
import { type Selector, type SelectorPart, selectors } from "../../src/syntax/selector.js";
import type { StyleNode } from "../../src/syntax/stylesheet.js";
import type { Reading } from "./build.js";
import { addVariables } from "./properties.js";

/** What nested rules need to know of the rule around them. */
export interface Outer {
  /** Classes and ids that the selectors of the rule end in, with their marks. */
  ends: string[];
}

/** Pseudo classes whose list is a choice, so that one of it is enough. */
const choices =
  /^:{1,2}(?:is|where|matches|(?:-webkit-|-moz-)?any|has|host|host-context|slotted|global|local|deep|v-deep)$/i;

/** Adds the selectors of a rule, each with what it must find to match. Gives what they end in. */
export function addSelectors(reading: Reading, node: StyleNode, rule: number, outer: Outer): Outer {
  const found = selectors(reading.text, node.head);
  if (!found || found.some((one) => one.end <= one.start)) {
    addVariables(reading, node.head, rule, "test");
    return { ends: [] };
  }
  // `&-title` makes another class of this one: the rule is needed for it even if nothing has the class itself.
  const isStem = node.body !== undefined && /&[\w-]/.test(reading.slice(node.body));
  const ends: string[] = [];
  for (const selector of found) {
    addSelector(reading, selector, rule, outer, isStem);
    ends.push(...endsOf(selector, outer));
  }
  addVariables(reading, node.head, rule, "test");
  return { ends };
}

function addSelector(reading: Reading, selector: Selector, parent: number, outer: Outer, isStem: boolean): void {
  const nameOf = (symbol: SymbolName) => symbol.slice(symbol.indexOf(":") + 1);
  const symbols = [...symbolsOf(reading, selector, outer)];
  const named = symbols.map(nameOf).filter((name) => reading.target.matches(name));
  const more = named.length > 0 ? { name: named.join(" ") } : {};
  const region = reading.add("selector", "element", selector, parent, more);
  for (const symbol of symbols) {
    if (symbol.startsWith("style:")) reading.define(region, symbol);
    else if (!isStem || named.includes(nameOf(symbol))) reading.refer(region, symbol, true);
  }
  for (const part of selector.parts) {
    if (part.kind !== "pseudo" || !part.list || !choices.test(part.name)) continue;
    const [first] = part.list;
    const last = part.list.at(-1);
    if (!first || !last || part.list.some((one) => one.end <= one.start)) continue;
    const range = { start: part.start + part.name.length + 1, end: part.end - 1 };
    const list = reading.add("sequence", "value", range, region, { form: "list" });
    for (const inner of part.list) addSelector(reading, inner, list, outer, isStem);
  }
}

function symbolsOf(reading: Reading, selector: Selector, outer: Outer): Set<SymbolName> {
  const found = new Set<SymbolName>();
  selector.parts.forEach((part, index) => {
    if (reading.isFilled(part) || part.name === "") return;
    const before = selector.parts[index - 1];
    const joined = before?.kind === "nesting" && before.end === part.start;
    if (part.kind === "class") found.add(`class:.${part.name}`);
    else if (part.kind === "id") found.add(`dom:#${part.name}`);
    else if (part.kind === "attribute") addAttribute(reading, part, found);
    else if (part.kind === "tag" && joined) {
      if (outer.ends.length === 1) found.add(symbolOf(outer.ends[0]! + part.name));
    } else if (part.kind === "tag" && part.name.includes("-") && reading.target.matches(part.name))
      found.add(`element:${part.name}`);
  });
  const placeholder = /^%([\w-]+)/.exec(reading.slice(selector));
  if (placeholder) found.add(`style:${placeholder[0]}`);
  return found;
}

const symbolOf = (name: string): SymbolName => (name.startsWith("#") ? `dom:${name}` : `class:${name}`);

function addAttribute(reading: Reading, part: SelectorPart, found: Set<SymbolName>): void {
  const { name, operator, value } = part;
  const isNamed = reading.target.matches(name) || reading.target.matches(value ?? "");
  if (operator === "=" && name === "id" && value) found.add(`dom:#${value}`);
  else if ((operator === "=" || operator === "~=") && name === "class" && value && !/\s/.test(value))
    found.add(`class:.${value}`);
  else if (isNamed || (operator === "=" && name.startsWith("data-")))
    found.add(`attr:${name}${value === undefined ? "" : `=${value.replaceAll("*", "")}`}`);
}

/** Classes or ids of the element that a selector finds; undefined parts make it unknown. */
function endsOf(selector: Selector, outer: Outer): string[] {
  const last = selector.parts.findLast((part) => part.kind !== "pseudo");
  if (last?.kind === "class") return [`.${last.name}`];
  if (last?.kind === "id") return [`#${last.name}`];
  if (last?.kind === "nesting") return outer.ends;
  const before = selector.parts[selector.parts.indexOf(last!) - 1];
  if (last?.kind === "tag" && before?.kind === "nesting" && before.end === last.start && outer.ends.length === 1)
    return [outer.ends[0]! + last.name];
  return [];
}
