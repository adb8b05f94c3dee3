import { createHash } from "node:crypto";
import { UserError } from "../errors.js";
import type { Stack } from "../git/branch.js";
import { pathFromBytes, shownPath } from "../git/paths.js";
import type { Repository } from "../git/repository.js";
import { git } from "../git/run.js";
import { type StepChange, unitedChanges } from "../report/change.js";

/**
 * Refuses to rebuild a stack if somebody amended one of its commits: writing it anew would lose that.
 *
 * @param steps what the plan gives for the stack
 * @throws UserError (exit 3) naming the files
 */
export async function refuseAmended(repository: Repository, stack: Stack, steps: readonly StepChange[]): Promise<void> {
  const expected = new Map(
    unitedChanges(steps).map((change) => [
      change.path,
      change.after === null ? null : blobName(repository, Buffer.from(change.after, change.encoding)),
    ]),
  );
  // Files that people changed in commits of their own are carried over; what they hold says nothing here.
  const foreign = new Set<string>();
  for (const { sha } of stack.foreign) {
    for (const path of (await changesBetween(repository, `${sha}^`, sha)).keys()) foreign.add(path);
  }
  const found = await changesBetween(repository, stack.base, stack.tip);
  const amended = [...new Set([...expected.keys(), ...found.keys()])].filter((path) => {
    if (foreign.has(path)) return false;
    const actual = found.get(path);
    return actual === undefined || !expected.has(path) || actual !== expected.get(path);
  });
  if (amended.length === 0) return;
  const shown = amended.slice(0, 20).map((path) => `  ${shownPath(path)}`);
  throw new UserError(
    `Commits of the stack were changed by hand, and writing it anew would lose that:\n${shown.join("\n")}` +
      (amended.length > 20 ? `\n  … ${amended.length - 20} more` : ""),
    "Put those changes into commits of their own on top; they are carried over.",
    3,
  );
}

/** Paths that differ between two commits, with the new object; null if the file is gone. */
async function changesBetween(repository: Repository, from: string, to: string): Promise<Map<string, string | null>> {
  const { stdout } = await git(repository, ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", from, to]);
  const result = new Map<string, string | null>();
  const fields = splitNul(stdout);
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const oid = fields[at]!.toString("latin1").split(" ")[3]!;
    result.set(pathFromBytes(fields[at + 1]!), /^0+$/.test(oid) ? null : oid);
  }
  return result;
}

function splitNul(bytes: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0, start);
    fields.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return fields;
}

function blobName(repository: Repository, content: Buffer): string {
  return createHash(repository.objectFormat).update(`blob ${content.length}\0`).update(content).digest("hex");
}
