import type { SimpleGit } from "simple-git";
import { SAFE_SETTINGS, safeEnvironment } from "./environment.js";
import type { Repository } from "./repository.js";

/**
 * simple-git for the plain questions that it answers well (`status`). What it is not used for, and why:
 * conversations and binary input (`cat-file --batch`, `fast-import`, `update-ref --stdin`), output
 * that must stay bytes (file names), and calls whose exit code is the answer (`merge-tree`).
 *
 * @param repository gives the folder, and the variables that switch filters off
 */
export async function porcelain(repository: Repository): Promise<SimpleGit> {
  // Loaded when needed: most commands never ask, and the start of the program should stay short.
  const { simpleGit } = await import("simple-git");
  const environment = safeEnvironment(repository.variables);
  const instance = simpleGit({
    baseDir: repository.cwd,
    config: [...SAFE_SETTINGS],
    // The guards refuse these settings and variables in general, because they could name a program.
    // Here they name none: each of them switches one off.
    unsafe: {
      allowUnsafeAskPass: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeCredentialHelper: true,
      allowUnsafeExec: true,
      allowUnsafeFilter: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeHooksPath: true,
      allowUnsafePager: true,
      allowUnsafeProtocolOverride: true,
      allowUnsafeSshCommand: true,
    },
    allowEnvironment: Object.keys(environment),
    // Without this, a call that fails without a word on stderr counts as a success.
    errors(error, result) {
      if (error !== undefined || result.exitCode === 0) return error;
      return new Error(`git failed with code ${result.exitCode}: ${Buffer.concat(result.stdErr).toString("utf8")}`);
    },
  });
  return instance.env(environment);
}

/**
 * Lists tracked files that differ from HEAD, staged or not. Untracked files do not count, and
 * submodules are compared by their commit only.
 */
export async function changedFiles(repository: Repository): Promise<string[]> {
  const git = await porcelain(repository);
  const status = await git.status(["--untracked-files=no", "--ignore-submodules=dirty"]);
  return status.files.map((file) => file.path);
}
