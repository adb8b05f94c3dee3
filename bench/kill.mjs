/**
 * Kills `unpick apply` and `unpick revert` at random moments and looks at what is left: the branch is where it was,
 * or complete; the checkout is as it was; the next run works.
 *
 * usage: node bench/kill.mjs [--runs 200] [--seed 1]
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const CLI = process.env.UNPICK_CLI ?? fileURLToPath(new URL("../dist/src/cli.js", import.meta.url));
const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const runs = option("runs", 200);
let seed = option("seed", 1);

/** A small generator of random numbers, so that a run can be repeated (mulberry32). */
function random() {
  seed = (seed + 0x6d2b79f5) | 0;
  let value = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
  return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
}

const folder = mkdtempSync(join(tmpdir(), "unpick-kill-"));
const env = {
  ...process.env,
  GIT_AUTHOR_NAME: "Ann",
  GIT_AUTHOR_EMAIL: "ann@example.org",
  GIT_COMMITTER_NAME: "Ann",
  GIT_COMMITTER_EMAIL: "ann@example.org",
};
const git = (...args) => execFileSync("git", args, { cwd: folder, env }).toString().trim();
const tree = (branch) => {
  const found = spawnSync("git", ["rev-parse", "--verify", "--quiet", `refs/heads/${branch}^{tree}`], { cwd: folder });
  return found.status === 0 ? found.stdout.toString().trim() : null;
};
const unpick = (...words) => spawnSync(process.execPath, [CLI, ...words], { cwd: folder, env, encoding: "utf8" });

const FILES = {
  "llm.py":
    'import requests\n\n\ndef ask_ollama(text):\n    return requests.post("http://localhost:11434", json=text)\n\n\ndef ask_openai(text):\n    return requests.post("https://api.openai.com", json=text)\n',
  "app.py":
    'from llm import ask_ollama, ask_openai\n\n\ndef answer(provider, text):\n    if provider == "ollama":\n        return ask_ollama(text)\n    return ask_openai(text)\n\n\nprint(answer("openai", "hello"))\n',
  "static/chat.js":
    "const providers = {\n  openai: 'OpenAI',\n  ollama: 'Ollama',\n};\n\ndocument.title = providers.openai;\n",
};

function fail(message) {
  console.error(`kill: ${message}\n  the repository is left at ${folder}`);
  process.exit(1);
}

/** Starts a command and kills it after some milliseconds, with or without the gits that it has started. */
async function killAfter(milliseconds, withChildren, words) {
  const child = spawn(process.execPath, [CLI, ...words], { cwd: folder, env, stdio: "ignore", detached: true });
  const ended = new Promise((done) => child.once("close", done));
  await Promise.race([ended, wait(milliseconds)]);
  try {
    process.kill(withChildren ? -child.pid : child.pid, "SIGKILL");
  } catch {
    // It had ended by itself.
  }
  await ended;
  // A git that outlived its parent may be about to finish.
  await wait(withChildren ? 0 : 150);
}

function timed(...words) {
  const start = performance.now();
  const ran = unpick(...words);
  if (ran.status !== 0) fail(`unpick ${words.join(" ")} ended with ${ran.status}: ${ran.stderr}`);
  return performance.now() - start;
}

const APPLY = ["apply", "ollama", "--successor", "openai", "--yes"];
execFileSync("git", ["init", "--quiet", "--initial-branch", "main", folder]);
for (const [path, text] of Object.entries(FILES)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
git("add", "--all");
git("commit", "--quiet", "--message", "First");
const state = () => [git("status", "--porcelain"), git("symbolic-ref", "HEAD"), git("rev-parse", "HEAD")].join("\n");
const before = state();

timed(...APPLY);
const full = tree("unpick/ollama");
const times = { revert: timed("revert", "javascript", "--yes") };
const less = tree("unpick/ollama");
if (full === less) fail("reverting changes nothing, so there is nothing to watch");
times.restore = timed("restore", "javascript", "--yes");
git("branch", "--quiet", "-D", "unpick/ollama");
times.apply = timed(...APPLY);

const counts = { before: 0, after: 0 };
for (let run = 1; run <= runs; run++) {
  const isApply = run % 2 === 1;
  if (isApply) git("branch", "--quiet", "-D", "unpick/ollama");
  const old = tree("unpick/ollama");
  const action = isApply ? "apply" : old === full ? "revert" : "restore";
  const words = isApply ? APPLY : [action, "javascript", "--yes"];
  const wanted = isApply ? full : old === full ? less : full;
  // Two of three hit the end of the run, where things are written.
  const moment = run % 3 === 0 ? random() : 0.7 + 0.35 * random();
  await killAfter(times[action] * moment, random() < 0.5, words);
  const found = tree("unpick/ollama");
  if (found !== old && found !== wanted) fail(`run ${run}: the branch is neither where it was nor complete`);
  if (state() !== before) fail(`run ${run}: the checkout changed`);
  counts[found === old ? "before" : "after"]++;
  if (found === old) {
    const again = unpick(...words);
    if (again.status !== 0) fail(`run ${run}: the next run ended with ${again.status}: ${again.stderr}`);
    if (tree("unpick/ollama") !== wanted) fail(`run ${run}: the next run wrote another tree`);
  }
  if (run % 20 === 0) console.log(`${run} of ${runs} killed`);
}
timed("restore", "--all", "--yes");
const left = readdirSync(join(folder, ".git", "unpick")).filter((name) => name.startsWith("run-"));
if (left.length > 0) fail(`folders of dead runs are left: ${left.join(", ")}`);
git("fsck", "--no-dangling");
rmSync(folder, { recursive: true, force: true });
console.log(
  `${runs} kills: ${counts.before} before the branch moved, ${counts.after} after; every next run worked, nothing else changed`,
);
