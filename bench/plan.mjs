// Times `unpick plan` on the demo's application from a cold start: seconds and peak memory of five runs, and, for
// the scale of the machine, an empty Node process as well.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { materialise } from "../scripts/fixture.mjs";

const cli = fileURLToPath(new URL("../dist/src/cli.js", import.meta.url));
// Loaded before the program: the exit handler must stand before the program ends the process.
const probe = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process._rawDebug("PEAK " + process.resourceUsage().maxRSS));',
)}`;

/** Seconds and peak memory in MB of one Node process. */
function run(folder, ...words) {
  const start = performance.now();
  const result = spawnSync(process.execPath, ["--import", probe, ...words], { cwd: folder, encoding: "utf8" });
  const seconds = (performance.now() - start) / 1000;
  const peak = /PEAK (\d+)/.exec(result.stderr);
  if (result.status !== 0 || !peak)
    throw new Error(`node ${words.join(" ")} ended with ${result.status}\n${result.stderr}`);
  return { seconds, megabytes: Number(peak[1]) / 1024 };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

function report(name, runs) {
  const seconds = runs.map((one) => one.seconds);
  const peak = Math.max(...runs.map((one) => one.megabytes));
  console.log(
    `${name}: median ${median(seconds).toFixed(2)} s (${seconds.map((one) => one.toFixed(2)).join(", ")}), peak ${peak.toFixed(0)} MB`,
  );
}

const folder = mkdtempSync(join(tmpdir(), "unpick-bench-"));
try {
  await materialise("chatbot", folder);
  const empty = [];
  const plan = [];
  for (let count = 0; count < 5; count++) {
    rmSync(join(folder, ".git/unpick"), { recursive: true, force: true });
    empty.push(run(folder, "-e", "0"));
    plan.push(run(folder, cli, "plan", "ollama", "--successor", "openai"));
  }
  report("node -e 0", empty);
  report("plan, cold start", plan);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
