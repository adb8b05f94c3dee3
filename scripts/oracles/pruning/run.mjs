// `npm run oracles -- --pruning`: invented applications without what `unpick scan` calls unused, installed anew and tested.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readEnvironment } from "../../../dist/src/dependencies/environment/installed.js";
import { readLists } from "../../../dist/src/dependencies/lists/read.js";
import { removeDeclared } from "../../../dist/src/dependencies/lists/remove.js";
import { markersOf } from "../../../dist/src/dependencies/target.js";
import { DEBIAN_12 } from "../../../dist/src/dependencies/wheels/platform.js";
import { folderReader } from "../../../dist/src/repo/folder-reader.js";
import { tool, tools } from "../deps/install.mjs";
import { readApplication } from "./sections.mjs";

const HEAD = [
  ...["application", "unused", "pins only they held", "packages", "afterwards", "MB", "afterwards", "imports", "tests"],
];
const cli = fileURLToPath(new URL("../../../dist/src/cli.js", import.meta.url));
const applications = new URL("applications/", import.meta.url);

/**
 * Prunes every application, builds its environment anew, imports it, runs its tests, and prints a table.
 * @param show letters that the names of the applications to run hold; undefined for all
 * @returns whether exactly what is unused went, and every application works with what is left
 */
export function judgePruning(show) {
  const rows = [];
  const faults = [];
  for (const file of readdirSync(applications).sort()) {
    const name = file.replace(/\.txtar$/, "");
    if (show && !name.includes(show)) continue;
    const application = readApplication(readFileSync(new URL(file, applications), "utf8"));
    const folder = mkdtempSync(join(tmpdir(), `unpick-pruning-${name}-`));
    try {
      const row = prune(name, application, folder, (fault) => faults.push(`${name}: ${fault}`));
      console.log(row.join("  "));
      rows.push(row);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  console.log(`\n${[HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`);
  for (const fault of faults) console.log(fault);
  return faults.length === 0;
}

function prune(name, { unused, files }, folder, fault) {
  const tree = join(folder, "application");
  write(tree, files);
  commit(tree);
  const before = build(join(folder, "before"), tree, files);
  const first = works(join(folder, "before"), tree, files);
  if (!first.tests) fault(`fails before anything is done:\n${first.said}`);

  const scanned = scan(tree, join(folder, "before")).dependencies;
  const found = scanned.unused.map((one) => one.toLowerCase()).sort();
  if (found.join() !== unused.join()) fault(`unused are ${unused.join(" ")}; scan says ${found.join(" ")}`);
  const [deletion] = scan(tree, join(folder, "before"), "--without", found.join()).dependencies.deletions;
  const left = deletion?.leftBehind ?? [];

  const pruned = { ...files, ...without(files, new Set([...found, ...left])) };
  write(tree, pruned);
  const after = build(join(folder, "after"), tree, pruned);
  const second = works(join(folder, "after"), tree, pruned);
  if (!second.imports || !second.tests) fault(`fails with the pruned lists:\n${second.said}`);
  const back = found.filter((one) => after.names.has(one));
  if (back.length > 0) fault(`${back.join(" ")} came back`);
  const megabytes = ({ bytes }) => (bytes / 1e6).toFixed(1);
  return [
    ...[
      name,
      found.join(" "),
      left.join(" "),
      before.names.size,
      after.names.size,
      megabytes(before),
      megabytes(after),
    ],
    ...[second.imports, second.tests].map((well) => (well ? "yes" : "no")),
  ];
}

/** Texts of the lists that lose names. */
function without(files, names) {
  const lists = readLists(new Map(Object.entries(files)));
  return Object.fromEntries(
    lists.map((list) => {
      const gone = list.requirements.filter((one) => names.has(one.name));
      const text = removeDeclared(files[list.path], list, gone)
        .toSorted((one, other) => other.start - one.start)
        .reduce((rest, edit) => rest.slice(0, edit.start) + edit.text + rest.slice(edit.end), files[list.path]);
      return [list.path, text];
    }),
  );
}

/** Installs all that the lists ask for, with their extras and groups, and weighs it. */
function build(environment, tree, files) {
  tool("uv", "venv", "--quiet", "--python", tools(), environment);
  const words = readLists(new Map(Object.entries(files))).flatMap((list) => {
    if (list.format !== "pyproject") return ["--requirement", list.path];
    const groups = list.requirements
      .filter(({ audience }) => audience.kind === "group")
      .map((one) => one.audience.name);
    return ["--requirement", list.path, "--all-extras", ...[...new Set(groups)].flatMap((one) => ["--group", one])];
  });
  const python = join(environment, "bin", "python");
  tool("uv", { cwd: tree }, "pip", "install", "--quiet", "--compile-bytecode", "--python", python, ...words);
  const { graph } = readEnvironment(folderReader(environment), environment, markersOf(DEBIAN_12));
  const installed = [...graph.distributions.values()];
  return {
    names: new Set(installed.map((one) => one.name)),
    bytes: installed.reduce((sum, one) => sum + one.installed, 0),
  };
}

/** Imports every module of the application, and runs its tests. */
function works(environment, tree, files) {
  const modules = Object.keys(files)
    .filter((path) => path.endsWith(".py") && !/(^|\/)test/.test(path))
    .map((path) => path.replace(/(\/__init__)?\.py$/, "").replaceAll("/", "."));
  const python = (...words) =>
    spawnSync(join(environment, "bin", "python"), ["-B", ...words], { cwd: tree, encoding: "utf8" });
  const imported = python("-c", `import ${modules.join(", ")}`);
  const tested = python("-m", "pytest", "-q", "-p", "no:cacheprovider");
  return {
    imports: imported.status === 0,
    tests: tested.status === 0 && / passed/.test(tested.stdout),
    said: `${imported.stderr}${tested.stdout}${tested.stderr}`,
  };
}

function scan(tree, environment, ...words) {
  const options = { cwd: tree, encoding: "utf8", maxBuffer: 1e9, stdio: "pipe" };
  return JSON.parse(
    execFileSync(process.execPath, [cli, "scan", "--json", "--environment", environment, ...words], options),
  );
}

function write(tree, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
}

function commit(tree) {
  const git = (...words) => execFileSync("git", ["-C", tree, ...words], { stdio: "ignore" });
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "--quiet", "--message", "Application");
}
