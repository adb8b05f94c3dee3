import type { Draft } from "./draft.js";

/** Names that the template engines provide. */
const PROVIDED = new Set(
  "url_for super caller loop self range dict lipsum cycler joiner namespace varargs kwargs _ gettext ngettext get_flashed_messages request session g config csrf_token forloop block true false none True False None".split(
    " ",
  ),
);

/** Names that stand for the pages of one chain of inheritance. */
const CHAIN = new Set(["self", "next", "parent", "local"]);

interface Local {
  symbol: string;
  /** The template that a whole-module import stands for. */
  module?: string;
  /** What an import of Python binds the name to. */
  taken?: Draft["taken"];
}

interface Scope {
  names: Map<string, Local>;
  parent?: Scope;
}

/** Names that a template binds, with their symbols: what other pages may read. */
export interface Exports {
  /** Wherever they are bound: a page that is pulled in there reads them. */
  inner: Record<string, string>;
  /** Those of its top level: a page that it extends reads them. */
  top: Record<string, string>;
}

/** Tags around a text that bind what they are given for that text alone. */
const BINDING_TAG = /^tag:(?:block)?trans(?:late)?$/;

/**
 * Gives every name of a template its symbol: `tpl:FILE#name` for what the template binds itself, `ctx:NAME#name` for
 * what its caller passes.
 * @param names names of the template, for the symbols that others refer to
 */
export function addScopes(path: string, names: readonly string[], root: Draft): Exports {
  const used = new Map<string, number>();
  const symbolOf = (name: string): string => {
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? `tpl:${path}#${name}` : `tpl:${path}#${name}~${count}`;
  };
  const exported: Exports = { inner: {}, top: {} };
  const top: Scope = { names: new Map() };

  const define = (scope: Scope, name: string, region: Draft, swept: boolean, module?: string): void => {
    const known = scope.names.get(name);
    const symbol = known?.symbol ?? symbolOf(name);
    scope.names.set(name, { symbol, ...(module === undefined ? {} : { module }) });
    region.marks.push({ symbol, defines: true, ...(swept ? { private: true } : {}) });
    exported.inner[name] ??= symbol;
    if (scope === top) exported.top[name] ??= symbol;
  };
  const find = (scope: Scope | undefined, name: string): Local | undefined =>
    scope && (scope.names.get(name) ?? find(scope.parent, name));
  const visitAll = (nodes: readonly Draft[], scope: Scope): void => {
    for (const node of nodes) visit(node, scope);
  };
  const inner = (scope: Scope): Scope => ({ names: new Map(), parent: scope });

  const reference = (node: Draft, scope: Scope): void => {
    const local = find(scope, node.name!);
    if (local) node.marks.push({ symbol: local.symbol, defines: false });
    else if (!PROVIDED.has(node.name!)) {
      // By its other names the page is known only where somebody hands it something: see `resolveTemplates`.
      node.marks.push({ symbol: `ctx:${names[0]}#${node.name}`, defines: false });
    }
  };

  /** `self.title()`, `next.body()`: what this page defines, or a page that extends it. */
  const inherited = (node: Draft, scope: Scope): void => {
    const local = find(scope, node.name!);
    node.marks.push({ symbol: local?.symbol ?? `inherited:${node.name}`, defines: false });
  };

  const visit = (node: Draft, scope: Scope): void => {
    if (node.script !== undefined) {
      visitAll(node.children, scope);
      return;
    }
    const of = (...slots: string[]) => node.children.filter((child) => slots.includes(child.slot));
    switch (node.kind) {
      case "name":
        if (node.slot !== "target" && !node.word) reference(node, scope);
        return;
      case "member": {
        visitAll(node.children, scope);
        const object = node.children[0];
        const module = object?.kind === "name" ? find(scope, object.name!)?.module : undefined;
        if (module !== undefined) node.marks.push({ symbol: `macro:${module}#${node.name}`, defines: false });
        if (object?.kind === "name" && CHAIN.has(object.name!)) inherited(node, scope);
        const from = object?.kind === "name" ? find(scope, object.name!)?.taken : object?.taken;
        if (from) node.taken = { module: from.module, names: [...from.names, node.name!] };
        return;
      }
      case "assignment":
        visitAll(of("value"), scope);
        for (const target of of("target")) {
          if (target.kind === "name") define(scope, target.name!, of("target").length === 1 ? node : target, true);
          else visit(target, scope);
        }
        return;
      case "loop": {
        visitAll(of("iterable"), scope);
        const body = inner(scope);
        for (const target of of("target")) if (target.kind === "name") define(body, target.name!, target, false);
        visitAll(of("test", "body"), body);
        visitAll(of("else"), scope);
        return;
      }
      case "with": {
        const body = inner(scope);
        for (const item of of("item")) {
          visitAll(
            item.children.filter((child) => child.slot === "value"),
            body,
          );
          if (item.name !== undefined) define(body, item.name, item, true);
        }
        visitAll(of("body", "else"), body);
        return;
      }
      case "comprehension": {
        const body = inner(scope);
        for (const target of of("target")) define(body, target.name!, target, false);
        visitAll(of("iterable", "test", "element"), body);
        return;
      }
      case "lambda": {
        const body = inner(scope);
        parameters(node, body, scope);
        visitAll(of("body"), body);
        return;
      }
      case "statement":
        for (const target of of("target")) define(scope, target.name!, target, false);
        visitAll(of("value"), scope);
        return;
      case "function": {
        if (node.name !== undefined) {
          define(scope, node.name, node, true);
          for (const name of names)
            node.marks.push({ symbol: `macro:${name}#${node.name}`, defines: true, private: true });
          if (scope === top) node.marks.push({ symbol: `inherited:${node.name}`, defines: true });
        }
        const body = inner(scope);
        parameters(node, body, scope);
        visitAll(of("body"), body);
        return;
      }
      case "output": {
        const body = node.children.some((child) => child.slot === "body") ? inner(scope) : scope;
        if (body !== scope) parameters(node, body, scope);
        visitAll(of("value"), scope);
        visitAll(of("body", "else"), body);
        return;
      }
      case "import":
        visitAll(of("value"), scope);
        for (const item of of("item")) {
          const module = typeof item.value === "string" ? item.value : undefined;
          delete item.value;
          define(scope, item.name!, item, of("value").length > 0 || item.taken !== undefined, module);
          if (item.taken) scope.names.get(item.name!)!.taken = item.taken;
        }
        return;
      case "block": {
        visitAll(of("value"), scope);
        const binds = node.marks.some((mark) => BINDING_TAG.test(mark.symbol));
        const body = binds || node.name !== undefined ? inner(scope) : scope;
        if (binds) for (const item of of("value")) if (item.name !== undefined) define(body, item.name, item, false);
        visitAll(of("body", "else"), body);
        return;
      }
      default:
        visitAll(node.children, scope);
    }
  };

  const parameters = (node: Draft, body: Scope, outer: Scope): void => {
    for (const parameter of node.children.filter((child) => child.kind === "parameter")) {
      visitAll(parameter.children, outer);
      define(body, parameter.name!, parameter, false);
    }
  };

  visit(root, top);
  return exported;
}
