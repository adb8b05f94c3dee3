import { normaliseName } from "../dependencies/names.js";
import type { Inventory } from "./model.js";

/** A place that starts a program or names a plug-in. */
export interface NamedPlace {
  path: string;
  /** One-based. */
  line: number;
}

/** The first word of a command: at the start, behind what joins commands, in a list of words, behind `-m`. */
const COMMAND =
  /(?:^[\s@-]*|[[&|;(]\s*|:\s+|=\s*|\b(?:CMD|RUN|ENTRYPOINT|exec|run)\s+|\s-m\s+)(?:\.?\/?[\w./-]*\/bin\/)?["'`]?([A-Za-z][\w.-]*)(?=["'`\s,]|$)/g;
/** A text in quotes that starts with a module's name, as settings name plug-ins and drivers. */
const QUOTED = /["'](?:\w+\+)?([A-Za-z_][\w-]*)(?=["'.:])/g;

/**
 * Finds where packages are used without an import: as a command in a script, a Dockerfile or a workflow, or by name in
 * a text of a program. The first place of each.
 *
 * @param names distributions and modules, normalised
 * @param paths the files to look at, each with what it is
 */
export function findNamed(
  names: ReadonlySet<string>,
  inventory: Inventory,
  paths: Iterable<{ path: string; isCode: boolean }>,
): Map<string, NamedPlace> {
  const found = new Map<string, NamedPlace>();
  for (const { path, isCode } of paths) {
    const text = inventory.read(path)?.text;
    if (text === undefined) continue;
    for (const [index, line] of text.split("\n").entries()) {
      if (/^\s*(?:#|\/\/)/.test(line) || line.length > 1000) continue;
      for (const match of line.matchAll(isCode ? QUOTED : COMMAND)) {
        const name = normaliseName(match[1]!);
        if (names.has(name) && !found.has(name)) found.set(name, { path, line: index + 1 });
      }
    }
  }
  return found;
}
