// `npm run demo [FOLDER]`: what unpick does, on a whole application in a git repository of its own.
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { materialise } from "./fixture.mjs";

const cli = fileURLToPath(new URL("../dist/src/cli.js", import.meta.url));
const branch = "unpick/ollama";

const { folder } = await materialise(
  "chatbot",
  process.argv[2] ? resolve(process.argv[2]) : mkdtempSync(join(tmpdir(), "unpick-demo-")),
);
console.log(`A Flask chatbot, which names Ollama in every language it is written in, is now in\n${folder}`);

unpick("plan ollama --successor openai", 0);
unpick("apply ollama --successor openai --yes", 0);
run("git", ["log", "--oneline", "--stat", `main..${branch}`], `git log --oneline --stat main..${branch}`, 0);
run("git", ["switch", "--quiet", branch], `git switch ${branch}`, 0);
unpick("verify", 0);
unpick("revert jinja --yes", 0);
unpick("restore jinja --yes", 0);

console.log(`
The repository stays for you to look at:

  cd ${folder}
  git log --oneline main..${branch}
  git diff main ${branch}

With the command itself, "node ${cli}" in place of "unpick":

  unpick status             what is on the branch
  unpick show python        one step of the plan
  unpick why app.py:22      why a place went or stayed`);

function unpick(line, expected) {
  run(process.execPath, [cli, ...line.split(" ")], `unpick ${line}`, expected);
}

/** Shows the command and its output; any other exit code than the expected one ends the demo. */
function run(command, args, shown, expected) {
  console.log(`\n$ ${shown}`);
  const started = performance.now();
  const { status, signal, error } = spawnSync(command, args, {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PAGER: "cat", GIT_PAGER: "cat" },
  });
  if (error) throw error;
  if (status !== expected) {
    console.error(
      `\n"${shown}" ended with ${signal ?? `exit code ${status}`}, not ${expected}. The repository: ${folder}`,
    );
    process.exit(1);
  }
  console.log(`(${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
