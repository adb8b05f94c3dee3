import type { DraftOccurrence, Reading } from "./draft.js";
import { textOf } from "./draft.js";
import { keyName } from "./expressions.js";
import { type Names, symbolOf } from "./names.js";
import { field, type Syntax } from "./tree.js";

/**
 * Methods of a class and the calls through `this` that reach them: `js:FILE#Class.method`. Calls through other
 * objects are of unknown origin, so a method is never private unless its name begins with `#`.
 */
export function memberOccurrences(reading: Reading, names: Names, program: Syntax): DraftOccurrence[] {
  const found: DraftOccurrence[] = [];
  const open: { node: Syntax; owner?: Syntax }[] = [{ node: program }];
  while (open.length > 0) {
    const { node, owner } = open.pop()!;
    let inner = owner;
    if (node.type === "class_declaration" || node.type === "class") inner = node;
    // `this` of a plain function is the caller's affair.
    else if (/^(function_declaration|function_expression|generator_function)/.test(node.type)) inner = undefined;
    else if (node.type === "object") inner = undefined;
    const symbol = owner && classSymbol(reading, names, owner);
    if (symbol && owner) {
      if (node.type === "method_definition" && node.parent?.type === "class_body") {
        const key = field(node, "name");
        const name = key && keyName(reading, key);
        const draft = reading.draftOf.get(node);
        if (name && draft && name !== "constructor") {
          found.push({
            symbol: `${symbol}.${name}`,
            defines: true,
            draft,
            ...(name.startsWith("#") ? { private: true } : {}),
          });
        }
      } else if (node.type === "member_expression" && field(node, "object")?.type === "this") {
        const property = field(node, "property");
        const draft = reading.draftOf.get(node);
        const isWrite = node.field === "left" && node.parent?.type === "assignment_expression";
        if (property && draft && !isWrite) {
          found.push({ symbol: `${symbol}.${textOf(reading, property)}`, defines: false, draft });
        }
      }
    }
    for (let index = node.children.length - 1; index >= 0; index--)
      open.push({ node: node.children[index]!, owner: inner });
  }
  return found;
}

function classSymbol(reading: Reading, names: Names, node: Syntax): string | undefined {
  const name = field(node, "name");
  const binding = name && names.bindingOf.get(name);
  return binding ? symbolOf(reading.path, binding) : undefined;
}
