import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const requirements = fileURLToPath(new URL("../python-requirements.txt", import.meta.url));
const cache = fileURLToPath(new URL("../../node_modules/.cache/unpick-python/", import.meta.url));
const windows = process.platform === "win32";

/**
 * Runs once before all tests: makes a virtual environment with what python-requirements.txt pins, unless there is
 * one for exactly that file and that Python, and names its interpreter in `UNPICK_TEST_PYTHON`. Nothing else in the
 * tests uses the network.
 */
export default function setup(): void {
  if (process.env.UNPICK_TEST_PYTHON) return;
  const python = windows ? "python" : "python3";
  const version = execFileSync(python, ["--version"], { encoding: "utf8" });
  const key = createHash("sha256").update(version).update(readFileSync(requirements)).digest("hex").slice(0, 16);
  const environment = join(cache, key);
  if (!existsSync(environment)) create(python, environment);
  process.env.UNPICK_TEST_PYTHON = interpreter(environment);
}

/** Made beside its place and moved there whole, so that two runs at once, or one that is killed, do no harm. */
function create(python: string, environment: string): void {
  const draft = `${environment}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  run(python, "-m", "venv", draft);
  run(interpreter(draft), "-m", "pip", "install", "--quiet", "--requirement", requirements);
  try {
    renameSync(draft, environment);
  } catch (error) {
    if (!existsSync(environment)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}

function interpreter(environment: string): string {
  return windows ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
}

function run(command: string, ...args: string[]): void {
  try {
    execFileSync(command, args, { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const output = error as { stdout?: string; stderr?: string };
    throw new Error(
      `The tests need Python 3 with its venv module, and the network once, for test/python-requirements.txt.\n` +
        `${command} ${args.join(" ")} failed:\n${output.stdout ?? ""}${output.stderr ?? ""}`,
    );
  }
}
