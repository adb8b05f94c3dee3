import type { SymbolName } from "./model.js";

/** What a kind of symbol is called, and what a place does that refers to one. */
const KINDS: Readonly<Record<string, readonly [noun: string, verb: string]>> = {
  anchor: ["anchor", "leads to"],
  class: ["class", "names"],
  ctx: ["value", "shows"],
  dom: ["id", "looks up"],
  endpoint: ["endpoint", "leads to"],
  env: ["environment variable", "reads"],
  filter: ["filter", "applies"],
  fixture: ["fixture", "asks for"],
  json: ["key", "reads"],
  label: ["label", "refers to"],
  macro: ["macro", "calls"],
  make: ["make target", "needs"],
  message: ["message", "shows"],
  module: ["module", "imports"],
  option: ["option", "reads"],
  package: ["package", "needs"],
  path: ["file", "names"],
  route: ["route", "calls"],
  service: ["service", "needs"],
  setting: ["setting", "reads"],
  static: ["file", "loads"],
  style: ["style", "uses"],
  tag: ["tag", "uses"],
  task: ["task", "sends"],
  template: ["template", "shows"],
  volume: ["volume", "mounts"],
};

/** Kinds whose name is the whole rest of the symbol, in the words of its language. */
const WHOLE = new Set([
  "env",
  "message",
  "module",
  "option",
  "package",
  "path",
  "setting",
  "static",
  "task",
  "template",
]);

/** What a symbol is called in a sentence: "route GET /api/rooms", "id `rooms`", "`load_rooms`". */
export function symbolWords(symbol: SymbolName): string {
  const colon = symbol.indexOf(":");
  const kind = symbol.slice(0, colon);
  const rest = symbol.slice(colon + 1);
  const noun = KINDS[kind]?.[0];
  if (kind === "route") return `route ${rest.replace(/^\* /, "")}`;
  if (kind === "json") {
    const [path, key] = cut(rest, "#");
    return `key \`${key}\` of ${path}`;
  }
  const name = WHOLE.has(kind) ? rest : cut(rest, "#")[1].replace(/^[#.]/, "").replaceAll(".<locals>.", ".");
  return noun === undefined ? `\`${name}\`` : `${noun} \`${name}\``;
}

/** What a place does with a symbol that it refers to: "calls route GET /api/rooms", "uses `load_rooms`". */
export function referenceWords(symbol: SymbolName): string {
  const verb = KINDS[symbol.slice(0, symbol.indexOf(":"))]?.[1] ?? "uses";
  return `${verb} ${symbolWords(symbol)}`;
}

/** The text before and after the first mark; all of it after, if there is none. */
function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? ["", text] : [text.slice(0, at), text.slice(at + mark.length)];
}
