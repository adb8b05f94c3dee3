import { findByproducts } from "../../repo/byproducts.js";
import { ignoreRules, isIgnored } from "../../repo/ignore.js";
import { findFaults } from "../../repo/ignore-faults.js";
import type { CommitInventory } from "../../repo/inventory.js";
import { missingEntries } from "../../repo/missing-entries.js";
import type { ScanDocument } from "../../report/scan-document.js";
import type { Extra } from "./size.js";

const NAME = ".gitignore";

/**
 * Says what is wrong with the ignore files of the tree.
 *
 * @param unignored what lies in the working tree and is neither tracked nor left out
 */
export function ignoreFaults(inventory: CommitInventory, unignored: readonly Extra[]): ScanDocument["ignore"] {
  const paths = [...inventory.files.keys()];
  const files = paths
    .filter((path) => path === NAME || path.endsWith(`/${NAME}`))
    .sort((a, b) => a.length - b.length)
    .map((path) => ({ path, text: inventory.read(path)?.text ?? "" }));
  const folders = new Set<string>();
  for (const path of paths)
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
      folders.add(path.slice(0, slash + 1));
  const isTracked = (path: string) => folders.has(path.replace(/^\//, "")) || inventory.files.has(path);
  const rules = files.flatMap(({ path, text }) => ignoreRules({ folder: path.slice(0, -NAME.length), text }));
  const entries = missingEntries(rules, findByproducts(paths), paths);
  const further = ignoreRules({ folder: "", text: entries.map(({ text }) => text).join("\n") });
  const strays = findByproducts(unignored.filter(({ whole }) => whole === undefined).map(({ path }) => path));
  const beside = missingEntries([...rules, ...further], strays, paths).filter((entry) => entry.shownBy !== undefined);
  const environments = unignored.filter(({ whole }) => whole === "environment");
  return {
    faults: files.flatMap(({ path, text }) =>
      findFaults(text, isTracked).map(({ line, kind, reason }) => ({
        file: path,
        line,
        fault: kind,
        text: lineAt(text, line),
        reason,
      })),
    ),
    trackedButIgnored: paths.filter((path) => isIgnored(rules, path)).sort(),
    missing: [
      ...environments.map(({ path }) => ({
        entry: `${path}/`,
        class: "environment",
        reason: `missing: ${path} is not left out`,
      })),
      ...entries.map(({ text, kind, reason }) => ({ entry: text, class: kind, reason })),
      ...beside.map(({ text, kind, shownBy }) => ({
        entry: text,
        class: kind,
        reason: `missing: ${shownBy} is not left out`,
      })),
    ],
  };
}

const lineAt = (text: string, line: number) => (text.split("\n")[line - 1] ?? "").trim();
