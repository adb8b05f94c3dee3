#!/usr/bin/env node
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { setFlagsFromString } from "node:v8";
import type { Context, Outcome } from "./commands/context.js";

// The parsers and checkers are WebAssembly of several megabytes. A run of seconds never earns back what optimising
// all of it costs, so functions are compiled when first called, once, and fast. It must be said before any is loaded.
for (const flag of ["--wasm-lazy-compilation", "--liftoff-only"]) setFlagsFromString(flag);

/** Progress is a line that is written over; it must be gone before anything else is written. */
let progressShown = false;

const words = process.argv.slice(2);
// A reader that has seen enough (`| head`) closes the pipe; that is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));
process.stderr.on("error", () => {});
// Asked for by scripts before every run: answered before anything else is loaded.
const wantsVersion = words.length === 1 && /^(?:--version|-V|-v)$/.test(words[0]!);
process.exit(wantsVersion ? await print(`${ownVersion()}\n`, 0) : await main());

async function main(): Promise<number> {
  process.once("SIGINT", () => {
    clearProgress();
    process.exit(130);
  });
  const { makePalette, wantsColour } = await import("./report/colour.js");
  const { drawBug, drawError, drawNotes } = await import("./report/messages.js");
  const { UserError } = await import("./errors.js");
  const flag = words.includes("--no-color") ? false : words.includes("--color") ? true : undefined;
  const errors = makePalette(wantsColour(flag, process.env, process.stderr.isTTY === true));
  const context: Context = {
    cwd: process.cwd(),
    version: ownVersion(),
    palette: makePalette(wantsColour(flag, process.env, process.stdout.isTTY === true)),
    isTerminal: process.stdout.isTTY === true,
    canAsk: process.stdin.isTTY === true && process.stdout.isTTY === true && !isAutomated(),
    progress: showProgress,
    ask,
    askText,
  };
  try {
    const { runCommand } = await import("./commands/parser.js");
    const outcome = await runCommand(words, context);
    clearProgress();
    if (outcome.notes.length > 0) await write(process.stderr, drawNotes(outcome.notes, errors));
    return await show(outcome);
  } catch (error) {
    clearProgress();
    if (error instanceof UserError) {
      await write(process.stderr, drawError(error.message, error.hint, errors));
      return error.exitCode;
    }
    await write(process.stderr, drawBug(error, errors));
    return 2;
  }
}

/** Prints the result; a long report that a person reads goes through the pager. */
async function show(outcome: Outcome): Promise<number> {
  const pager = outcome.paged === true && !words.includes("--no-pager") ? pagerCommand() : undefined;
  if (pager !== undefined && (await page(pager, outcome.output))) return outcome.exitCode;
  return print(outcome.output, outcome.exitCode);
}

async function print(output: string | Uint8Array, exitCode: number): Promise<number> {
  await write(process.stdout, output);
  return exitCode;
}

function write(stream: NodeJS.WriteStream, output: string | Uint8Array): Promise<void> {
  // The callback comes when the bytes are out, so that leaving right after cuts nothing off.
  return output.length === 0 ? Promise.resolve() : new Promise((done) => stream.write(output, () => done()));
}

/** The person's pager; none outside of a terminal and where nobody looks. */
function pagerCommand(): string | undefined {
  if (process.stdout.isTTY !== true || isAutomated() || process.env.TERM === "dumb") return undefined;
  const chosen = process.env.PAGER ?? "less -FRX";
  return chosen.trim() === "" || chosen.trim() === "cat" ? undefined : chosen;
}

/** Gives the output to a pager; false if it could not be started. */
function page(command: string, output: string | Uint8Array): Promise<boolean> {
  return new Promise((done) => {
    // Ctrl-C belongs to the pager as long as it runs.
    process.removeAllListeners("SIGINT").on("SIGINT", () => {});
    const env = { LESS: "FRX", ...process.env };
    const child = spawn(command, { shell: true, stdio: ["pipe", "inherit", "inherit"], env });
    child.stdin.on("error", () => {});
    child.once("error", () => done(false));
    child.once("close", (code) => done(code !== 127 && code !== 126));
    child.stdin.end(output);
  });
}

function isAutomated(): boolean {
  const { CI } = process.env;
  return CI !== undefined && CI !== "" && CI !== "0" && CI !== "false";
}

function showProgress(message: string): void {
  if (process.stderr.isTTY !== true || isAutomated() || process.env.TERM === "dumb") return;
  progressShown = true;
  // The message may hold a name from the repository: nothing of it may act on the terminal.
  process.stderr.write(`\r\x1b[K${message.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, "?").slice(0, 100)} …`);
}

function clearProgress(): void {
  if (!progressShown) return;
  progressShown = false;
  process.stderr.write("\r\x1b[K");
}

/** Asks a yes or no question. The end of the input and anything unclear mean no. */
async function ask(question: string): Promise<boolean> {
  return /^y(?:es)?$/i.test((await askText(`${question} [y/N] `))?.trim() ?? "");
}

/** Asks on standard error, so that a report may be piped; undefined at the end of the input. */
async function askText(question: string): Promise<string | undefined> {
  clearProgress();
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  reader.once("SIGINT", () => process.exit(130));
  const closed = new Promise<undefined>((done) => reader.once("close", () => done(undefined)));
  try {
    return await Promise.race([reader.question(question), closed]);
  } finally {
    reader.close();
  }
}

/** The version in package.json, which lies one folder up here and two once built. */
function ownVersion(): string {
  for (const path of ["../package.json", "../../package.json"]) {
    try {
      const manifest = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as Record<string, unknown>;
      if (manifest.name === "unpick" && typeof manifest.version === "string") return manifest.version;
    } catch {
      // Not there; the other one is.
    }
  }
  return "unknown";
}
