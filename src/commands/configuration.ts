import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Repository } from "../git/repository.js";
import { CONFIGURATION_FILE, parseConfiguration } from "../target/configuration.js";
import type { Configuration } from "../target/schema.js";

/**
 * Reads the configuration from the working tree, so that it counts before it is committed.
 *
 * @returns undefined if there is none
 * @throws UserError (exit 2) for an unknown key or a wrong type, with line and column
 */
export async function readConfiguration(repository: Repository): Promise<Configuration | undefined> {
  if (repository.root === null) return undefined;
  const path = join(repository.root, CONFIGURATION_FILE);
  const found = await lstat(path).catch(() => undefined);
  // A link could lead anywhere, and an error message would show what is there.
  if (!found?.isFile()) return undefined;
  return parseConfiguration(await readFile(path, "utf8"));
}
