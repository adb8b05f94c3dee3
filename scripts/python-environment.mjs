// Virtual environments for tests and scripts, made once and kept below node_modules/.cache.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const cache = fileURLToPath(new URL("../node_modules/.cache/unpick-python/", import.meta.url));
const windows = process.platform === "win32";

/**
 * An environment with what a file of requirements pins, made unless there is one for exactly that file and that Python.
 * @param {string} requirements path of the file
 * @returns {string} path of the environment's interpreter
 * @throws {Error} if there is no Python 3 with its venv module, or a package cannot be installed
 */
export function pythonEnvironment(requirements) {
  const python = windows ? "python" : "python3";
  const version = run(requirements, python, "--version");
  const key = createHash("sha256").update(version).update(readFileSync(requirements)).digest("hex").slice(0, 16);
  const environment = join(cache, key);
  if (!existsSync(environment)) create(python, environment, requirements);
  return interpreter(environment);
}

/** Made beside its place and moved there whole, so that two runs at once, or one that is killed, do no harm. */
function create(python, environment, requirements) {
  const draft = `${environment}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  run(requirements, python, "-m", "venv", draft);
  run(requirements, interpreter(draft), "-m", "pip", "install", "--quiet", "--requirement", requirements);
  try {
    renameSync(draft, environment);
  } catch (error) {
    if (!existsSync(environment)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}

function interpreter(environment) {
  return windows ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
}

function run(requirements, command, ...args) {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    throw new Error(
      `Python 3 with its venv module is needed, and the network once, for ${requirements}.\n` +
        `${command} ${args.join(" ")} failed:\n${error.stdout ?? ""}${error.stderr ?? error.message}`,
    );
  }
}
