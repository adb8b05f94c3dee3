import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import type { ScanDocument } from "../../src/report/scan-document.js";
import { schemaFaults } from "../report/schema.js";
import { makeFolder, makeRepository, removeFolders, run, writeFiles } from "./support.js";

vi.setConfig({ testTimeout: 60_000 });
afterEach(() => vi.unstubAllEnvs());
afterAll(removeFolders);

const APPLICATION = {
  "app.py": "import web\n",
  "requirements.txt": "web==1.0\nchromadb==1.0.15\n",
  Dockerfile: "FROM python:3.12-slim-trixie\n",
};

const LIST = `chromadb==1.0.15
    # via -r requirements.txt
helper==2.0
    # via
    #   chromadb
    #   web
web==1.0
    # via -r requirements.txt
`;
const sized = (name: string, version: string, size: number) =>
  `[[packages]]\nname = "${name}"\nversion = "${version}"\nwheels = [{ url = "https://files.example/${name}-${version}-py3-none-any.whl", size = ${size} }]\n`;
const SIZES = `lock-version = "1.0"\n${sized("chromadb", "1.0.15", 500)}${sized("helper", "2.0", 30)}${sized("web", "1.0", 7)}`;

/** A folder with a program that is told what to print by files beside it, and writes down how it was called. */
function program(name: string, script: string): string {
  const folder = makeFolder();
  writeFileSync(join(folder, name), `#!/bin/sh\nhere='${folder}'\n${script}`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}

const UV = `echo "$@" >> "$here/calls"
pwd >> "$here/folders"
echo "$UV_INDEX_URL" >> "$here/index"
case "$*" in
  *pylock*" -") cat > /dev/null; cat "$here/also.toml" ;;
  *" -") cat >> "$here/input"; cat "$here/also.txt" ;;
  *pylock*) cat "$here/pylock.toml" ;;
  *) cp requirements.txt "$here/seen.txt"; cat "$here/list.txt" ;;
esac
`;

/** Only what is in a folder, and the tools of the system. */
function onlyWith(...folders: string[]) {
  vi.stubEnv("PATH", [...folders, "/usr/bin", "/bin"].join(":"));
}

const calls = (folder: string) => readFileSync(join(folder, "calls"), "utf8").trimEnd().split("\n");

async function scan(folder: string, exitCode: number): Promise<ScanDocument> {
  const ran = await run(folder, ["scan", "--resolve", "--json"]);
  expect(ran).toMatchObject({ exitCode, error: "" });
  const document = JSON.parse(ran.output) as ScanDocument;
  expect(schemaFaults("scan", document)).toEqual([]);
  return document;
}

describe.skipIf(process.platform === "win32")("scan --resolve", () => {
  test("asks uv for the target, in a copy of base, with the person's own configuration", async () => {
    const uv = program("uv", UV);
    writeFiles(uv, { "list.txt": LIST, "pylock.toml": SIZES, "also.txt": "", "also.toml": "" });
    const folder = makeRepository(APPLICATION);
    writeFiles(folder, { "requirements.txt": "web==9.9\n" });
    onlyWith(uv);
    vi.stubEnv("UV_INDEX_URL", "https://packages.example/simple");
    const { dependencies } = await scan(folder, 0);
    expect(dependencies).toMatchObject({
      source: "resolved by uv",
      packages: 3,
      bytes: { download: 537, installed: null, unknown: { download: 0 } },
      target: { python: "3.12", libc: "glibc 2.41", from: "Dockerfile:1" },
    });
    const [list, sizes] = calls(uv);
    const target = "--python-version 3.12 --python-platform x86_64-manylinux_2_41";
    expect(list).toBe(`pip compile --quiet ${target} --no-strip-extras --annotate requirements.txt`);
    expect(sizes).toBe(`pip compile --quiet ${target} --format pylock.toml requirements.txt`);
    expect(readFileSync(join(uv, "seen.txt"), "utf8")).toBe(APPLICATION["requirements.txt"]);
    expect(new Set(readFileSync(join(uv, "index"), "utf8").trim().split("\n"))).toEqual(
      new Set(["https://packages.example/simple"]),
    );
    // The copy is gone, and was not the working tree.
    for (const copy of readFileSync(join(uv, "folders"), "utf8").trim().split("\n")) {
      expect(copy).not.toBe(folder);
      expect(existsSync(copy)).toBe(false);
    }
  });

  test("weighs what alternatives would bring, beside what is there", async () => {
    const uv = program("uv", UV);
    writeFiles(uv, {
      "list.txt": LIST,
      "pylock.toml": SIZES,
      "also.txt": "faiss-cpu==1.12.0\n    # via -r -\nhelper==2.0\n    # via faiss-cpu\n",
      "also.toml": `lock-version = "1.0"\n${sized("faiss-cpu", "1.12.0", 90)}`,
    });
    onlyWith(uv);
    const { dependencies } = await scan(makeRepository(APPLICATION), 0);
    const store = dependencies.frontier.flatMap((step) => [step, ...step.instead]);
    // Nothing imports it, so its removal needs no alternative.
    expect(store.map(({ change, packages, download }) => [change, packages, download])).toContainEqual([
      "without what nothing uses",
      2,
      37,
    ]);
    expect(readFileSync(join(uv, "input"), "utf8")).toContain("chromadb==1.0.15\nhelper==2.0\nweb==1.0\n");
    writeFiles(uv, { input: "" });
    const used = makeRepository({ ...APPLICATION, "store.py": "import chromadb\n" });
    const { frontier } = (await scan(used, 0)).dependencies;
    const choices = frontier.flatMap((step) => [step, ...step.instead]);
    expect(choices.find(({ adds }) => adds.includes("faiss-cpu"))).toMatchObject({
      change: "chromadb → faiss-cpu",
      packages: 3,
      download: 127,
      notKnown: [],
    });
    expect(frontier.flatMap(({ refused }) => refused.map(({ reason }) => reason))).toEqual([
      "nothing uses HttpClient or AsyncHttpClient",
    ]);
  });

  test("tells a failure in the resolver's words, goes on, and exits with 1", async () => {
    const uv = program("uv", 'echo "  × No solution found when resolving dependencies:" >&2\nexit 1\n');
    onlyWith(uv);
    const document = await scan(makeRepository(APPLICATION), 1);
    expect(document.dependencies).toMatchObject({ source: "requirements.txt", sources: [] });
    expect(document.notes.join("\n")).toContain(
      "Not resolved: uv pip compile: × No solution found when resolving dependencies:",
    );
  });

  test("asks pip where there is no uv; it tells no sizes", async () => {
    const report = {
      version: "1",
      environment: { python_version: "3.12", python_full_version: "3.12.4", sys_platform: "linux" },
      install: [
        { requested: true, metadata: { name: "Web", version: "1.0", requires_dist: ["helper>=1"] } },
        { requested: false, metadata: { name: "helper", version: "2.0" } },
        { requested: true, metadata: { name: "chromadb", version: "1.0.15" } },
      ],
    };
    const pip = program(
      "pip",
      `case "$1" in --version) echo "pip 25.0 from /x (python 3.12)" ;; *) echo "$@" >> "$here/calls"; cat "$here/report.json" ;; esac\n`,
    );
    writeFiles(pip, { "report.json": JSON.stringify(report) });
    onlyWith(pip);
    const { dependencies } = await scan(makeRepository({ ...APPLICATION, Dockerfile: "FROM python:3.12\n" }), 0);
    expect(dependencies).toMatchObject({
      source: "resolved by pip",
      packages: 3,
      bytes: { download: null, installed: null },
    });
    expect(calls(pip)[0]).toBe(
      "install --dry-run --ignore-installed --quiet --report - --requirement requirements.txt",
    );
  });

  test("asks pip for another Python with wheels alone, and says so", async () => {
    const pip = program(
      "pip",
      `case "$1" in --version) echo "pip 25.0 from /x (python 3.9)" ;; *) echo "$@" >> "$here/calls"; echo '{"install": [], "environment": {}}' ;; esac\n`,
    );
    onlyWith(pip);
    const { notes } = await scan(makeRepository({ ...APPLICATION, Dockerfile: "FROM python:3.12-alpine\n" }), 0);
    expect(calls(pip)[0]).toContain("--python-version 3.12 --implementation cp --only-binary=:all:");
    expect(calls(pip)[0]).toContain("--platform musllinux_1_2_x86_64");
    expect(notes.join("\n")).toContain("by the markers of Python 3.9");
  });

  test("is never done unasked", async () => {
    const uv = program("uv", UV);
    onlyWith(uv);
    const ran = await run(makeRepository(APPLICATION), ["scan", "--json"]);
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(uv, "calls"))).toBe(false);
  });
});
