import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { constants, copyFile, lstat, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { UNTRACK_DATA } from "../engine/cleanup.js";
import type { Inventory } from "../engine/model.js";
import type { Plan } from "../engine/plan-model.js";
import { UserError } from "../errors.js";
import { readBlobs } from "../git/objects.js";
import { shownPath } from "../git/paths.js";
import type { Repository } from "../git/repository.js";
import { stateFolder } from "./saved.js";

/** Name of the list of checksums, in the form that `sha256sum --check` reads. */
const CHECKSUMS = "SHA256SUMS";
/** A program may be writing a file while it is copied; so often is tried. */
const ATTEMPTS = 3;

/**
 * Copies the data that a plan takes out of the tree into the git folder: as it lies in the working tree, or, where it
 * does not, as it is tracked. The copy is whole or not there.
 *
 * @param taken the steps that are taken; all if left out
 * @returns the folder; undefined if no data leaves the tree
 * @throws UserError (exit 3) if a file changes all the time while it is copied
 */
export async function copyLeavingData(
  repository: Repository,
  inventory: Inventory,
  plan: Plan,
  taken?: ReadonlySet<string>,
): Promise<string | undefined> {
  if (taken && !taken.has(UNTRACK_DATA)) return undefined;
  const paths = plan.changes
    .filter(({ step }) => step === UNTRACK_DATA)
    .flatMap(({ files }) => files.filter((file) => file.edits === null).map((file) => file.path));
  if (paths.length === 0) return undefined;
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  const folder = join(stateFolder(repository), "data", `${plan.document.base.slice(0, 12)}-${stamp}`);
  const temporary = `${folder}.${process.pid}.new`;
  try {
    const sums: string[] = [];
    for (const path of paths) {
      await mkdir(dirname(join(temporary, path)), { recursive: true });
      sums.push(`${await copyOne(repository, inventory, path, join(temporary, path))}  ${path}\n`);
    }
    await writeFile(join(temporary, CHECKSUMS), sums.join(""));
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/** Copies one file and gives the checksum of the copy. */
async function copyOne(repository: Repository, inventory: Inventory, path: string, to: string): Promise<string> {
  const from = repository.root === null ? undefined : join(repository.root, path);
  const found = from === undefined ? undefined : await lstat(from).catch(() => undefined);
  if (from === undefined || !found?.isFile()) {
    const { oid } = inventory.files.get(path)!;
    const content = (await readBlobs(repository, [oid])).get(oid);
    if (!content) throw new UserError(`${shownPath(path)} is neither in the working tree nor in this clone.`, "", 3);
    await writeFile(to, content);
    return checksum(to);
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await checksum(from);
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    const copied = await checksum(to);
    if (copied === before && copied === (await checksum(from))) return copied;
  }
  throw new UserError(
    `${shownPath(path)} changes while it is copied.`,
    "Stop the program that writes it, and try again.",
    3,
  );
}

async function checksum(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
