import { UserError } from "../errors.js";
import { drawBytes } from "../report/bytes.js";
import type { OffloadDocument } from "../report/offload-document.js";
import { addressOf, type Destination } from "../storage/destination.js";
import { MANIFEST, type Manifest, parseManifest } from "../storage/manifest.js";
import { FILES_AT_ONCE } from "../storage/pool.js";
import { planRestore, restore } from "../storage/restore.js";
import type { ObjectStore } from "../storage/store.js";
import type { Context } from "./context.js";
import type { OffloadFlags } from "./flags.js";

/**
 * Fetches what a manifest lists. A file that differs here stays, unless `--force` is given.
 *
 * @param root absolute
 * @throws UserError (exit 2) if there is no manifest, (exit 3) if files here differ
 */
export async function restoreFolder(
  context: Context,
  store: ObjectStore,
  destination: Destination,
  root: string,
  flags: OffloadFlags,
): Promise<OffloadDocument> {
  const manifest = await readManifest(store, destination);
  context.progress("comparing with this machine");
  const plan = await planRestore(root, manifest);
  if (plan.different.length > 0 && !flags.force) {
    const named = plan.different.slice(0, 5).map(({ path }) => path);
    const more = plan.different.length > named.length ? ` and ${plan.different.length - named.length} more` : "";
    throw new UserError(
      `Below ${flags.path} these files differ from what is stored: ${named.join(", ")}${more}.`,
      "Restore into another folder, or replace them with --force.",
      3,
    );
  }
  const wanted = [...plan.missing, ...plan.different];
  const failures = flags.dryRun
    ? []
    : await restore(store, destination.prefix, root, manifest, wanted, FILES_AT_ONCE, (files, bytes) =>
        context.progress(`fetched ${files} of ${wanted.length} files, ${drawBytes(bytes)}`),
      );
  const failed = new Set(failures.map(({ path }) => path));
  const moved = wanted.filter(({ path }) => !failed.has(path));
  return {
    format: 1,
    action: "restore",
    dryRun: flags.dryRun,
    path: flags.path,
    address: addressOf(destination),
    files: { all: manifest.files.length, moved: moved.length, present: plan.present.length },
    bytes: { all: bytesOf(manifest.files), moved: bytesOf(moved) },
    verified: { checksum: flags.dryRun ? 0 : moved.length + plan.present.length, reading: 0 },
    manifest: addressOf(destination, MANIFEST),
    deleted: 0,
    kept: [],
    skipped: [],
    failures: failures.map(({ path, message }) => ({ path, reason: message })),
    notes: [],
  };
}

async function readManifest(store: ObjectStore, destination: Destination): Promise<Manifest> {
  const address = addressOf(destination, MANIFEST);
  const stream = await store.read(destination.prefix + MANIFEST);
  if (!stream)
    throw new UserError(
      `There is no ${address}.`,
      "It is written last: finish the upload with unpick offload, or correct the address.",
    );
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return parseManifest(Buffer.concat(chunks).toString("utf8"), address);
}

const bytesOf = (files: Manifest["files"]) => files.reduce((sum, { bytes }) => sum + bytes, 0);
