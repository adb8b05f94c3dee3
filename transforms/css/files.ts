import type { SymbolName } from "../../src/engine/model.js";

/**
 * Symbols under which other files lead to a file: its path, and its path below every `static` folder on the way.
 * @param path POSIX path of the file
 */
export function namesOf(path: string): SymbolName[] {
  const parts = path.split("/");
  const names: SymbolName[] = [`path:${path}`];
  parts.slice(0, -1).forEach((part, index) => {
    if (part === "static") names.push(`static:${parts.slice(index + 1).join("/")}`);
  });
  return names;
}
