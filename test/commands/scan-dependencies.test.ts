import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { materialise } from "../../scripts/fixture.mjs";
import { chatLock } from "../../scripts/oracles/deps/chat-lock.mjs";
import type { ScanDependencies } from "../../src/report/dependencies-document.js";
import type { ScanDocument } from "../../src/report/scan-document.js";
import { chat } from "../dependencies/chat-application.js";
import { schemaFaults } from "../report/schema.js";
import { commitAll, makeFolder, makeRepository, removeFolders, run, writeFiles } from "./support.js";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
afterAll(removeFolders);

async function scan(folder: string, ...words: string[]): Promise<ScanDocument> {
  const ran = await run(folder, ["scan", ...words, "--json"]);
  expect(ran).toMatchObject({ exitCode: 0, error: "" });
  const document = JSON.parse(ran.output) as ScanDocument;
  expect(schemaFaults("scan", document)).toEqual([]);
  return document;
}

/** An environment in which every distribution has one file of so many bytes. */
function environment(packages: Record<string, { version: string; bytes: number; requires?: string[] }>) {
  const site = "lib/python3.12/site-packages";
  const files: Record<string, string> = { "pyvenv.cfg": "home = /usr/bin\nversion = 3.12.4\n" };
  for (const [name, { version, bytes, requires = [] }] of Object.entries(packages)) {
    const info = `${site}/${name}-${version}.dist-info`;
    const needs = requires.map((one) => `Requires-Dist: ${one}\n`).join("");
    files[`${site}/${name}/data.bin`] = "x".repeat(bytes);
    files[`${info}/METADATA`] = `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${needs}`;
    files[`${info}/RECORD`] = `${name}/data.bin,,${bytes}\n`;
  }
  return files;
}

function place(folder: string, path: string, files: Record<string, string>) {
  writeFiles(folder, Object.fromEntries(Object.entries(files).map(([name, text]) => [`${path}/${name}`, text])));
}

const rowOf = ({ requirements }: ScanDependencies, name: string) => requirements.find((row) => row.name === name)!;

describe("the chat application with a lock", () => {
  const plan = "torch,triton,nvidia-*,transformers,datasets,scikit-learn,pandas,ollama";
  let folder: string;
  let dependencies: ScanDependencies;

  beforeAll(async () => {
    folder = makeFolder();
    await materialise("chatbot", folder);
    writeFiles(folder, { "uv.lock": chatLock() });
    commitAll(folder, "Lock");
    ({ dependencies } = await scan(folder, "--without", plan));
  });

  test("weighs what public lock files say", () => {
    const { packages, bytes } = chat.scenarios.A_as_is!;
    expect(dependencies).toMatchObject({
      packages,
      bytes: { download: bytes, unknown: { download: 0, installed: 0 } },
    });
    expect(dependencies.sources.map(({ kind, path }) => [kind, path])).toEqual([
      ["environment", "venv"],
      ["lock", "uv.lock"],
    ]);
    expect(rowOf(dependencies, "sentence-transformers").retained).toMatchObject({
      download: chat.retainedByIntent["sentence-transformers"]![0],
      packages: chat.retainedByIntent["sentence-transformers"]![1],
    });
  });

  test("tells of the plan that deletes the heavy lines what it saves, and the three paths that defeat it", () => {
    const [deletion] = dependencies.deletions;
    expect(deletion!.saves.download).toBe(56_365_612);
    expect(deletion!.freed).toEqual("datasets dill multiprocess ollama pandas pyarrow pytz tzdata xxhash".split(" "));
    expect(deletion!.leftBehind).toEqual("dill multiprocess pyarrow pytz tzdata xxhash".split(" "));
    expect(deletion!.noOps.map(({ comesBackThrough }) => comesBackThrough)).toEqual([
      [["sentence-transformers", "scikit-learn"]],
      [["sentence-transformers", "torch"]],
      [["sentence-transformers", "transformers"]],
    ]);
  });

  test("draws it", async () => {
    const { output } = await run(folder, ["scan", "--without", plan]);
    expect(output).toContain("159 packages, 3.0 GB to download");
    expect(output).toContain("saves 53.8 MB of 3.0 GB to download (1.75%)");
    expect(output).toContain("deleting torch saves nothing: sentence-transformers → torch; with it nvidia-cublas-cu12");
    expect(output).toContain("comes back: sentence-transformers → torch → nvidia-cudnn-cu12");
    expect(output).toContain(
      "not here: chromadb → chromadb-client, because services/vector_store.py:12 uses persist_directory",
    );
    expect(output).toMatch(/or torch → its build for CPUs +\d+ +≥ /);
  });

  test("refuses names that nothing has, with those that come close", async () => {
    expect(await run(folder, ["scan", "--without", "tourch"])).toMatchObject({
      exitCode: 2,
      error: expect.stringContaining("Did you mean torch"),
    });
  });
});

