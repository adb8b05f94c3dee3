import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** What a program printed, and how it ended. */
export interface ToolResult {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Path of a program, looked up in PATH. Relative entries are skipped: a repository may contain a file of that name.
 *
 * @returns undefined if there is none
 */
export function findProgram(name: string): string | undefined {
  const names = process.platform === "win32" ? [`${name}.exe`] : [name];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    for (const file of names.map((one) => join(folder, one)))
      try {
        accessSync(file, constants.X_OK);
        if (statSync(file).isFile()) return file;
      } catch {
        // Not here; the next folder may have it.
      }
  }
  return undefined;
}

/** Runs a program with the person's own environment, in which tools find their configuration; git's variables are left out. */
export function runTool(program: string, args: readonly string[], cwd: string, input = ""): Promise<ToolResult> {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name)));
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: environment, stdio: ["pipe", "pipe", "pipe"] });
    const result: ToolResult = { code: 0, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      result.stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      result.stderr += chunk;
    });
    // Who does not read its input closes it; that is no failure.
    child.stdin.on("error", () => {});
    child.once("error", reject);
    child.once("close", (code) => resolve({ ...result, code: code ?? 129 }));
    child.stdin.end(input);
  });
}
