import type { Slot } from "../../src/engine/region.js";
import { type Draft, draft, field, fields } from "./draft.js";
import type { Syntax } from "./syntax.js";

/**
 * An import with one `importName` for each name. `name` of the import is the module as written, dots in front
 * included; of an importName what is imported (`a.b` of `import a.b`), its alias is a `name` in slot `target`.
 */
export function readImport(node: Syntax, slot: Slot, text: string): Draft {
  const spelled = (at: Syntax) => text.slice(at.start, at.end).replace(/\s+|\\/g, "");
  const items = fields(node, "name").map((item) => {
    const alias = item.type === "aliased_import" ? field(item, "alias") : undefined;
    const name = item.type === "aliased_import" ? field(item, "name") : item;
    const target = alias ? [draft("name", "target", alias, { name: spelled(alias) })] : [];
    return draft("importName", "item", item, { name: name ? spelled(name) : "" }, target);
  });
  if (node.type === "import_statement") return draft("import", slot, node, {}, items);
  const module = field(node, "module_name");
  if (node.type === "future_import_statement")
    return draft("import", slot, node, { name: "__future__", traits: ["directive"] }, items);
  const name = module ? spelled(module) : "";
  const star = node.children.some((child) => child.type === "wildcard_import");
  return draft("import", slot, node, star ? { name, traits: ["dynamic"] } : { name }, items);
}