describe("lines that the working tree lacks", () => {
  const lists = {
    "requirements.txt": "web==1.0\nhelper==1.0\ndata==2.0\n",
    "app.py": "import web\n",
    ".gitignore": "venv/\n",
  };
  const installed = {
    web: { version: "1.0", bytes: 100, requires: ["helper"] },
    helper: { version: "1.0", bytes: 10 },
    data: { version: "2.0", bytes: 1000 },
  };

  test("are told with what their deletion saves, and what brings them back", async () => {
    const folder = makeRepository(lists);
    place(folder, "venv", environment(installed));
    expect((await scan(folder)).dependencies.deletions).toEqual([]);
    writeFiles(folder, { "requirements.txt": "# two lines fewer\r\nweb == 1.0\r\n" });
    const { dependencies } = await scan(folder);
    expect(dependencies.deletions).toMatchObject([
      {
        by: "working tree",
        names: ["data", "helper"],
        saves: { packages: 1, installed: 1000 },
        freed: ["data"],
        noOps: [{ name: "helper", heldBy: 1, comesBackThrough: [["web", "helper"]] }],
      },
    ]);
    const { output } = await run(folder, ["scan"]);
    expect(output).toContain("Lines of 2 packages are deleted in the working tree");
    expect(output).toContain("deleting helper saves nothing: web → helper");
  });

  test("are none if another list has them, or if the list was moved", async () => {
    const folder = makeRepository({ ...lists, "requirements-base.txt": "flask\n" });
    place(folder, "venv", environment(installed));
    writeFiles(folder, { "requirements.txt": "web==1.0\n", "requirements-base.txt": "flask\ndata\nhelper\n" });
    expect((await scan(folder)).dependencies.deletions).toEqual([]);
    rmSync(join(folder, "requirements.txt"));
    expect((await scan(folder)).dependencies.deletions).toEqual([]);
  });
});

