import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The built program; UNPICK_CLI names another one. */
export const CLI = process.env.UNPICK_CLI ?? fileURLToPath(new URL("../../dist/src/cli.js", import.meta.url));

/** Runs the built program in a folder, with no terminal. */
export function unpick(cwd: string, words: string[], env: Record<string, string> = {}): SpawnSyncReturns<string> {
  if (!existsSync(CLI)) throw new Error("the program is not built: run npm run build first");
  const environment = { ...process.env, ...env };
  for (const name of ["NO_COLOR", "FORCE_COLOR", "CI"]) if (!(name in env)) delete environment[name];
  return spawnSync(process.execPath, [CLI, ...words], { cwd, encoding: "utf8", env: environment, maxBuffer: 1e8 });
}
