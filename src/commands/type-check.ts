import { spawn } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { UserError } from "../errors.js";
import { exportCommit } from "../git/export.js";
import type { Repository } from "../git/repository.js";
import type { Diagnostic } from "../verify/diagnostics.js";
import { newTypeErrors, parsePyright, parseTypeScript } from "../verify/types.js";

/** What the type checkers found, and which of them ran. */
export interface TypeCheck {
  tools: string[];
  /** Errors that the commit has and the base has not. */
  errors: Diagnostic[];
  /** What could not be checked, in a sentence. */
  notes: string[];
}

/**
 * Type checkers over the whole tree of a commit and of its base: pyright where there is Python, the TypeScript
 * compiler for each `tsconfig.json`. Both are found on PATH, never in the repository: what lies there may run anything.
 * Packages are missing in both copies alike, so what they hide is hidden on both sides.
 *
 * @param paths files of the commit
 * @throws UserError if there is Python and no pyright, or a checker prints what cannot be read
 */
export async function checkTypes(
  repository: Repository,
  base: string,
  commit: string,
  paths: Iterable<string>,
): Promise<TypeCheck> {
  const all = [...paths];
  const projects = all.filter((path) => /(^|\/)tsconfig\.json$/.test(path) && !/(^|\/)node_modules\//.test(path));
  const found: TypeCheck = { tools: [], errors: [], notes: [] };
  const top = await realpath(await mkdtemp(join(tmpdir(), "unpick-types-")));
  const folders = [join(top, "before"), join(top, "after")];
  try {
    for (const [index, one] of [base, commit].entries()) {
      await mkdir(folders[index]!);
      await exportCommit(repository, one, folders[index]!);
    }
    const compare = async (check: (folder: string) => Promise<Diagnostic[]>) => {
      const [before, after] = [await check(folders[0]!), await check(folders[1]!)];
      found.errors.push(...newTypeErrors(before, after));
    };
    if (all.some((path) => /\.pyi?$/.test(path))) {
      found.tools.push("pyright");
      await compare(pyright);
    }
    for (const project of projects) {
      if (!(await runTool("tsc", ["--version"], top))) {
        found.notes.push("tsconfig.json: tsc is not on PATH, so TypeScript was not checked");
        break;
      }
      if (!found.tools.includes("tsc")) found.tools.push("tsc");
      await compare((folder) => typeScript(folder, project));
    }
  } finally {
    await rm(top, { recursive: true, force: true });
  }
  return found;
}

async function pyright(folder: string): Promise<Diagnostic[]> {
  const output = await runTool("pyright", ["--outputjson"], folder);
  if (output === undefined)
    throw new UserError(
      "pyright is not on PATH; unpick verify --types needs it.",
      "Install it: npm install --global pyright, or pip install pyright. Or verify without --types.",
    );
  try {
    return parsePyright(output, folder);
  } catch {
    throw new UserError(
      `pyright did not print its findings as JSON: ${output.trim().split("\n")[0] ?? ""}`,
      "Run pyright --outputjson yourself to see why.",
    );
  }
}

async function typeScript(folder: string, project: string): Promise<Diagnostic[]> {
  const at = dirname(project) === "." ? "" : dirname(project);
  const output = await runTool("tsc", ["--noEmit", "--pretty", "false"], join(folder, at)).catch(() => "");
  return parseTypeScript(output ?? "", at);
}

/** What a program prints, whatever its exit code; undefined if there is no such program. */
function runTool(program: string, words: string[], cwd: string): Promise<string | undefined> {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name)));
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, env: environment, stdio: ["ignore", "pipe", "ignore"] });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "ENOENT" ? resolve(undefined) : reject(error),
    );
    child.once("close", () => resolve(Buffer.concat(chunks).toString("utf8")));
  });
}
