import type { Draft } from "../../jinja/draft.js";
import { type Declared, each } from "./members.js";

/** Elements of Vue itself, and of the routers that most applications register. */
const BUILT_IN =
  /^(?:component|slot|template|transition(?:-group)?|keep-alive|teleport|suspense|router-(?:link|view))$/;

/** Component names in the form in which scripts spell them: `price-row` is `PriceRow` or `priceRow`. */
export function spellings(tag: string): string[] {
  const camel = camelized(tag);
  return [...new Set([tag, camel, camel[0]!.toUpperCase() + camel.slice(1)])];
}

/** A name with dashes as scripts spell it. */
export function camelized(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** A tag of another component that no script of the file brings. */
export interface LooseTag {
  node: Draft;
  names: string[];
}

/**
 * Gives the elements that stand for other components, and custom directives, what they refer to.
 * @returns tags of components that are brought from elsewhere
 */
export function linkTags(template: Draft, declared: Declared): LooseTag[] {
  const loose: LooseTag[] = [];
  const refer = (node: Draft, names: readonly string[]) => {
    const symbols = new Set(names.flatMap((name) => [...(declared.get(name) ?? [])]));
    for (const symbol of symbols) node.marks.push({ symbol, defines: false });
    return symbols.size > 0;
  };
  each(template, (node) => {
    if (node.script !== undefined || !node.name) return;
    if (node.kind === "attribute") {
      const directive = /^v-([\w-]+)/.exec(node.name)?.[1];
      if (directive) refer(node, [camelized(`v-${directive}`)]);
      if (node.name === "ref" && node.children[0]?.kind === "literal")
        refer(node.children[0], [String(node.children[0].value)]);
    }
    const isTag = node.kind === "element" || node.kind === "expression";
    if (!isTag || !/[A-Z]|-/.test(node.name)) return;
    const name = node.name.replace(/\..*$/, "");
    if (!refer(node, spellings(name)) && !BUILT_IN.test(dashed(node.name)))
      loose.push({ node, names: spellings(name) });
  });
  return loose;
}

function dashed(name: string): string {
  return name.replace(/(?<=[a-z\d])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
