// `npm run oracles -- --deps`: what is installed for 25 applications, beside what unpick reads of it.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closureOf } from "../../../dist/src/dependencies/closure.js";
import { readEnvironment } from "../../../dist/src/dependencies/environment/installed.js";
import { readLock } from "../../../dist/src/dependencies/locks/read.js";
import { retainedOf } from "../../../dist/src/dependencies/retained.js";
import { parseSpecification } from "../../../dist/src/dependencies/specification.js";
import { DEBIAN_12 } from "../../../dist/src/dependencies/wheels/platform.js";
import { folderReader } from "../../../dist/src/repo/folder-reader.js";
import { ask, compile, install, tool } from "./install.mjs";
import { chosenBytes, lock } from "./lock.mjs";
import { edgesOf } from "./tree.mjs";

const HEAD = [
  ...["application", "roots", "installed", "MB", "packages", "packaging", "uv tree", "uv compile", "bytes"],
  ...["uv.lock", "wheels", "pylock.toml", "ms"],
];

/**
 * Installs every application in turn, compares, and prints a table.
 * @param show letters that the names of the applications to run hold; undefined for all
 * @returns whether everything was the same
 */
export async function judgeDependencies(show) {
  const applications = JSON.parse(readFileSync(new URL("applications.json", import.meta.url), "utf8"));
  const rows = [];
  const differences = [];
  for (const [name, requirements] of Object.entries(applications)) {
    if (show && !name.includes(show)) continue;
    const environment = mkdtempSync(join(tmpdir(), `unpick-deps-${name}-`));
    try {
      install(environment, requirements);
      const { row, different } = compare(name, requirements, environment);
      rows.push(row);
      differences.push(...different);
      console.log(row.join("  "));
    } finally {
      rmSync(environment, { recursive: true, force: true });
    }
  }
  console.log(`\n${[HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")}`);
  for (const line of differences) console.log(line);
  return differences.length === 0;
}

function compare(name, requirements, environment) {
  const roots = requirements.map((text) => {
    const { name: root, extras } = parseSpecification(text);
    return { name: root, extras };
  });
  const reader = folderReader(environment);
  const site = siteOf(reader);
  const said = ask(environment, [site], requirements);

  const start = performance.now();
  const { graph, notes } = readEnvironment(reader, name, said.inspected.environment);
  const closure = closureOf(graph, roots);
  const retained = retainedOf(closure);
  const milliseconds = performance.now() - start;

  const different = [];
  const same = (what, ours, theirs) => {
    const both = [ours, theirs].map((list) => new Set(list));
    const lines = [
      ...[...both[0]].filter((one) => !both[1].has(one)).map((one) => `${name}: ${what}: only unpick: ${one}`),
      ...[...both[1]].filter((one) => !both[0].has(one)).map((one) => `${name}: ${what}: not unpick: ${one}`),
    ];
    different.push(...lines);
    return lines.length === 0 ? "same" : `${lines.length} differ`;
  };
  const names = [...closure.reached.keys()];
  const versions = (of) => [...of].map((one) => `${one.name}==${one.version}`);
  const installed = said.inspected.installed.map(({ metadata }) => parseSpecification(metadata.name).name);
  const target = targetOf(graph.environment);
  const compiled = readLock("compiled.txt", compile(requirements), target);
  const resolved = closureOf(compiled.graph, compiled.roots);
  for (const { name: missing, requiredBy } of closure.missing)
    different.push(`${name}: ${requiredBy ?? "a root"} needs ${missing}, which is not installed`);
  const texts = lock(tool, requirements, graph.environment.python_version);
  const uv = readLock("uv.lock", texts.uv, target);
  const locked = [...closureOf(uv.graph, uv.roots).reached.values()].map(({ distribution }) => distribution);
  const pylock = readLock("pylock.toml", texts.pylock, target);
  const downloads = (of) => [...of].map((one) => `${one.name} ${one.download ?? "?"}`);
  const bytes = [...graph.distributions.values()].map((one) => `${one.name} ${one.installed}`);
  const total = [...graph.distributions.values()].reduce((sum, one) => sum + one.installed, 0);
  const claimed = notes.filter(({ kind }) => kind === "claimed twice");
  const row = [
    name,
    roots.length,
    graph.distributions.size,
    (total / 1e6).toFixed(1),
    same("installed", names, installed),
    same("packaging", names, said.reached),
    same("uv tree", edgesWithoutExtras(graph), edgesOf(said.tree)),
    same(
      "uv compile",
      versions([...closure.reached.values()].map(({ distribution }) => distribution)),
      versions([...resolved.reached.values()].map(({ distribution }) => distribution)),
    ),
    same(
      "bytes",
      withClaims(bytes, claimed),
      Object.entries(said.bytes).map(([one, size]) => `${one} ${size}`),
    ),
    same("uv.lock", versions(locked), versions(graph.distributions.values())),
    same("wheels", downloads(locked), chosenBytes(tool, versions(locked), texts.uv)),
    same("pylock.toml", downloads(pylock.graph.distributions.values()), downloads(locked)),
    milliseconds.toFixed(0),
  ];
  if (retained.size !== names.length) different.push(`${name}: retained sizes of ${retained.size} distributions`);
  return { row, different };
}

/** Python counts a file for each distribution that records it, unpick for the first. */
function withClaims(bytes, claimed) {
  return bytes.map((line) => {
    const [name, size] = line.split(" ");
    const more = claimed.filter(({ by }) => by === name).reduce((sum, one) => sum + one.bytes, 0);
    return `${name} ${Number(size) + more}`;
  });
}

/** uv's tree follows no extras: what each distribution needs by itself. */
function edgesWithoutExtras(graph) {
  const plain = [...graph.distributions].map(([name, one]) => [
    name,
    { ...one, requires: one.requires.map((need) => ({ ...need, extras: [] })) },
  ]);
  const roots = [...graph.distributions.keys()].map((name) => ({ name, extras: [] }));
  const { reached } = closureOf({ ...graph, distributions: new Map(plain) }, roots);
  return [...reached].flatMap(([name, { needs }]) => needs.map((need) => `${name} -> ${need}`));
}

/** This machine, as locks are read for it: Debian 12 or what is like it. */
function targetOf(environment) {
  const platform = {
    ...DEBIAN_12,
    machine: environment.platform_machine,
    python: environment.python_version.split(".").map(Number),
  };
  return { environment, platform, extras: [], groups: [] };
}

function siteOf(reader) {
  const python = reader.list("lib").find(({ name }) => name.startsWith("python"));
  return `lib/${python.name}/site-packages`;
}
