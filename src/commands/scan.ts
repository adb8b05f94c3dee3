import type { PlanOptions } from "../engine/plan-model.js";
import { GonePaths } from "../git/gone-paths.js";
import { type Repository, resolveCommit } from "../git/repository.js";
import { biggestBlobs, storeSize } from "../git/sizes.js";
import { loadTransforms } from "../registry.js";
import { type CommitInventory, readInventory } from "../repo/inventory.js";
import { toJson } from "../report/escape.js";
import type { ScanGone } from "../report/ledger-document.js";
import type { ScanDocument } from "../report/scan-document.js";
import { drawScan } from "../report/scan-view.js";
import { readConfiguration } from "./configuration.js";
import type { Context, Outcome } from "./context.js";
import type { ScanFlags } from "./flags.js";
import { type PlanRequest, targetOf } from "./planning.js";
import { requestOf } from "./request.js";
import { compareWith } from "./scan/compare.js";
import { dependenciesOf } from "./scan/dependencies.js";
import { resolveLines } from "./scan/graph/resolved.js";
import { ignoreFaults } from "./scan/ignore.js";
import { imagesOf } from "./scan/images.js";
import { ledgersOf } from "./scan/ledgers.js";
import { countMentions } from "./scan/mentions.js";
import { rewriteCommand } from "./scan/rewrite.js";
import { sizeOfTree } from "./scan/size.js";
import { openSession } from "./session.js";

/** So many contents of the history are listed. */
const BIGGEST = 20;
/** Fewer bytes of a path that is gone are not worth new hashes for everybody. */
const WORTH_A_REWRITE = 100 * 1024;

/**
 * `unpick scan`: what is there, and what could be done about it. Reads only; exit 1 if what was to be resolved cannot be.
 *
 * @throws UserError (exit 2) if there is no commit to look at, or the target's description is faulty
 */
export async function scanCommand(context: Context, flags: ScanFlags): Promise<Outcome> {
  const repository = await openSession(context);
  const base = await resolveCommit(repository);
  // Before anything is read: a name that stands for nothing ends it here.
  const branch =
    flags.compare === undefined
      ? null
      : { name: flags.compare, commit: await resolveCommit(repository, flags.compare) };
  const { request, notes } = await scanRequest(context, repository, flags.target);
  context.progress("reading the repository");
  const [inventory, transforms, target] = await Promise.all([
    readInventory(repository, base),
    // Nothing is edited: parsers are left where they are.
    loadTransforms(undefined, ({ name, propose }) => propose !== undefined || name === "requirements"),
    targetOf(request),
  ]);
  context.progress("weighing the tree and the history");
  // The history is another process's work: it goes on while the rest is read here.
  const [history, tree] = await Promise.all([
    gitSize(repository, inventory),
    sizeOfTree(repository, inventory, transforms, request.options, request.history),
  ]);
  const images = await imagesOf(repository, inventory);
  const { ledgers, notes: ledgerNotes } = await ledgersOf(repository, inventory, tree);
  context.progress("reading imports");
  const {
    dependencies,
    notes: dependencyNotes,
    isResolved,
  } = await dependenciesOf(inventory, transforms, {
    root: repository.root,
    cwd: context.cwd,
    without: flags.without,
    ...(flags.environment === undefined ? {} : { environment: flags.environment }),
    ...(flags.resolve
      ? {
          resolve: (lines, platform) => {
            context.progress("resolving the requirements (network)");
            return resolveLines(repository, base, lines, platform);
          },
        }
      : {}),
  });
  const document: ScanDocument = {
    format: 1,
    base,
    target: target.name === "" ? null : countMentions(inventory, target),
    size: {
      bytes: tree.paths.reduce((sum, { bytes }) => sum + bytes, 0),
      paths: tree.paths,
      git: history.size,
    },
    ledgers: { ...ledgers, gone: history.gone, images },
    comparison: branch === null ? null : await compareWith(repository, branch, { base, inventory, tree, images }),
    dependencies,
    ignore: ignoreFaults(inventory, tree.unignored),
    notes: [
      ...notes,
      ...(repository.root === null ? ["This is a bare repository: there is no working tree to weigh."] : []),
      ...(tree.unreadable.length > 0 ? [`Could not be read, so not weighed: ${listed(tree.unreadable)}.`] : []),
      ...history.notes,
      ...ledgerNotes,
      ...dependencyNotes,
      ...inventory.notes,
    ],
  };
  const output = flags.json ? toJson(document) : drawScan(document, { palette: context.palette, all: flags.all });
  return { output, notes: [], exitCode: isResolved ? 0 : 1, ...(flags.json ? {} : { paged: true }) };
}

/** What is asked for; without a target that is named or follows from the configuration, everything but mentions. */
async function scanRequest(
  context: Context,
  repository: Repository,
  target: string | undefined,
): Promise<{ request: PlanRequest; notes: string[] }> {
  const configuration = await readConfiguration(repository);
  const names = Object.keys(configuration?.targets ?? {});
  const flags = { term: [], only: [], skip: [], keep: [], scope: [], cleanup: false, force: false };
  const named = target ?? (names.length === 1 ? names[0] : undefined);
  if (named !== undefined)
    return { request: await requestOf(context, repository, { ...flags, target: named }), notes: [] };
  const { force, ...lists } = flags;
  const options: PlanOptions = { target: "", terms: [], ...lists, force };
  const notes =
    names.length > 1 ? [`unpick.yaml has several targets: name one of ${names.join(", ")} to count it.`] : [];
  return { request: { options, description: {}, history: configuration?.history ?? [] }, notes };
}

async function gitSize(
  repository: Repository,
  inventory: CommitInventory,
): Promise<{ size: ScanDocument["size"]["git"]; gone: ScanGone; notes: string[] }> {
  const inTree = new Map([...inventory.files.values()].map(({ oid, path }) => [oid, path]));
  const taken = withFolders(inventory.files.keys());
  const paths = new GonePaths(({ oid, path }) => inTree.has(oid) || taken.has(path));
  const [store, { blobs, missing }] = await Promise.all([
    storeSize(repository),
    biggestBlobs(repository, BIGGEST, (blob) => paths.add(blob)),
  ]);
  const gone = await paths.biggest(repository, BIGGEST, WORTH_A_REWRITE);
  const notes: string[] = [];
  if (repository.shallow) notes.push("This is a shallow clone: what lies before it in the history was not weighed.");
  if (missing > 0) notes.push(`${missing} objects of the history are not in this clone, so they were not weighed.`);
  return {
    size: {
      ...store,
      biggest: blobs.map(({ oid, path, bytes }) => ({ path: inTree.get(oid) ?? path, bytes, inTree: inTree.has(oid) })),
    },
    gone: { paths: gone, ...rewriteCommand(gone) },
    notes,
  };
}

/** Paths of files and of all folders that they lie in. */
function withFolders(paths: Iterable<string>): Set<string> {
  const all = new Set<string>();
  for (const path of paths) {
    all.add(path);
    for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) all.add(path.slice(0, slash));
  }
  return all;
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, BIGGEST).join(", ");
  return paths.length > BIGGEST ? `${shown} and ${paths.length - BIGGEST} more` : shown;
}
