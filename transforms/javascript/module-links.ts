import type { SymbolName } from "../../src/engine/model.js";
import { type Draft, type DraftOccurrence, type Reading, textOf } from "./draft.js";
import { importedFrom } from "./import-types.js";
import { stringValue } from "./literals.js";
import type { Names } from "./names.js";
import { field, hasToken, named, type Syntax } from "./tree.js";

/** A use of another module, waiting for the other files: `name` is `*` for all of it. */
export interface DraftImport {
  draft: Draft;
  from: string;
  name: string;
  weak?: boolean;
}

/** What ties one script to other modules. */
export interface ModuleLinks {
  occurrences: DraftOccurrence[];
  imports: DraftImport[];
  /** Modules all of whose names are handed on (`export * from`). */
  stars: string[];
}

/** Name of the package that an import path leads into; undefined for paths of the repository and of Node. */
export function packageOf(from: string): string | undefined {
  const remote = from.match(/^https?:\/\/[^/]+\/(?:npm\/|v\d+\/)?((?:@[\w.-]+\/)?[\w.-]+?)(?:@[^/]*)?(?:\/|$)/);
  if (remote) return remote[1];
  if (!/^[@\w]/.test(from) || from.startsWith("@/") || from.startsWith("node:") || /^\w+:\/\//.test(from))
    return undefined;
  return from
    .split("/")
    .slice(0, from.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Imports, exports, `require` and `module.exports` of a script. */
export function moduleLinks(reading: Reading, names: Names, program: Syntax): ModuleLinks {
  const links: ModuleLinks = { occurrences: [], imports: [], stars: [] };
  for (const node of program.children) {
    if (node.type === "import_statement") importLinks(reading, names, node, links);
    else if (node.type === "export_statement") exportLinks(reading, node, links);
  }
  const open: Syntax[] = [program];
  while (open.length > 0) {
    const node = open.pop()!;
    if (node.type === "call_expression") requireLinks(reading, node, links);
    else if (node.type === "assignment_expression") commonExport(reading, node, links);
    else if (node.type === "nested_type_identifier") importTypeLinks(reading, node, links);
    open.push(...node.children);
  }
  return links;
}

function use(links: ModuleLinks, draft: Draft | undefined, from: string, name: string, weak = false): void {
  if (!draft) return;
  const owner = packageOf(from);
  // What looks like a package may be an alias of a folder.
  if (owner) links.occurrences.push({ symbol: `package:${owner}`, defines: false, draft });
  if (!owner || !from.startsWith("http")) links.imports.push({ draft, from, name, ...(weak ? { weak } : {}) });
}

function importLinks(reading: Reading, names: Names, node: Syntax, links: ModuleLinks): void {
  const source = field(node, "source");
  const from = source && stringValue(reading, source);
  if (!from) return;
  const clause = node.children.find((child) => child.type === "import_clause");
  if (!clause) {
    use(links, reading.draftOf.get(node), from, "*");
    return;
  }
  for (const part of named(clause)) {
    if (part.type === "identifier") use(links, reading.draftOf.get(part), from, "default");
    else if (part.type === "namespace_import") {
      const [local] = named(part);
      use(links, reading.draftOf.get(part), from, "*");
      const binding = local && names.bindingOf.get(local);
      for (const read of binding?.reads ?? []) {
        const member = read.parent;
        const property =
          member?.type === "member_expression" && read.field === "object" ? field(member, "property") : undefined;
        if (member && property && !packageOf(from))
          use(links, reading.draftOf.get(member), from, textOf(reading, property));
      }
    } else {
      for (const specifier of named(part)) {
        const name = field(specifier, "name");
        if (name) use(links, reading.draftOf.get(specifier), from, textOf(reading, name));
      }
    }
  }
}

function own(reading: Reading, name: string): SymbolName {
  return `js:${reading.path}#${name}`;
}

function exportLinks(reading: Reading, node: Syntax, links: ModuleLinks): void {
  const source = field(node, "source");
  const from = source && stringValue(reading, source);
  const clause = node.children.find((child) => child.type === "export_clause");
  for (const specifier of clause ? named(clause) : []) {
    const name = field(specifier, "name");
    const alias = field(specifier, "alias") ?? name;
    const draft = reading.draftOf.get(specifier);
    if (!name || !alias || !draft) continue;
    if (from) use(links, draft, from, textOf(reading, name), true);
    if (from || textOf(reading, alias) !== textOf(reading, name)) {
      links.occurrences.push({ symbol: own(reading, textOf(reading, alias)), defines: true, draft });
    }
  }
  if (from && !clause) {
    const namespace = node.children.find((child) => child.type === "namespace_export");
    if (!namespace) links.stars.push(from);
    use(links, reading.draftOf.get(namespace ?? node), from, "*", true);
  }
  if (hasToken(node, "default")) {
    const draft = reading.draftOf.get(field(node, "declaration") ?? node);
    if (draft) links.occurrences.push({ symbol: own(reading, "default"), defines: true, draft, named: "as file" });
  }
}

/** `require("x")`, `require("./x").name`, `const { name } = require("./x")`, `import("./x")`. */
function requireLinks(reading: Reading, node: Syntax, links: ModuleLinks): void {
  const callee = field(node, "function");
  if (!callee || !["require", "import"].includes(textOf(reading, callee))) return;
  const [first] = named(field(node, "arguments") ?? node);
  const from = first && stringValue(reading, first);
  if (!first || !from) return;
  use(links, reading.draftOf.get(first), from, "*");
  const parent = node.parent;
  if (packageOf(from) || !parent) return;
  if (parent.type === "member_expression" && node.field === "object") {
    const property = field(parent, "property");
    if (property) use(links, reading.draftOf.get(parent), from, textOf(reading, property));
  }
  const target = parent.type === "variable_declarator" ? field(parent, "name") : undefined;
  if (target?.type === "object_pattern") {
    for (const entry of reading.draftOf.get(target)?.children ?? []) {
      if (entry.kind === "entry" && entry.name) use(links, entry, from, entry.name);
    }
  }
}

/** `import("./rooms").Room` as a type. */
function importTypeLinks(reading: Reading, node: Syntax, links: ModuleLinks): void {
  const owner = field(node, "module");
  const name = field(node, "name");
  const from = owner && importedFrom(textOf(reading, owner));
  if (name && from) use(links, reading.draftOf.get(node), from, textOf(reading, name));
}

/** `exports.name = …` and `module.exports = { name: … }`. */
function commonExport(reading: Reading, node: Syntax, links: ModuleLinks): void {
  const left = field(node, "left");
  const right = field(node, "right");
  if (left?.type !== "member_expression" || !right) return;
  const target = textOf(reading, left);
  const name = target.match(/^(?:module\.)?exports\.([\w$]+)$/)?.[1];
  const whole = reading.draftOf.get(node);
  if (name && name !== "exports" && whole)
    links.occurrences.push({ symbol: own(reading, name), defines: true, draft: whole });
  if (target !== "module.exports" || right.type !== "object") return;
  for (const entry of reading.draftOf.get(right)?.children ?? []) {
    // `{ a }` hands out the binding `a` under its own name.
    const isShorthand = entry.children[0]?.start === entry.start && entry.children[0]?.end === entry.end;
    if (entry.kind === "entry" && entry.name && !isShorthand) {
      links.occurrences.push({ symbol: own(reading, entry.name), defines: true, draft: entry });
    }
  }
}

/** Names that `module.exports = { a, b }` hands out. */
export function commonExports(reading: Reading, program: Syntax): Set<string> {
  const found = new Set<string>();
  const open: Syntax[] = [program];
  while (open.length > 0) {
    const node = open.pop()!;
    const left = node.type === "assignment_expression" ? field(node, "left") : undefined;
    if (left?.type === "member_expression" && /^(module\.)?exports\b/.test(textOf(reading, left))) {
      const right = field(node, "right");
      if (right?.type === "identifier") found.add(textOf(reading, right));
      for (const entry of right?.type === "object" ? named(right) : []) {
        if (entry.type === "shorthand_property_identifier") found.add(textOf(reading, entry));
      }
    }
    open.push(...node.children);
  }
  return found;
}
