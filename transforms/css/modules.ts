import type { Range } from "../../src/engine/model.js";
import type { StyleNode } from "../../src/syntax/stylesheet.js";
import { namespaceOf, type Reading } from "./build.js";

/** One sheet, or a list of them, of which each can leave. */
export function addImport(reading: Reading, node: StyleNode, parent: number, rule: string): void {
  const region = reading.add("import", "body", node, parent);
  const words = reading.slice(node.head);
  const list = [...words.matchAll(/"([^"]*)"|'([^']*)'/g)];
  if (/^\s*(?:"[^"]*"|'[^']*')(?:\s*,\s*(?:"[^"]*"|'[^']*'))+\s*$/.test(words)) {
    for (const match of list) {
      const start = node.head.start + match.index;
      const name = match[1] ?? match[2] ?? "";
      addSheet(
        reading,
        reading.add("importName", "item", { start, end: start + match[0].length }, region, { name }),
        name,
      );
    }
    return;
  }
  const address = /^\s*(?:url\(\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"');]+))/.exec(words);
  const path = address?.[1] ?? address?.[2] ?? address?.[3] ?? "";
  if (!reading.isFilled(node.head)) addSheet(reading, region, path);
  if (rule === "import" || reading.module === undefined) return;
  const after = { start: node.head.start + (address?.[0].length ?? 0), end: node.head.end };
  if (rule === "use") addNamespace(reading, region, path, reading.slice(after));
  addGiven(reading, region, after);
  addShown(reading, region, after);
}

function addSheet(reading: Reading, region: number, path: string): void {
  if (path === "" || /^(?:[a-z]+:)?\/\//i.test(path)) return;
  const fixed = /^\/static\/([^?#]+)/.exec(path)?.[1];
  if (fixed) reading.refer(region, `static:${fixed}`);
  else reading.files.push({ region, path, kind: "sheet" });
}

/** What the file calls the module: the last part of its address, unless it says otherwise. */
function addNamespace(reading: Reading, region: number, path: string, clauses: string): void {
  const said = /\bas\s+([\w-]+|\*)/.exec(clauses)?.[1];
  const last = path
    .split(/[/:]/)
    .at(-1)!
    .replace(/^_|\.\w+$/g, "");
  const name = said ?? last;
  if (name !== "*" && name !== "") reading.define(region, namespaceOf(reading.module!, name));
}

/** `with ($gap: 1rem)`: variables of the module that the file sets. */
function addGiven(reading: Reading, region: number, after: Range): void {
  const clause = /\bwith\s*\(([\s\S]*)\)\s*$/.exec(reading.slice(after));
  if (!clause) return;
  const end = after.start + clause.index + clause[0].lastIndexOf(")");
  const range = { start: end - clause[1]!.length, end };
  const list = reading.add("sequence", "value", range, region, { form: "list" });
  for (const match of reading.slice(range).matchAll(/(\$[\w-]+)\s*:(?:[^,()]|\([^()]*\))*/g)) {
    const start = range.start + match.index;
    const entry = { start, end: start + match[0].trimEnd().length };
    reading.refer(reading.add("name", "element", entry, list, { name: match[1]! }), `style:${match[1]}`);
  }
}

/** `show $gap, frame`: all that the file hands on. What it hides it hides by name, whether it is there or not. */
function addShown(reading: Reading, region: number, after: Range): void {
  const clause = /\bshow\s+([^;{}]*)$/.exec(reading.slice(after));
  if (!clause) return;
  const start = after.start + clause.index + clause[0].length - clause[1]!.length;
  const list = reading.add("sequence", "value", { start, end: after.end }, region, {
    form: "list",
    traits: ["vital"],
  });
  for (const match of clause[1]!.matchAll(/\$?[\w-]+/g)) {
    const [name] = match;
    const range = { start: start + match.index, end: start + match.index + name.length };
    const word = reading.add("name", "element", range, list, { name });
    if (name.startsWith("$")) reading.refer(word, `style:${name}`);
    else for (const kind of ["mixin", "function"]) reading.refer(word, `style:${kind} ${name}`);
  }
}
