// `npm run oracles -- --lean`: the chat application without what weighs, installed from PyPI, measured and tested.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { closureOf } from "../../../dist/src/dependencies/closure.js";
import { readEnvironment } from "../../../dist/src/dependencies/environment/installed.js";
import { markersOf } from "../../../dist/src/dependencies/target.js";
import { DEBIAN_12 } from "../../../dist/src/dependencies/wheels/platform.js";
import { folderReader } from "../../../dist/src/repo/folder-reader.js";
import { materialise } from "../../fixture.mjs";
import { chatLock } from "./chat-lock.mjs";
import { install, tools } from "./install.mjs";

const cli = fileURLToPath(new URL("../../../dist/src/cli.js", import.meta.url));
const data = new URL("../../../test/dependencies/data/chat-application.json", import.meta.url);

/** Scenarios without torch; `D_no_sentence_transformers` keeps the store, `E_chroma_http_client` only talks to one. */
const SCENARIO = "D_no_sentence_transformers";

/** SQLAlchemy asks for it, and no public lock file that the data comes from has it. */
const KNOWN = new Set(["greenlet"]);

/**
 * Prints what `scan` says before, by public lock files, and after, measured on disk; then runs the application's tests.
 * @param show letters of the scenario's name
 * @returns whether the closure is the scenario's and the tests pass
 */
export async function measureLean(show = SCENARIO) {
  const { packages, scenarios } = JSON.parse(readFileSync(data, "utf8"));
  const [name, scenario] = Object.entries(scenarios).find(([one]) => one.includes(show)) ?? [];
  if (scenario === undefined || scenario.names.includes("torch")) throw new Error(`no lean scenario is called ${show}`);
  const versions = new Map(packages.map((one) => [one.name, one.version]));
  const pins = scenario.names.split(" ").map((one) => (one.includes("==") ? one : `${one}==${versions.get(one)}`));
  const folder = mkdtempSync(join(tmpdir(), "unpick-lean-"));
  try {
    const application = join(folder, "app");
    await materialise("chatbot", application);
    commit(application, { "uv.lock": chatLock() }, "Lock");
    // The environment of the fixture is made up.
    rmSync(join(application, "venv"), { recursive: true });
    const before = scan(application);
    console.log(`before, by the sizes in public lock files: ${drawn(before)}\n`);

    const test = readFileSync(join(application, "requirements-test.txt"), "utf8").split("\n").filter(Boolean);
    install(join(application, "venv"), [...pins, ...test]);
    rmSync(join(application, "uv.lock"));
    commit(application, { "requirements.txt": `${pins.join("\n")}\n` }, "Lean");
    // uv tells what is downloaded, the environment what is on disk.
    const after = scan(application, "--resolve");
    console.log(`after (${name}: ${scenario.about}), installed and measured: ${drawn(after)}\n`);
    console.log(
      unpick(application)
        .match(/^Dependencies[\s\S]*?\n\n[\s\S]*?\n\n/m)[0]
        .trimEnd(),
    );
    const extra = beyond(join(application, "venv"), pins);
    console.log(`\ninstalled beyond the scenario: ${extra.join(", ") || "nothing"}`);
    const same =
      after.dependencies.packages === scenario.packages + extra.length && extra.every((one) => KNOWN.has(one));
    const run = spawnSync(join(application, "venv/bin/python"), ["-m", "pytest", "-q"], {
      cwd: application,
      encoding: "utf8",
    });
    console.log(run.stdout.trim().split("\n").slice(-5).join("\n"));
    return same && run.status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What pins bring along that the scenario does not have. */
function beyond(environment, pins) {
  const { graph } = readEnvironment(folderReader(environment), "venv", markersOf(DEBIAN_12));
  const roots = pins.map((pin) => ({ name: pin.split("==")[0], extras: [] }));
  const names = new Set(roots.map(({ name }) => name));
  return [...closureOf(graph, roots).reached.keys()].filter((name) => !names.has(name));
}

function unpick(folder, ...words) {
  const PATH = `${dirname(tools())}${delimiter}${process.env.PATH}`;
  const options = { cwd: folder, encoding: "utf8", maxBuffer: 1e9, env: { ...process.env, PATH } };
  return execFileSync(process.execPath, [cli, "scan", ...words], options);
}

const scan = (folder, ...words) => JSON.parse(unpick(folder, "--json", ...words));

function drawn({ dependencies: { packages, bytes } }) {
  const size = (value) => (value === null ? "not known" : `${(value / 1e6).toFixed(1)} MB`);
  return `${packages} packages, ${size(bytes.download)} to download, ${size(bytes.installed)} on disk`;
}

function commit(folder, files, message) {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const git = (...args) => execFileSync("git", args, { cwd: folder, stdio: "ignore" });
  git("add", "--all");
  git("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "--quiet", "--message", message);
}
