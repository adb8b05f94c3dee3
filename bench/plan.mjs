// Times `unpick plan` on the demo's application from a cold start: seconds and peak memory of five runs.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { materialise } from "../scripts/fixture.mjs";

const cli = fileURLToPath(new URL("../dist/src/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "unpick-bench-"));
try {
  await materialise("chatbot", folder);
  const seconds = [];
  const megabytes = [];
  for (let run = 0; run < 5; run++) {
    rmSync(join(folder, ".git/unpick"), { recursive: true, force: true });
    const start = performance.now();
    const script = `process.argv.splice(1, 1, ${JSON.stringify(cli)}); await import(${JSON.stringify(`file://${cli}`)}); process.on("exit", () => console.error("PEAK " + process.resourceUsage().maxRSS));`;
    const result = spawnSync(
      process.execPath,
      ["--input-type=module", "-e", script, "x", "plan", "ollama", "--successor", "openai"],
      { cwd: folder, encoding: "utf8" },
    );
    seconds.push((performance.now() - start) / 1000);
    megabytes.push(Number(/PEAK (\d+)/.exec(result.stderr)?.[1] ?? 0) / 1024);
  }
  const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  console.log(
    `plan, cold start: median ${median(seconds).toFixed(2)} s (${seconds.map((one) => one.toFixed(2)).join(", ")}), peak ${Math.max(...megabytes).toFixed(0)} MB`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
