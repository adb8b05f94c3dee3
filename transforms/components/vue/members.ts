import type { Draft, Mark } from "../../jinja/draft.js";

/** Names that a component's template may use, with the symbols that they stand for. */
export type Declared = Map<string, Set<string>>;

/** Options whose entries are members of the component. */
const MEMBERS = new Set(["methods", "computed", "inject"]);
const EMITS = /^(?:(?:this|context|ctx)\.)?\$?emit$/;

/**
 * Names that the scripts of a component give to its template: what stands at the top of `<script setup>` and is
 * imported there, and the members that the options name. Members get symbols of their own, `js:FILE#this.NAME`.
 */
export function declaredNames(path: string, scripts: readonly Draft[]): Declared {
  const declared: Declared = new Map();
  const add = (name: string, symbol: string) => declared.set(name, (declared.get(name) ?? new Set()).add(symbol));
  const own = `js:${path}#`;
  for (const script of scripts)
    each(script, (node) => {
      for (const { symbol, defines } of node.marks) {
        const name = symbol.startsWith(own)
          ? /^(?:script@\d+\.)?([^.]+)$/.exec(symbol.slice(own.length))?.[1]
          : undefined;
        if (defines && name !== undefined && name !== "default") add(name, symbol);
      }
    });
  const isOpen = scripts.some((script) => some(script, isOpenEnded));
  const define = (name: string, node: Draft, isPrivate: boolean) => {
    const symbol = `${own}this.${name}`;
    node.marks.push({ symbol, defines: true, ...(isPrivate && !isOpen ? { private: true } : {}) });
    add(name, symbol);
  };
  for (const script of scripts) {
    for (const options of optionsIn(script)) members(options, define, add, own);
    each(script, (node) => {
      if (node.kind === "call" && /^(?:defineProps|withDefaults)$/.test(node.name ?? "")) props(node, define);
    });
  }
  for (const script of scripts) uses(script, declared, own);
  return declared;
}

/** `this[name]`: nobody can tell which member that is. */
function isOpenEnded(node: Draft): boolean {
  const [object, key] = node.children;
  return node.kind === "index" && isThis(object) && key?.kind !== "literal";
}

/** `this` is an expression without parts. */
const isThis = (node: Draft | undefined) =>
  node?.kind === "expression" && node.end - node.start === "this".length && node.children.length === 0;

/** The objects that `export default` gives as options, also through a function such as `defineComponent`. */
function optionsIn(script: Draft): Draft[] {
  const exported = script.children.filter((node) => node.kind === "statement" && node.name === "default");
  return exported.flatMap((node) => {
    let value = node.children[0];
    if (value?.kind === "call") value = value.children.find((one) => one.kind === "argument")?.children[0];
    return value?.kind === "mapping" ? [value] : [];
  });
}

type Define = (name: string, node: Draft, isPrivate: boolean) => void;

function members(options: Draft, define: Define, add: (name: string, symbol: string) => void, own: string): void {
  for (const option of options.children.filter((one) => one.kind === "entry")) {
    const value = option.children.find((one) => one.slot === "value");
    if (!value || !option.name) continue;
    if (MEMBERS.has(option.name)) for (const one of entriesOf(value)) define(one.name!, one, true);
    else if (option.name === "components")
      for (const one of entriesOf(value)) {
        const symbol = `${own}components.${one.name}`;
        one.marks.push({ symbol, defines: true, private: true });
        add(one.name!, symbol);
      }
    else if (option.name === "props") given(value, define);
    else if (option.name === "data" || option.name === "setup")
      for (const result of resultsOf(value)) for (const one of entriesOf(result)) define(one.name!, one, true);
  }
}

/** Named entries of an object. */
function entriesOf(mapping: Draft): Draft[] {
  return mapping.kind === "mapping" ? mapping.children.filter((one) => one.kind === "entry" && one.name) : [];
}

/** Objects that a function gives back on its own level. */
function resultsOf(value: Draft): Draft[] {
  if (value.kind === "mapping") return [value];
  if (value.kind !== "lambda") return [];
  const body = value.children.find((one) => one.slot === "body");
  if (body?.kind === "group") return body.children.filter((one) => one.kind === "mapping");
  if (body?.kind === "mapping") return [body];
  const exits = body?.kind === "suite" ? body.children.filter((one) => one.kind === "exit") : [];
  return exits.flatMap((one) => one.children.filter((inner) => inner.kind === "mapping"));
}

/** Names of properties: of an object, of a list of strings, of a type. */
function given(value: Draft, define: Define): void {
  for (const one of entriesOf(value)) define(one.name!, one, false);
  if (value.kind === "sequence")
    for (const one of value.children) if (typeof one.value === "string") define(one.value, one, false);
}

function props(call: Draft, define: Define): void {
  each(call, (node) => {
    const isType = node.slot !== "value" && node.slot !== "default";
    if (node.kind === "mapping" && (isType || node === call.children.at(-1)?.children[0])) given(node, define);
    else if (node.kind === "sequence" && node === call.children.at(-1)?.children[0]) given(node, define);
  });
}

/** Uses of members through `this` and of properties through `props`, and events that are sent by name. */
function uses(script: Draft, declared: Declared, own: string): void {
  each(script, (node) => {
    if (node.kind === "call" && EMITS.test(node.name ?? "")) sends(node);
    const [object] = node.children;
    const ofComponent = isThis(object) || (object?.kind === "name" && object.name === "props");
    if (node.kind !== "member" || !ofComponent || !node.name) return;
    const symbol = `${own}this.${node.name}`;
    if (declared.get(node.name)?.has(symbol)) node.marks.push({ symbol, defines: false });
  });
}

/** A call that sends an event does nothing without it. */
export function sends(node: Draft): void {
  if (node.kind === "call" && EMITS.test(node.name ?? "") && !node.traits.includes("lookup"))
    node.traits.push("lookup");
}

/** Calls `visit` for a draft and all below it. */
export function each(node: Draft, visit: (node: Draft) => void): void {
  visit(node);
  for (const child of node.children) each(child, visit);
}

function some(node: Draft, test: (node: Draft) => boolean): boolean {
  return test(node) || node.children.some((child) => some(child, test));
}

/** The page's names in expressions of the template become those of the component; others are of the framework. */
export function bindTemplate(template: Draft, declared: Declared): void {
  each(template, (node) => {
    if (node.script !== undefined) {
      sends(node);
      node.marks = node.marks.flatMap((mark): Mark[] => {
        if (!mark.symbol.startsWith("js:window#")) return [mark];
        const symbols = declared.get(mark.symbol.slice("js:window#".length)) ?? [];
        return [...symbols].map((symbol) => ({ symbol, defines: false }));
      });
    }
  });
}
