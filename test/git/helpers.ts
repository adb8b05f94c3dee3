import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Identity } from "../../src/git/identity.js";
import { formatMessage } from "../../src/git/trailers.js";

/** Names the test's own folder; everything in it goes after the test. */
export let sandbox = "";

const saved: NodeJS.ProcessEnv = {};

/** Gives each test a folder, a home of its own, and no configuration from this machine. */
export function useSandbox(): void {
  beforeEach(() => {
    sandbox = realpathSync(mkdtempSync(join(tmpdir(), "unpick-git-")));
    Object.assign(saved, process.env);
    for (const name of Object.keys(process.env)) if (name.startsWith("GIT_")) delete process.env[name];
    delete process.env.EMAIL;
    process.env.HOME = sandbox;
    process.env.XDG_CONFIG_HOME = join(sandbox, "config");
    process.env.GIT_CONFIG_GLOBAL = "/dev/null";
    process.env.GIT_CONFIG_NOSYSTEM = "1";
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
    Object.assign(process.env, saved);
    rmSync(sandbox, { recursive: true, force: true });
  });
}

/** Runs git as a person would, with the person's name in the environment. */
export function person(cwd: string, ...args: string[]): string {
  return personInput(cwd, "", ...args);
}

/** Like {@link person}, with standard input. */
export function personInput(cwd: string, input: string | Buffer, ...args: string[]): string {
  return execFileSync("git", args, {
    cwd,
    input,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: "Ann Author",
      GIT_AUTHOR_EMAIL: "ann@example.org",
      GIT_COMMITTER_NAME: "Carl Committer",
      GIT_COMMITTER_EMAIL: "carl@example.org",
      GIT_AUTHOR_DATE: "1600000000 +0530",
      GIT_COMMITTER_DATE: "1600000001 +0000",
    },
  }).replace(/\n$/, "");
}

/** Writes files, making folders. */
export function write(folder: string, files: Record<string, string | Buffer>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Makes a repository with one commit on `main`, if files are given. */
export function makeRepository(files: Record<string, string | Buffer> | null, ...options: string[]): string {
  const folder = join(sandbox, "application");
  person(sandbox, "init", "--quiet", "--initial-branch=main", ...options, folder);
  if (files !== null) {
    write(folder, files);
    commitAll(folder, "First commit");
  }
  return folder;
}

/** Commits everything that is in the working tree. */
export function commitAll(folder: string, message: string): string {
  person(folder, "add", "--all");
  person(folder, "commit", "--quiet", "--allow-empty", "-m", message);
  return person(folder, "rev-parse", "HEAD");
}

/** A fixed identity. */
export const IDENTITY: Identity = {
  author: { name: "Una Picker", email: "una@example.org" },
  committer: { name: "Una Picker", email: "una@example.org" },
  authorDate: "1700000000 +0100",
  committerDate: "1700000000 +0100",
  fallback: false,
};

/** A step's message, as the commands write it. */
export function stepMessage(base: string, step: string): string {
  return formatMessage({
    subject: `Remove ollama from ${step}`,
    body: ["Why it can go."],
    base,
    version: "0.1.0",
    options: { target: "ollama" },
    step,
  });
}

/** A file with text that stays or comes. */
export function text(path: string, content: string) {
  return { path, mode: "100644" as const, content: Buffer.from(content) };
}

/** A file that goes. */
export function gone(path: string) {
  return { path, mode: "100644" as const, content: null };
}

/** Runs something that must fail and gives the error. */
export async function failure(action: Promise<unknown>): Promise<Error & { exitCode?: number; hint?: string }> {
  try {
    await action;
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}
