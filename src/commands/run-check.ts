import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { listTree, readObjects } from "../git/objects.js";
import { pathFault } from "../git/paths.js";
import type { Repository } from "../git/repository.js";
import type { VerifyDocument } from "../report/documents.js";

/** The end of a longer output is kept: that is where test runners say what failed. */
const KEPT_OUTPUT = 1_000_000;

/**
 * Runs the application's own command in a copy of a commit. The copy is written from git's objects, so no filter or
 * hook of the repository runs; only the command does, because somebody asked for it.
 */
export async function runOn(
  repository: Repository,
  commit: string,
  command: string,
): Promise<NonNullable<VerifyDocument["run"]>> {
  const folder = await mkdtemp(join(tmpdir(), "unpick-verify-"));
  try {
    await exportCommit(repository, commit, folder);
    const { exitCode, output } = await runShell(command, folder);
    return { command, exitCode, output };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function exportCommit(repository: Repository, commit: string, folder: string): Promise<void> {
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

function runShell(command: string, cwd: string): Promise<{ exitCode: number; output: string }> {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name)));
  return new Promise((resolve, reject) => {
    const child = spawn(command, { cwd, shell: true, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk: string) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => resolve({ exitCode: code ?? 129, output }));
  });
}
