import type { JudgedLine } from "../../dependencies/lines/intent.js";
import type { Declared } from "../../dependencies/lists/model.js";
import { readList } from "../../dependencies/lists/read.js";
import type { DistributionName } from "../../dependencies/model.js";
import { normaliseName } from "../../dependencies/names.js";
import type { Inventory } from "../../engine/model.js";
import { UserError } from "../../errors.js";
import { folderReader } from "../../repo/folder-reader.js";
import type { ScanDeletion } from "../../report/dependencies-document.js";
import { closest } from "../../target/suggest.js";
import type { Bill } from "./bill.js";
import { scanDeletion } from "./choices.js";

/**
 * Judges the deletion of lines: of those that were named, and of those that the working tree lacks.
 *
 * @param without names, or patterns in which `*` stands for any letters
 * @param lacking names that the lists have at base and not in the working tree
 * @throws UserError (exit 2) if nothing installed has a name that was asked for
 */
export function deletionsOf(
  bill: Bill,
  lines: readonly JudgedLine[],
  without: readonly string[],
  lacking: ReadonlySet<DistributionName>,
): ScanDeletion[] {
  if (bill.graph.requirementsUnknown) return [];
  return [
    ...(without.length === 0 ? [] : [scanDeletion(bill, named(bill, lines, without), "asked")]),
    ...(lacking.size === 0 ? [] : [scanDeletion(bill, [...lacking], "working tree")]),
  ];
}

/** Names that lists have at base, and that none of them has any more in the working tree. */
export function namesLacking(
  lines: readonly Declared[],
  root: string | null,
  inventory: Inventory,
): Set<DistributionName> {
  if (root === null) return new Set();
  const lacking = new Set<DistributionName>();
  const there = new Set<DistributionName>();
  for (const path of new Set(lines.map((line) => line.path))) {
    const own = lines.filter((line) => line.path === path).map(({ name }) => name);
    const text = folderReader(root).read(path);
    // A list that is gone as a whole was moved rather than emptied.
    const isSame = text === undefined || text === inventory.read(path)?.text;
    const present = isSame ? own : (readList(path, text)?.requirements ?? []).map(({ name }) => name);
    for (const name of present) there.add(name);
    for (const name of own) lacking.add(name);
  }
  for (const name of there) lacking.delete(name);
  return lacking;
}

function named(bill: Bill, lines: readonly JudgedLine[], without: readonly string[]): DistributionName[] {
  const known = new Set([...lines.map(({ declared }) => declared.name), ...bill.flat.reached.keys()]);
  const names = new Set<string>();
  for (const word of without) {
    const pattern = new RegExp(`^${word.split("*").map(normaliseName).map(escaped).join(".*")}$`);
    const found = [...known].filter((name) => pattern.test(name));
    if (found.length === 0) {
      const near = closest(normaliseName(word), [...known], 2);
      throw new UserError(
        `No list asks for ${word}, and nothing needs it.`,
        near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "",
      );
    }
    for (const name of found) names.add(name);
  }
  return [...names];
}

function escaped(text: string): string {
  return text.replace(/[.\\^$|?+()[\]{}]/g, "\\$&");
}
