import type { Graph } from "./graph.js";
import type { Marks } from "./mark.js";

/**
 * Words under which files not analysed yet may refer to what goes: the last part of every symbol with a definition
 * that is no longer there.
 */
export function namedWords(marks: Marks, graph: Graph): Set<string> {
  const words = new Set<string>();
  for (const [path, judged] of marks.judged) {
    if (judged.dead.size === 0) continue;
    const view = graph.files.get(path)!;
    for (const id of judged.dead.keys()) {
      for (const occurrence of view.occurrences(view.region(id))) {
        if (!occurrence.defines && !/^(template|static|ctx|json|module|dom|class|route|endpoint|package|js:window)/.test(occurrence.symbol)) continue;
        if (occurrence.defines && occurrence.private && /^(py|js|tpl):/.test(occurrence.symbol) && !occurrence.symbol.startsWith("js:window")) continue;
        const word = lastPart(occurrence.symbol);
        if (word !== "") words.add(word);
      }
    }
  }
  return words;
}

function lastPart(symbol: string): string {
  const kind = symbol.slice(0, symbol.indexOf(":"));
  const rest = symbol.slice(symbol.indexOf(":") + 1);
  if (kind === "template" || kind === "static" || kind === "path") return rest;
  if (kind === "module") return rest.split(".").at(-1) ?? "";
  if (kind === "route") return rest.replace(/^\S+ /, "").split("/").filter((part) => part !== "" && part !== "{}").at(-1) ?? "";
  return rest.slice(rest.lastIndexOf("#") + 1).split(".").at(-1) ?? "";
}
