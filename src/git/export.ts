import { chmod, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { listTree, readObjects } from "./objects.js";
import { pathFault } from "./paths.js";
import type { Repository } from "./repository.js";

/**
 * Writes the files of a commit into a folder. They come from git's objects, so no filter or hook of the repository
 * runs; submodules, and names that no tree should have, are left out.
 */
export async function exportCommit(repository: Repository, commit: string, folder: string): Promise<void> {
  const entries = (await listTree(repository, commit)).filter((entry) => pathFault(entry.path) === undefined);
  const byOid = new Map<string, typeof entries>();
  for (const entry of entries) {
    if (entry.mode !== "160000") byOid.set(entry.oid, [...(byOid.get(entry.oid) ?? []), entry]);
  }
  const links: { path: string; to: string }[] = [];
  for await (const object of readObjects(repository, byOid.keys())) {
    for (const { path, mode } of byOid.get(object.oid) ?? []) {
      if (object.content === null) continue;
      if (mode === "120000") {
        links.push({ path, to: object.content.toString("utf8") });
        continue;
      }
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, object.content);
      if (mode === "100755") await chmod(file, 0o755);
    }
  }
  // Links come last: no file is ever written through one.
  for (const { path, to } of links) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(to, join(folder, path)).catch(() => {});
  }
}
