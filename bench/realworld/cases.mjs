import { readFileSync } from "node:fs";

/**
 * Removals by hand, one for each line of a table with tabs: `id`, `repo`, `parent`, `commit`, `terms` (the target and its
 * other names, with commas), `successor` and `flags` of the command line.
 *
 * @param {string} path
 * @param {string[]} [only] ids
 * @throws if an id is not in the table
 */
export function readCases(path, only) {
  const [head, ...rows] = readFileSync(path, "utf8").trimEnd().split("\n");
  const names = head.split("\t");
  const cases = rows.map((row) => {
    const cells = row.split("\t");
    const one = Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
    const [target, ...terms] = one.terms.split(",").map((term) => term.trim());
    return { ...one, target, terms, flags: one.flags.split(" ").filter(Boolean) };
  });
  const missing = (only ?? []).filter((id) => !cases.some((one) => one.id === id));
  if (missing.length > 0) throw new Error(`${path} has no case ${missing.join(", ")}`);
  return only ? cases.filter((one) => only.includes(one.id)) : cases;
}
