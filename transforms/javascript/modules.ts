import type { Slot } from "../../src/engine/region.js";
import { definition } from "./definitions.js";
import { type Draft, draft, type Reading, textOf } from "./draft.js";
import { expression } from "./expressions.js";
import { declaration, statement } from "./statements.js";
import { field, hasToken, named, type Syntax } from "./tree.js";
import { isTypeDeclaration, typeDeclaration } from "./type-declarations.js";

/** `import a, { b as c } from "m"`: an item for each name it binds. */
export function importStatement(reading: Reading, node: Syntax, slot: Slot): Draft {
  const made = draft(reading, node, "import", slot);
  const clause = node.children.find((child) => child.type === "import_clause");
  for (const part of clause ? named(clause) : []) {
    if (part.type === "identifier") made.children.push(importName(reading, part, part, part));
    else if (part.type === "namespace_import") {
      const [local] = named(part);
      if (local) made.children.push(importName(reading, part, local, local));
    } else {
      for (const specifier of named(part)) {
        const name = field(specifier, "name");
        if (name) made.children.push(importName(reading, specifier, name, field(specifier, "alias") ?? name));
      }
    }
  }
  const required = node.children.find((child) => child.type === "import_require_clause");
  const local = required && named(required)[0];
  if (required && local) made.children.push(importName(reading, required, local, local));
  return made;
}

function importName(reading: Reading, node: Syntax, name: Syntax, local: Syntax): Draft {
  const made = draft(reading, node, "importName", "item", { name: textOf(reading, name) });
  reading.boundBy.set(local, made);
  reading.draftOf.set(local, made);
  return made;
}

/**
 * `export` in front of a definition widens that definition's region; a list of exports is an import the other way
 * round; `export default` of a value is a statement with that value.
 */
export function exportStatement(reading: Reading, node: Syntax, slot: Slot): Draft {
  const declared = field(node, "declaration");
  if (declared) {
    if (/^(lexical|variable)_declaration$/.test(declared.type)) return declaration(reading, declared, slot, node);
    if (/^(generator_)?function_declaration$|^class_declaration$/.test(declared.type)) {
      return definition(reading, declared, slot, node);
    }
    if (isTypeDeclaration(declared)) return typeDeclaration(reading, declared, slot, node);
    return statement(reading, declared, slot);
  }
  const value = field(node, "value") ?? node.children.find((child) => child.type === "identifier");
  if (value) {
    const made = draft(reading, node, "statement", slot, { name: hasToken(node, "default") ? "default" : "export" });
    made.children.push(expression(reading, value, "value"));
    return made;
  }
  const made = draft(reading, node, "import", slot);
  const clause = node.children.find((child) => child.type === "export_clause");
  for (const specifier of clause ? named(clause) : []) {
    const name = field(specifier, "name");
    if (!name) continue;
    const item = draft(reading, specifier, "importName", "item", { name: textOf(reading, name) });
    reading.draftOf.set(name, item);
    made.children.push(item);
  }
  const namespace = node.children.find((child) => child.type === "namespace_export");
  if (namespace) {
    const [local] = named(namespace);
    made.children.push(draft(reading, namespace, "importName", "item", { name: local && textOf(reading, local) }));
  }
  return made;
}
