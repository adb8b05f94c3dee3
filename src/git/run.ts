import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { SAFE_OPTIONS, safeEnvironment } from "./environment.js";
import { gitExecutable } from "./executable.js";

/** Where git runs: a folder, and variables for every call there. */
export interface Place {
  /** Working folder of the calls. */
  readonly cwd: string;
  /** Variables on top of the safe environment. */
  readonly variables: Readonly<Record<string, string>>;
}

/** What a git call gave. */
export interface GitResult {
  stdout: Buffer;
  stderr: string;
  code: number;
}

/** How a git call is made. */
export interface GitOptions {
  /** What git reads from its standard input; nothing if left out. */
  input?: string | Buffer | Iterable<Buffer> | AsyncIterable<Buffer>;
  /** Give the result of a failing call instead of throwing. */
  allowFailure?: boolean;
  /** Variables for this call alone. */
  env?: Record<string, string>;
}

/** A git call that failed and that nobody expected to fail. */
export class GitError extends Error {
  readonly code: number;
  readonly stderr: string;

  constructor(args: readonly string[], code: number, stderr: string) {
    super(`git ${args[0] ?? ""} failed with code ${code}: ${stderr.trim()}`);
    this.name = "GitError";
    this.code = code;
    this.stderr = stderr;
  }
}

/**
 * The subcommands that may be called: none of them runs a program that the repository names, given
 * the settings of environment.ts and the options below. Add one only after reading how it could
 * (filters, textconv, drivers, aliases of commands that are not built in).
 */
const ALLOWED = new Set([
  ...["cat-file", "check-attr", "check-ignore", "check-ref-format", "commit-tree", "config", "count-objects"],
  ...["diff", "diff-files", "diff-index", "diff-tree", "fast-import", "for-each-ref", "grep", "hash-object", "log"],
  ...["ls-files", "ls-tree", "merge-base", "merge-tree", "mktree", "pack-objects", "read-tree", "rev-list"],
  ...["rev-parse", "show"],
  ...["show-ref", "status", "symbolic-ref", "update-index", "update-ref", "var", "version", "worktree", "write-tree"],
]);

/** Options that a subcommand always gets. Submodules have settings of their own, so none is looked into. */
const FORCED: Readonly<Record<string, readonly string[]>> = {
  diff: ["--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty"],
  "diff-files": ["--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty"],
  "diff-index": ["--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty"],
  "diff-tree": ["--no-ext-diff", "--no-textconv"],
  grep: ["--no-textconv", "--no-recurse-submodules"],
  log: ["--no-ext-diff", "--no-textconv"],
  show: ["--no-ext-diff", "--no-textconv"],
  status: ["--ignore-submodules=dirty"],
};

/** Options that switch on what is off, or start a program. */
const REFUSED = /^(--(textconv|ext-diff|filters|show-signature|open-files-in-pager|recurse-submodules)\b|-O)/;

/** Gives the arguments for git, with everything that keeps the call safe. */
function safeArguments(args: readonly string[]): string[] {
  const [command, ...rest] = args;
  if (command === undefined || !ALLOWED.has(command)) throw new Error(`git ${command} is not known to be safe`);
  const end = rest.indexOf("--");
  const refused = rest.slice(0, end < 0 ? rest.length : end).find((argument) => REFUSED.test(argument));
  if (refused !== undefined) throw new Error(`git ${command} ${refused} is not known to be safe`);
  return [...SAFE_OPTIONS, command, ...(FORCED[command] ?? []), ...rest];
}

/**
 * Starts git and leaves its streams to the caller, for conversations (`cat-file --batch`).
 *
 * @throws Error if the subcommand is not on the list of safe ones, or an option is not safe
 */
export function startGit(
  place: Place,
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcessWithoutNullStreams {
  return spawn(gitExecutable(), safeArguments(args), {
    cwd: place.cwd,
    env: safeEnvironment({ ...place.variables, ...env }),
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
}

/**
 * Runs git to its end.
 *
 * @param place where; usually the repository
 * @param args subcommand and its arguments, never a shell text
 * @returns output as bytes, errors as text, and the exit code
 * @throws GitError if the code is not 0 and failure is not allowed
 */
export async function git(place: Place, args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
  const child = startGit(place, args, options.env);
  const [stdout, stderr, code] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    ended(child),
    feed(child, options.input),
  ]);
  const result = { stdout, stderr: stderr.toString("utf8"), code };
  if (code !== 0 && !options.allowFailure) throw new GitError(args, code, result.stderr);
  return result;
}

/** Runs git and gives its output as text, without the line end that closes it. */
export async function gitText(place: Place, args: readonly string[], options: GitOptions = {}): Promise<string> {
  const { stdout } = await git(place, args, options);
  return stdout.toString("utf8").replace(/\r?\n$/, "");
}

/**
 * Writes to the standard input of git and closes it. A git that ends before it has read everything
 * is not an error here: its exit code tells.
 */
export async function feed(child: ChildProcessWithoutNullStreams, input: GitOptions["input"]): Promise<void> {
  if (input === undefined || typeof input === "string" || Buffer.isBuffer(input)) {
    child.stdin.on("error", ignoreClosedPipe);
    child.stdin.end(input ?? "");
    return;
  }
  try {
    await pipeline(Readable.from(input, { objectMode: true, highWaterMark: 16 }), child.stdin);
  } catch (error) {
    ignoreClosedPipe(error);
  }
}

/** Waits for the end of a child process and gives its exit code; 128 plus one if a signal ended it. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 129));
  });
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function ignoreClosedPipe(error: unknown): void {
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== "EPIPE" && code !== "EOF" && code !== "ECONNRESET" && code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
}
