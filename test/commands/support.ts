import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Context, Outcome } from "../../src/commands/context.js";
import { runCommand } from "../../src/commands/parser.js";
import { UserError } from "../../src/errors.js";
import { makePalette } from "../../src/report/colour.js";

const folders: string[] = [];

/** Removes what {@link makeFolder} made; for `afterAll`. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A new folder below the system's temporary one. */
export function makeFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "unpick-test-")));
  folders.push(folder);
  return folder;
}

const PERSON = {
  GIT_AUTHOR_NAME: "Ann",
  GIT_AUTHOR_EMAIL: "ann@example.org",
  GIT_COMMITTER_NAME: "Ann",
  GIT_COMMITTER_EMAIL: "ann@example.org",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
};
// No home, and no caches elsewhere: what lies on the machine is not part of a test.
Object.assign(process.env, PERSON, { HOME: join(tmpdir(), "unpick-test-without-home") });
for (const name of [
  "XDG_CACHE_HOME",
  "HF_HOME",
  "UV_CACHE_DIR",
  "PIP_CACHE_DIR",
  "POETRY_CACHE_DIR",
  "npm_config_cache",
])
  delete process.env[name];

/** Runs git as a person does, and gives its output without the last line end. */
export function git(cwd: string, ...args: string[]): string {
  return execFileSync("git", args, { cwd, stdio: ["pipe", "pipe", "pipe"] })
    .toString()
    .replace(/\n$/, "");
}

/** Writes files into a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Commits everything in the working tree. */
export function commitAll(folder: string, message: string): string {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", message);
  return git(folder, "rev-parse", "HEAD");
}

/** A repository with one commit of the files. */
export function makeRepository(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = makeFolder();
  git(folder, "init", "--quiet", "--initial-branch", "main");
  writeFiles(folder, files);
  commitAll(folder, "First");
  return folder;
}

/** What a command gave, or refused with. */
export interface Ran {
  output: string;
  notes: string[];
  exitCode: number;
  /** Message and hint of an error that is meant for the user. */
  error: string;
}

/** Runs a command in this process, as cli.ts does. */
export async function run(cwd: string, words: string[], context: Partial<Context> = {}): Promise<Ran> {
  try {
    const outcome: Outcome = await runCommand(words, {
      cwd,
      version: "0.1.0",
      palette: makePalette(false),
      isTerminal: false,
      canAsk: false,
      progress: () => {},
      ask: async () => false,
      askText: async () => undefined,
      ...context,
    });
    const output = typeof outcome.output === "string" ? outcome.output : Buffer.from(outcome.output).toString();
    return { output, notes: outcome.notes, exitCode: outcome.exitCode, error: "" };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { output: "", notes: [], exitCode: error.exitCode, error: `${error.message}\n${error.hint}` };
  }
}

/** A small chat application that can use two vendors, in Python and JavaScript. */
export const CHAT_APPLICATION: Readonly<Record<string, string>> = {
  "app.py": `import os

from flask import Flask, jsonify, request

from llm import ask_ollama, ask_openai

app = Flask(__name__)

OLLAMA_HOST = os.getenv("OLLAMA_HOST", "http://localhost:11434")


def answer(provider, question):
    if provider == "ollama":
        return ask_ollama(OLLAMA_HOST, question)
    elif provider == "openai":
        return ask_openai(question)
    raise ValueError(provider)


@app.route("/api/ollama/models")
def ollama_models():
    return jsonify(models=["llama3"])


@app.route("/api/ask")
def ask():
    return jsonify(text=answer(request.args["provider"], "hello"))
`,
  "llm.py": `import requests


def ask_ollama(host, question):
    return requests.post(host + "/api/generate", json={"prompt": question}).json()["response"]


def ask_openai(question):
    return requests.post("https://api.openai.com/v1/responses", json={"input": question}).json()["output"]
`,
  "static/chat.js": `const providers = {
  openai: 'OpenAI',
  ollama: 'Ollama',
};

async function loadModels() {
  const response = await fetch('/api/ollama/models');
  const data = await response.json();
  console.log(data.models);
}

function label(name) {
  return providers[name];
}

loadModels();
document.title = label('openai');
`,
  "README.md": "# Chat\n\nWhile you are offline Ollama answers, which takes longer.\n",
};

/** What no command but `apply --in-place` may change. */
export function checkoutState(folder: string): string {
  return [
    git(folder, "status", "--porcelain", "--untracked-files=all"),
    git(folder, "symbolic-ref", "--quiet", "HEAD"),
    git(folder, "rev-parse", "HEAD"),
    git(folder, "config", "--list", "--local"),
  ].join("\n");
}
