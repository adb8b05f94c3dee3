import { resolve } from "node:path";
import { UserError } from "../errors.js";
import { drawBytes } from "../report/bytes.js";
import { toJson } from "../report/escape.js";
import type { OffloadDocument } from "../report/offload-document.js";
import { drawOffload } from "../report/offload-view.js";
import { deleteLocal, liveFiles } from "../storage/delete.js";
import { addressOf, type Destination, parseDestination } from "../storage/destination.js";
import { storageError } from "../storage/faults.js";
import { type LocalFolder, readFolder } from "../storage/folder.js";
import { MANIFEST, type StoredFile } from "../storage/manifest.js";
import { FILES_AT_ONCE } from "../storage/pool.js";
import { openStore } from "../storage/s3.js";
import type { ObjectStore } from "../storage/store.js";
import { planUpload, type UploadPlan, type UploadResult, upload } from "../storage/upload.js";
import type { Context, Outcome } from "./context.js";
import type { OffloadFlags } from "./flags.js";
import { restoreFolder } from "./restore-folder.js";

/**
 * `unpick offload`: a folder's files into a store that speaks S3, proven byte for byte, and back. Exit 1 if a file failed.
 *
 * @throws UserError (exit 2) if the folder or the store is not there, (exit 3) if something else would be overwritten
 */
export async function offloadCommand(context: Context, flags: OffloadFlags): Promise<Outcome> {
  const destination = parseDestination(flags.destination);
  if (flags.restore && flags.deleteLocal)
    throw new UserError("--delete-local and --restore contradict each other.", "Name one of them.");
  const path = resolve(context.cwd, flags.path);
  try {
    const store = await openStore(destination, flags);
    const document = flags.restore
      ? await restoreFolder(context, store, destination, path, flags)
      : await offloadFolder(context, store, destination, path, flags);
    return {
      output: flags.json ? toJson(document) : drawOffload(document, context.palette),
      notes: [],
      exitCode: document.failures.length > 0 ? 1 : 0,
    };
  } catch (error) {
    throw storageError(error, flags.endpoint ?? addressOf(destination));
  }
}

async function offloadFolder(
  context: Context,
  store: ObjectStore,
  destination: Destination,
  path: string,
  flags: OffloadFlags,
): Promise<OffloadDocument> {
  const folder = await readFolder(path, flags.path, (files, bytes) =>
    context.progress(`reading ${files} files, ${drawBytes(bytes)}`),
  );
  context.progress("comparing with the store");
  const plan = await planUpload(store, destination.prefix, folder);
  if (plan.foreign.length > 0 && !flags.force) throw overwriting(plan.foreign, destination);
  const live = await liveFiles(folder);
  const notes = notesOf(folder, plan, live, destination);
  if (flags.dryRun) return documentOf(folder, plan, undefined, destination, flags, notes);
  await confirmDeletion(context, folder, flags);
  const ended = await store.endAbandoned((key) => folder.files.some((file) => destination.prefix + file.path === key));
  if (ended === undefined)
    notes.push("The store does not tell of uploads in parts that were broken off; a rule of the bucket can end them.");
  else if (ended > 0) notes.push(`Ended ${ended} uploads in parts that an earlier run left behind.`);
  const all = folder.files.length;
  const result = await upload(store, destination.prefix, folder, plan, FILES_AT_ONCE, (files, bytes) =>
    context.progress(`${files} of ${all} files proven, ${drawBytes(bytes)}`),
  );
  const document = documentOf(folder, plan, result, destination, flags, notes);
  if (!flags.deleteLocal) return document;
  // Nothing is deleted while anything is missing there: a folder is data as a whole.
  if (result.failures.length > 0) {
    notes.push("Nothing was deleted here, because not all of it is stored.");
    return document;
  }
  return { ...document, ...(await deleteLocal(folder, live)) };
}

async function confirmDeletion(context: Context, folder: LocalFolder, flags: OffloadFlags): Promise<void> {
  if (!flags.deleteLocal || flags.yes) return;
  if (!context.canAsk)
    throw new UserError("Nobody can be asked whether files of this machine may be deleted.", "Give --yes as well.", 3);
  const question = `Delete ${folder.files.length} files below ${flags.path} here, once the store is proven to hold them?`;
  if (!(await context.ask(question))) throw new UserError("Nothing was stored and nothing was deleted.", "", 3);
}

function overwriting(files: readonly StoredFile[], destination: Destination): UserError {
  const named = files.slice(0, 5).map(({ path }) => addressOf(destination, path));
  const more = files.length > named.length ? ` and ${files.length - named.length} more` : "";
  return new UserError(
    `Something else, which unpick did not store, lies at ${named.join(", ")}${more}.`,
    "Choose another prefix, or overwrite it with --force.",
    3,
  );
}

function notesOf(
  folder: LocalFolder,
  plan: UploadPlan,
  live: ReadonlyMap<string, string>,
  destination: Destination,
): string[] {
  const notes: string[] = [];
  const busy = folder.files.filter(({ path, bytes }) => bytes > 0 && path.endsWith("-wal") && live.has(path));
  if (plan.outdated.length > 0)
    notes.push(`${plan.outdated.length} objects hold an earlier state of their files, and are replaced.`);
  if (plan.others > 0) notes.push(`${plan.others} other objects below ${addressOf(destination)} stay as they are.`);
  if (live.size > 0)
    notes.push(
      "There is a live database among the files: in the store it is a backup. Let the application use a server for it, or fetch it " +
        "with --restore before the application starts. It is never deleted here.",
    );
  if (busy.length > 0)
    notes.push(
      `${busy.map(({ path }) => path).join(", ")}: changes that the database has not taken in yet. Stop the application, so that the copy is whole.`,
    );
  return notes;
}

function documentOf(
  folder: LocalFolder,
  plan: UploadPlan,
  result: UploadResult | undefined,
  destination: Destination,
  flags: OffloadFlags,
  notes: string[],
): OffloadDocument {
  const moved = result?.uploaded ?? [...plan.missing, ...plan.outdated, ...plan.foreign];
  const failures = (result?.failures ?? []).map(({ path, message }) => ({ path, reason: message }));
  return {
    format: 1,
    action: "offload",
    dryRun: flags.dryRun,
    path: flags.path,
    address: addressOf(destination),
    files: { all: folder.files.length, moved: moved.length, present: (result ?? plan).present.length },
    bytes: { all: bytesOf(folder.files), moved: bytesOf(moved) },
    verified: result?.proofs ?? { checksum: 0, reading: 0 },
    manifest: result && failures.length === 0 ? addressOf(destination, MANIFEST) : null,
    deleted: 0,
    kept: [],
    skipped: folder.skipped,
    failures,
    notes,
  };
}

const bytesOf = (files: readonly StoredFile[]) => files.reduce((sum, { bytes }) => sum + bytes, 0);
