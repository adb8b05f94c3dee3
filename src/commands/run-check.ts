import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportCommit } from "../git/export.js";
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