describe("the graph", () => {
  const app = {
    "app.py": "import web\nimport data\n",
    "requirements.txt": "web==1.0\ndata==2.0\nidle==1.0\nhelper==1.0\n",
    ".gitignore": "venv/\n.venv/\nother/\n",
  };
  const installed = {
    web: { version: "1.0", bytes: 100, requires: ["helper", "fast ; extra == 'fast'"] },
    data: { version: "2.0", bytes: 1000, requires: ["helper>=1"] },
    helper: { version: "1.0", bytes: 10 },
    idle: { version: "1.0", bytes: 5 },
    stray: { version: "1.0", bytes: 7 },
  };

  test("comes from an environment on disk: what lines bring, hold together and save", async () => {
    const folder = makeRepository(app);
    place(folder, "venv", environment(installed));
    const { dependencies, notes } = await scan(folder);
    expect(dependencies).toMatchObject({
      source: "venv",
      packages: 4,
      bytes: { download: null, installed: 1115 },
      target: { python: "3.12", from: "venv" },
      unused: ["idle"],
      unasked: ["stray"],
    });
    expect(rowOf(dependencies, "helper")).toMatchObject({
      standing: "frozen",
      kind: "frozen",
      ifRemoved: {
        saves: { packages: 0 },
        heldBy: 2,
        comesBackThrough: [
          ["web", "helper"],
          ["data", "helper"],
        ],
      },
    });
    expect(rowOf(dependencies, "data")).toMatchObject({
      standing: "root",
      retained: { packages: 1, installed: 1000 },
      ifRemoved: { saves: { packages: 1, installed: 1000 }, heldBy: 0, comesBackThrough: [] },
    });
    expect(dependencies.sets).toMatchObject([{ requirements: ["web", "data"], names: ["helper"], installed: 10 }]);
    expect(dependencies.frontier.map(({ change, packages, installed }) => [change, packages, installed])).toEqual([
      ["as it is", 4, 1115],
      ["without what nothing uses", 3, 1110],
      ["without data", 2, 110],
      ["without web", 0, 0],
    ]);
    expect(notes).toEqual([]);
  });

  test("comes from the environment that is asked for, wherever it is", async () => {
    const folder = makeRepository(app);
    const outside = makeFolder();
    writeFiles(outside, environment({ ...installed, web: { version: "1.1", bytes: 1 } }));
    const { dependencies, notes } = await scan(folder, "--environment", outside);
    expect(dependencies.source).toBe(outside);
    expect(rowOf(dependencies, "web").version).toBe("1.1");
    expect(notes.join("\n")).toContain("holds other versions than the lists ask for: web 1.1");
    const empty = makeFolder();
    expect(await run(folder, ["scan", "--environment", empty])).toMatchObject({ exitCode: 2 });
  });

  test("does not come from an environment of something else, and says so", async () => {
    const folder = makeRepository(app);
    place(folder, "other", environment({ web: installed.web, stray: installed.stray }));
    const { dependencies, notes } = await scan(folder);
    expect(dependencies).toMatchObject({ source: "requirements.txt", packages: 4, sources: [], frontier: [] });
    expect(notes.join("\n")).toContain("other: holds only 1 of the 4 packages that are asked for");
    expect(notes.join("\n")).toContain("run with --resolve");
    // A line that nothing uses and nothing is known to need is unused as long as a person wrote the list.
    expect(dependencies.unused).toEqual(["idle", "helper"].sort());
  });

  test("comes from the active environment first if it lies in the tree", async () => {
    const folder = makeRepository(app);
    place(folder, "venv", environment(installed));
    place(folder, "other", environment({ ...installed, idle: { version: "1.0", bytes: 50 } }));
    vi.stubEnv("VIRTUAL_ENV", join(folder, "other"));
    try {
      expect((await scan(folder)).dependencies).toMatchObject({ source: "other", bytes: { installed: 1160 } });
      vi.stubEnv("VIRTUAL_ENV", makeFolder());
      expect((await scan(folder)).dependencies).toMatchObject({ source: "venv" });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("comes from a lock at base, whatever the working tree holds", async () => {
    const lock = (size: number) =>
      `version = 1\nrequires-python = ">=3.11"\n\n[[package]]\nname = "web"\nversion = "1.0"\nsource = { registry = "https://pypi.org/simple" }\nwheels = [\n    { url = "https://files.example/web-1.0-py3-none-any.whl", size = ${size} },\n]\n`;
    const folder = makeRepository({ ...app, "requirements.txt": "web==1.0\n", "uv.lock": lock(70) });
    writeFileSync(join(folder, "uv.lock"), lock(80));
    const { dependencies } = await scan(folder);
    expect(dependencies).toMatchObject({ source: "uv.lock", packages: 1, bytes: { download: 70, installed: null } });
  });

  test("goes on without a lock that cannot be read", async () => {
    const folder = makeRepository({ ...app, "uv.lock": "version = \n[[[" });
    const { dependencies, notes } = await scan(folder);
    expect(dependencies.sources).toEqual([]);
    expect(notes.join("\n")).toMatch(/uv\.lock: cannot be read/);
  });

  test("of a lock that does not tell what is asked for counts all that it holds", async () => {
    const folder = makeRepository({
      "app.py": "x = 1\n",
      "poetry.lock":
        '[[package]]\nname = "web"\nversion = "1.0"\n\n[package.dependencies]\nhelper = "*"\n\n[[package]]\nname = "helper"\nversion = "1.0"\n\n[metadata]\nlock-version = "2.1"\n',
    });
    const { dependencies } = await scan(folder);
    expect(dependencies).toMatchObject({ source: "poetry.lock", packages: 2, frontier: [], unasked: [] });
  });

  test("of a lock that tells what is asked for joins what lists ask for", async () => {
    const entry = (name: string, more = "") =>
      `[[package]]\nname = "${name}"\nversion = "1.0"\n${more}sdist = { url = "https://files.example/${name}-1.0.tar.gz", size = 10 }\n\n`;
    const folder = makeRepository({
      "app.py": "import web\n",
      "docs/requirements.txt": "docs==1.0\n",
      "uv.lock": `version = 1\nrequires-python = ">=3.11"\n\n[[package]]\nname = "application"\nversion = "0"\nsource = { virtual = "." }\ndependencies = [\n    { name = "web" },\n]\n\n[package.dev-dependencies]\ndev = [\n    { name = "check" },\n]\n\n${entry("web", 'dependencies = [\n    { name = "helper" },\n]\n')}${entry("helper")}${entry("check")}${entry("docs")}`,
    });
    const { dependencies } = await scan(folder);
    expect(dependencies).toMatchObject({
      packages: 3,
      bytes: { download: 30 },
      development: { packages: 1, download: 10 },
    });
    expect(dependencies.frontier[0]).toMatchObject({ change: "as it is", packages: 3 });
  });

  test("follows every kind of list, with extras and groups of their own", async () => {
    const entry = (name: string, needs = "") =>
      `[[package]]\nname = "${name}"\nversion = "1.0"\nfiles = []\n${needs}\n`;
    const folder = makeRepository({
      "app.py": "import web\nimport sheet\n",
      "tests/test_app.py": "import check\n",
      "pyproject.toml":
        '[project]\nname = "application"\nversion = "1"\ndependencies = ["web>=1", "idle"]\n\n[project.optional-dependencies]\nexcel = ["sheet"]\n\n[dependency-groups]\ntest = ["check"]\n',
      "poetry.lock": `${entry("web", '\n[package.dependencies]\nhelper = ">=1"\n')}${entry("helper")}${entry("idle")}${entry("sheet")}${entry("check")}[metadata]\nlock-version = "2.1"\n`,
    });
    const { dependencies } = await scan(folder);
    expect(dependencies).toMatchObject({ source: "poetry.lock", packages: 3, unused: ["idle"], misplaced: [] });
    expect(dependencies.development).toMatchObject({ packages: 2 });
    expect(
      dependencies.requirements.map(({ name, line, standing, audience, retained }) => [
        `${name}:${line}`,
        standing,
        audience,
        retained!.packages,
      ]),
    ).toEqual([
      ["web:4", "root", "main", 2],
      ["idle:4", "unused", "main", 1],
      ["sheet:7", "root", "extra excel", 1],
      ["check:10", "root", "group test", 1],
    ]);
  });

  test("counts for the application what only a list for others brings along", async () => {
    const folder = makeRepository({
      "app.py": "import web\n",
      "tests/test_app.py": "import check\n",
      "requirements.txt": "web\nhelper\n",
      "requirements-test.txt": "check\n",
      ".gitignore": "venv/\n",
    });
    place(
      folder,
      "venv",
      environment({
        web: { version: "1.0", bytes: 100 },
        helper: { version: "1.0", bytes: 10 },
        check: { version: "1.0", bytes: 1, requires: ["helper"] },
      }),
    );
    const { dependencies } = await scan(folder);
    expect(rowOf(dependencies, "helper")).toMatchObject({ standing: "frozen", retained: { packages: 1 } });
    expect(dependencies).toMatchObject({ packages: 2, bytes: { installed: 110 }, development: { packages: 1 } });
    expect(dependencies.frontier[0]).toMatchObject({ change: "as it is", packages: 2 });
  });

  test("calls a pin of a frozen list unused where all pins are known, and not known where one has another version", async () => {
    const names = ["alpha", "beta", "delta", "gamma", "iota", "kappa", "lamda", "omega", "sigma", "theta"];
    const folder = makeRepository({
      "app.py": "import alpha\n",
      "requirements.txt": names.map((name) => `${name}==1.0\n`).join(""),
      ".gitignore": "venv/\n",
    });
    const packages = Object.fromEntries(
      names.map((name) => [name, { version: "1.0", bytes: 1, requires: [] as string[] }]),
    );
    packages.alpha!.requires = ["beta"];
    place(folder, "venv", environment(packages));
    const standing = async () => (await scan(folder)).dependencies.requirements.map((row) => row.standing);
    expect(await standing()).toEqual(["root", "frozen", ...names.slice(2).map(() => "unused")]);
    // An older gamma may have needed what this one does not.
    writeFiles(folder, {
      "venv/lib/python3.12/site-packages/gamma-1.0.dist-info/METADATA": "Name: gamma\nVersion: 2.0\n",
    });
    expect(await standing()).toEqual(["root", "frozen", ...names.slice(2).map(() => "unknown")]);
  });

  test("takes the lock that most lines belong to, and names the others", async () => {
    const lock = (name: string) => `[[package]]\nname = "${name}"\nversion = "1.0"\n`;
    const project = (names: string[]) =>
      `[project]\nname = "x"\ndependencies = [${names.map((one) => `"${one}"`).join(", ")}]\n`;
    const folder = makeRepository({
      "api/app.py": "import web\nimport sheet\n",
      "api/pyproject.toml": project(["web", "sheet"]),
      "api/poetry.lock": lock("web") + lock("sheet"),
      "build/pyproject.toml": project(["mason"]),
      "build/poetry.lock": lock("mason"),
    });
    const { dependencies, notes } = await scan(folder);
    expect(dependencies.source).toBe("api/poetry.lock");
    expect(notes).toContainEqual("build/poetry.lock: of other lists, not part of these numbers");
  });

  test("takes in what lists take in, and holds no version for an application", async () => {
    const folder = makeRepository({
      "app.py": "import web\n",
      "requirements.txt": "-r base.txt\n-c pins.txt\nweb\n-r gone.txt\n",
      "base.txt": "helper\n",
      "pins.txt": "web==1.0\nother==2.0\n",
    });
    const { dependencies, notes } = await scan(folder);
    expect(dependencies.requirements.map(({ file, name, audience }) => [file, name, audience])).toEqual([
      ["base.txt", "helper", "main"],
      ["pins.txt", "web", "constraint"],
      ["pins.txt", "other", "constraint"],
      ["requirements.txt", "web", "main"],
    ]);
    expect(dependencies.unused).toEqual(["helper"]);
    expect(notes.join("\n")).toContain("requirements.txt: not understood: line 4 (no such file: gone.txt)");
  });

  test("says which lines are in the wrong list", async () => {
    const folder = makeRepository({
      "app.py": "import web\nimport data\n",
      "tests/test_app.py": "import web\nimport checker\n",
      "requirements.txt": "web\nchecker\n",
      "requirements-dev.txt": "data\nweb\n",
    });
    const { dependencies } = await scan(folder);
    expect(dependencies.misplaced).toEqual([
      { name: "data", file: "requirements-dev.txt", line: 1, reason: "app.py:2 imports it" },
      { name: "checker", file: "requirements.txt", line: 2, reason: "only tests import it" },
    ]);
    expect((await run(folder, ["scan"])).output).toContain("Next: unpick scan --resolve");
  });

  test("follows no link to an environment", async () => {
    const folder = makeRepository(app);
    const outside = makeFolder();
    writeFiles(outside, environment(installed));
    symlinkSync(outside, join(folder, "venv"));
    expect((await scan(folder)).dependencies.source).toBe("requirements.txt");
  });

  test("is for the Python and system of the image", async () => {
    const folder = makeRepository({ ...app, Dockerfile: "# app\nFROM python:3.12-alpine3.20 AS build\n" });
    expect((await scan(folder)).dependencies.target).toEqual({
      python: "3.12",
      machine: "x86_64",
      libc: "musl 1.2",
      from: "Dockerfile:2",
    });
  });
});
