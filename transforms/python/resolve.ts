import type { Facts, Inventory, Link } from "../../src/engine/model.js";
import type { CallFact, ImportFact, PythonExtra } from "./extra.js";
import { lookUpSymbols } from "./lookups.js";
import type { Module } from "./modules.js";
import { moduleSymbols, Project, pathOf, type Resolved } from "./project.js";
import { resolveRoutes } from "./route-links.js";
import { openParameters } from "./signatures.js";

/** What only several Python files together tell: what imports mean, members of modules and objects, routes. */
export function resolve(facts: ReadonlyMap<string, Facts>, inventory: Inventory): Link[] {
  const project = new Project(facts, inventory);
  const links: Link[] = [];
  for (const [path, extra] of project.extras) {
    const refer = (region: number, symbols: readonly string[], weak = false) => {
      for (const symbol of new Set(symbols))
        links.push({ path, symbol, defines: false, region, ...(weak ? { weak } : {}) });
    };
    for (const item of extra.imports) refer(item.region, importSymbols(project, path, item));
    starNames(project, path, extra, refer);
    for (const member of extra.members) {
      const found = project.follow(member);
      if (found) refer(member.region, found.symbols);
    }
    for (const call of extra.calls) bindArguments(project, call, refer);
    for (const fact of extra.lookUps) refer(fact.region, lookUpSymbols(project, path, fact));
    for (const note of extra.notes) {
      const value = String(note.value ?? "");
      if (note.kind === "dotted") refer(note.region, dottedSymbols(project, path, value));
      if (note.kind === "file") refer(note.region, fileSymbols(inventory, path, value));
    }
  }
  for (const [path, one] of facts) {
    for (const { region, module, names } of one.taken ?? [])
      for (const symbol of takenSymbols(project, path, module, names))
        links.push({ path, symbol, defines: false, region });
  }
  links.push(...openParameters(project, facts, links), ...resolveRoutes(project));
  return links;
}

function importSymbols(project: Project, path: string, item: ImportFact): string[] {
  const { module, name } = item;
  const found = project.module(path, module);
  if (found) {
    if (name === undefined || name === "*") return moduleSymbols(found);
    const member = project.nameIn(found, name);
    if (member) return [...submodule(project, found, name, member), ...moduleSymbols(found)];
    return found.path === undefined ? [] : [`py:${found.path}#${name}`, ...moduleSymbols(found)];
  }
  if (module.startsWith(".")) return [`module:${module}`];
  const symbols = [`module:${module}`, `package:${module.split(".")[0]}`];
  if (name !== undefined && name !== "*") symbols.unshift(`module:${module}.${name}`);
  return symbols;
}

/**
 * A module below a package is found there by an import, whether or not the package's own file imports it as well: by its
 * full name, or by its last one as in Python 2.
 */
function submodule(project: Project, module: Module, name: string, { symbols, entity }: Resolved): string[] {
  const inside = project.modules.inside(module, name);
  if (!inside) return symbols;
  const source = project.extras.get(module.path ?? "")?.sources[`py:${module.path}#${name}`];
  const isBeside = entity.kind === "other" && source?.kind === "import" && source.module === name && !source.name;
  const isSame = entity.kind === "module" && entity.module.folder === inside.folder;
  return isBeside || isSame ? moduleSymbols(inside) : symbols;
}

/** What a file of another language takes from a module: `shop.prices.show` after `from shop import prices`. */
function takenSymbols(project: Project, path: string, module: string, names: readonly string[]): readonly string[] {
  const found = project.module(path, module);
  const [first, ...others] = names;
  if (!found || others.length === 0)
    return importSymbols(project, path, { region: 0, module, ...(first === undefined ? {} : { name: first }) });
  return project.through(found, names)?.symbols ?? [];
}

/** Names that a star import brings in: the file's reads of them found no binding, so they are members of it. */
function starNames(
  project: Project,
  path: string,
  extra: PythonExtra,
  refer: (region: number, symbols: readonly string[]) => void,
): void {
  if (extra.unbound.length === 0) return;
  for (const star of extra.imports) {
    if (star.name !== "*") continue;
    const module = project.module(path, star.module);
    if (!module) continue;
    for (const read of extra.unbound) {
      const found = project.nameIn(module, read.name);
      if (found) refer(read.region, found.symbols);
    }
  }
}

/** Arguments refer to the parameters that take them, so that both leave together. */
function bindArguments(
  project: Project,
  call: CallFact,
  refer: (region: number, symbols: readonly string[], weak: boolean) => void,
): void {
  const found = project.follow(call.callee);
  if (!found) return;
  const { entity } = found;
  const made = entity.kind === "class";
  const symbol = made
    ? project.member(entity.symbol, "__init__")
    : entity.kind === "function"
      ? entity.symbol
      : undefined;
  const fact = symbol === undefined ? undefined : project.extras.get(pathOf(symbol))?.functions[symbol];
  if (!fact) return;
  const throughClass =
    call.callee.path.length > 0 &&
    project.follow({ ...call.callee, path: call.callee.path.slice(0, -1) })?.entity.kind === "class";
  const plain = fact.parameters
    .filter((parameter) => parameter.kind === "plain")
    .slice(fact.bound && (made || !throughClass) ? 1 : 0);
  let position = 0;
  let known = true;
  for (const argument of call.arguments) {
    if (argument.spread) known = false;
    else if (argument.name !== undefined) {
      const parameter = fact.parameters.find(
        (one) => one.name === argument.name && (one.kind === "plain" || one.kind === "only"),
      );
      if (parameter) refer(argument.region, [parameter.symbol], true);
    } else {
      const parameter = known ? plain[position] : undefined;
      if (parameter) refer(argument.region, [parameter.symbol], true);
      position++;
    }
  }
}

/** A dotted string that leads to a module of the repository, or to a name in one. */
function dottedSymbols(project: Project, path: string, value: string): string[] {
  const parts = value.split(/[.:]/);
  for (let length = parts.length; length > 0; length--) {
    const module = project.module(path, parts.slice(0, length).join("."));
    if (!module || (module.path === undefined && length < parts.length)) continue;
    const rest = parts.slice(length);
    if (rest.length === 0) return moduleSymbols(module);
    const first = project.nameIn(module, rest[0]!);
    if (!first || project.extras.get(module.path ?? "") === undefined) return [];
    if (rest.length === 1) return first.symbols;
    const { entity } = first;
    const member = entity.kind === "class" && rest.length === 2 ? project.member(entity.symbol, rest[1]!) : undefined;
    return member === undefined ? first.symbols : [member];
  }
  return [];
}

/** A string that is the path of a tracked file, from the top or from the file's own folder. */
function fileSymbols(inventory: Inventory, from: string, value: string): string[] {
  const clean = value.replace(/^\.\//, "");
  const folder = from.includes("/") ? from.slice(0, from.lastIndexOf("/") + 1) : "";
  for (const path of [clean, folder + clean]) if (inventory.files.has(path)) return [`path:${path}`];
  return [];
}
