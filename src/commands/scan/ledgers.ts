import { homedir } from "node:os";
import { join } from "node:path";
import type { Repository } from "../../git/repository.js";
import { findCaches } from "../../repo/caches.js";
import { environmentFacts } from "../../repo/environment-facts.js";
import type { CommitInventory } from "../../repo/inventory.js";
import type { ScanEnvironment, ScanLedgers, Weight } from "../../report/ledger-document.js";
import type { Extra, TreeSize } from "./size.js";

/** Sums up what lies where: tracked, untracked and ignored files, environments, and caches outside of the tree. */
export async function ledgersOf(
  repository: Repository,
  inventory: CommitInventory,
  tree: TreeSize,
): Promise<{ ledgers: Pick<ScanLedgers, "workingTree" | "environments" | "caches">; notes: string[] }> {
  const { root } = repository;
  const tracked = [...inventory.files.values()].map(({ size }) => ({ files: 1, bytes: size }));
  const home = { folder: homedir(), variables: process.env };
  // A bare repository stands on a server: whose caches lie there says nothing of it.
  const { caches, unreadable } = root === null ? { caches: [], unreadable: [] } : await findCaches(home, root);
  return {
    ledgers: {
      workingTree: {
        tracked: weigh(tracked),
        untracked: root === null ? null : weigh(tree.unignored),
        ignored: root === null ? null : weigh(tree.ignored),
      },
      environments: root === null ? [] : environmentsOf(root, tree),
      caches,
    },
    notes:
      unreadable.length > 0
        ? [`Could not be read outside of the repository, so not weighed: ${unreadable.join(", ")}.`]
        : [],
  };
}

function environmentsOf(root: string, tree: TreeSize): ScanEnvironment[] {
  const rows = (extras: readonly Extra[], ignored: boolean) =>
    extras.flatMap(({ path, files, bytes, whole, weight }): ScanEnvironment[] =>
      whole === "environment" && weight
        ? [
            {
              path,
              ...environmentFacts(join(root, path)),
              files,
              bytes,
              named: weight.named,
              shared: weight.shared,
              ignored,
            },
          ]
        : [],
    );
  return [...rows(tree.ignored, true), ...rows(tree.unignored, false)].sort((a, b) => b.bytes - a.bytes);
}

function weigh(files: readonly Weight[]): Weight {
  return files.reduce((sum, one) => ({ files: sum.files + one.files, bytes: sum.bytes + one.bytes }), {
    files: 0,
    bytes: 0,
  });
}
