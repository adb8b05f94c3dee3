import { readList } from "../../src/dependencies/lists/read.js";
import { parseSpecification } from "../../src/dependencies/specification.js";
import { modulesOf } from "../../src/dependencies/usage/module-table.js";
import type { Facts, Link } from "../../src/engine/model.js";

import { addTrait, type ConfigExtra, contentOf, type Draft, define } from "./draft.js";

/** Where `package.json` lists packages, by dotted keys: entries with versions, and members of lists. */
const SCRIPT_TABLES = /^(dev|peer|optional)?dependencies$/i;
const SCRIPT_LISTS = /^bundled?Dependencies$/;
/** What `pyproject.toml` says besides of packages that its lists name. */
const RELATED_TABLES = /^tool\.uv\.sources$/;
const RELATED_LISTS = /^tool\.poetry\.extras\.[^.]+$/;

/** Marks the packages that a manifest lists: one goes when it is the target's, or when only removed code asked for it. */
export function decorateManifest(root: Draft, path: string, text: string): void {
  if (/(^|\/)package\.json$/.test(path)) decorateScripts(root);
  else if (/(^|\/)(pyproject\.toml|Pipfile|setup\.cfg|environment\.ya?ml)$/.test(path)) decorateLists(root, path, text);
}

function decorateScripts(root: Draft): void {
  for (const { key, setting, value } of settingsOf(root)) {
    if (value.kind === "settings" && SCRIPT_TABLES.test(key))
      for (const entry of value.children) if (entry.kind === "setting") entry.package = `package:${entry.name}`;
    if (value.kind !== "list" || !SCRIPT_LISTS.test(key)) continue;
    addTrait(setting, "optional");
    for (const member of value.children) {
      const name = typeof member.value === "string" ? parseSpecification(member.value)?.writtenName : undefined;
      if (member.kind === "literal" && name !== undefined) {
        asImport(member, name);
        member.package = `package:${name}`;
      }
    }
  }
}

/** The requirements of Python that a reader of lists finds, each where it stands in the tree. */
function decorateLists(root: Draft, path: string, text: string): void {
  const declared = readList(path, text)?.requirements ?? [];
  const declaredIn = (item: Draft) =>
    declared.find(({ range }) => item.start <= range.start && range.end <= item.end)?.specification.writtenName;
  const included = includedGroups(root);
  for (const { key, setting, value } of settingsOf(root)) {
    const isWhole = declared.find(({ range }) => range.start === setting.start && range.end === setting.end);
    if (isWhole) provide(setting, isWhole.specification.writtenName);
    else if (value.kind === "settings" && RELATED_TABLES.test(key))
      for (const entry of value.children) if (entry.kind === "setting") provide(entry, entry.name!);
    if (value.kind !== "list") continue;
    const isRelated = RELATED_LISTS.test(key);
    for (const member of value.children) {
      if (member.kind !== "literal" || typeof member.value !== "string") continue;
      const name = isRelated ? parseSpecification(member.value)?.writtenName : declaredIn(member);
      if (name === undefined) continue;
      // A group that others include may be empty, and must be there: its list stands for itself, beside the value.
      if (included.has(key)) value.slot = "content";
      else addTrait(setting, "optional");
      asImport(member, name);
      provide(member, name);
    }
  }
}

/** Settings with what they hold, by dotted key; a list within a list belongs to the key of the outer one. */
function* settingsOf(root: Draft): Generator<{ key: string; setting: Draft; value: Draft }> {
  const open = root.children[0]!.children.map((container) => ({ container, around: "" }));
  for (let next = open.shift(); next; next = open.shift()) {
    const { container, around } = next;
    for (const child of container.children) {
      if (child.kind === "settings") open.push({ container: child, around });
      if (child.kind !== "setting") continue;
      const value = contentOf(child);
      if (value === undefined) continue;
      const key = around === "" ? child.name! : `${around}.${child.name}`;
      yield { key, setting: child, value };
      open.push({ container: value, around: key });
    }
  }
}

/** Keys of groups that something else names: other groups, or what uv installs by itself. */
function includedGroups(root: Draft): Set<string> {
  const keys = new Set<string>();
  for (const { key, value } of settingsOf(root)) {
    const names = /(^|\.)include-group$/.test(key) ? [value] : key === "tool.uv.default-groups" ? value.children : [];
    for (const one of names) if (typeof one.value === "string") keys.add(`dependency-groups.${one.value}`);
  }
  return keys;
}

/** A member of a list that names a package. */
function asImport(member: Draft, name: string): void {
  delete member.value;
  Object.assign(member, { kind: "importName", name });
}

function provide(item: Draft, name: string): void {
  for (const module of modulesOf(name)) define(item, `package:${module}`, { private: true });
}

/**
 * The packages of `package.json` that scripts import: only those are theirs to sweep, since a package of Python may have
 * the same name.
 */
export function resolvePackages(facts: ReadonlyMap<string, Facts>): Link[] {
  const links: Link[] = [];
  const imported = new Set<string>();
  for (const one of facts.values())
    if (one.transform === "javascript")
      for (const { symbol } of one.occurrences) if (symbol.startsWith("package:")) imported.add(symbol);
  for (const one of facts.values()) {
    if (one.transform !== "config") continue;
    for (const { region, symbol } of (one.extra as ConfigExtra).packages)
      if (imported.has(symbol)) links.push({ path: one.path, symbol, defines: true, region, private: true });
  }
  return links;
}
