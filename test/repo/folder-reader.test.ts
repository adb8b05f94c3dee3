import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closureOf } from "../../src/dependencies/closure.js";
import { readEnvironment } from "../../src/dependencies/environment/installed.js";
import type { MarkerEnvironment } from "../../src/dependencies/model.js";
import { folderReader } from "../../src/repo/folder-reader.js";

describe("a reader of a folder", () => {
  let root: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "unpick-folder-"));
    mkdirSync(join(root, "lib/shop"), { recursive: true });
    writeFileSync(join(root, "lib/shop/app.py"), "x = 'é'\n");
    linkSync(join(root, "lib/shop/app.py"), join(root, "lib/app.py"));
    symlinkSync("lib", join(root, "lib64"));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("lists, reads and measures, without following links", () => {
    const reader = folderReader(root);
    const entries = (folder: string) => [...reader.list(folder)!].sort((a, b) => a.name.localeCompare(b.name));
    expect(entries("")).toEqual([
      { name: "lib", kind: "folder" },
      { name: "lib64", kind: "link" },
    ]);
    expect(entries("lib")).toEqual([
      { name: "app.py", kind: "file" },
      { name: "shop", kind: "folder" },
    ]);
    expect(reader.read("lib/shop/app.py")).toBe("x = 'é'\n");
    expect(reader.facts("lib/shop/app.py")).toEqual({ bytes: 9, links: 2 });
    expect(reader.facts("lib64")).toEqual({ bytes: 3, links: 1 });
  });

  it("knows nothing of what is not there", () => {
    const reader = folderReader(root);
    expect(reader.list("lib/none")).toBeUndefined();
    expect(reader.list("lib/app.py")).toBeUndefined();
    expect(reader.read("lib")).toBeUndefined();
    expect(reader.facts("lib/none")).toBeUndefined();
  });
});

/** What Python's own importlib.metadata and packaging say of the environment that they run in. */
const ASK_PYTHON = `
import json, os, sys
from importlib.metadata import distributions
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

found = {canonicalize_name(one.metadata["Name"]): one for one in distributions()}
environment = default_environment()

def closure(name, seen):
    if name in seen or name not in found: return seen
    seen.add(name)
    for text in found[name].requires or []:
        need = Requirement(text)
        if need.marker is None or need.marker.evaluate({**environment, "extra": ""}):
            closure(canonicalize_name(need.name), seen)
    return seen

def size(one):
    recorded = {os.path.normpath(path.locate()) for path in one.files}
    folders = {os.path.dirname(path) for path in recorded if path.endswith(".py")}
    for folder in folders:
        cache = os.path.join(folder, "__pycache__")
        for name in os.listdir(cache) if os.path.isdir(cache) else []:
            if os.path.join(folder, name.split(".")[0] + ".py") in recorded: recorded.add(os.path.join(cache, name))
    return sum(os.lstat(path).st_size for path in recorded)

json.dump({
    "environment": environment,
    "distributions": {name: [one.version, size(one), sorted(closure(name, set()))] for name, one in found.items()},
}, sys.stdout)
`;

describe("the environment of the tests", () => {
  it("is what Python says of it: versions, bytes and closures", () => {
    const python = process.env.UNPICK_TEST_PYTHON!;
    // Python must not compile anything while it looks.
    const output = execFileSync(python, ["-B", "-c", ASK_PYTHON], { encoding: "utf8" });
    const said: {
      environment: MarkerEnvironment;
      distributions: Record<string, [version: string, bytes: number, closure: string[]]>;
    } = JSON.parse(output);
    const folder = dirname(dirname(python));
    const { graph } = readEnvironment(folderReader(folder), folder, said.environment)!;
    const read = [...graph.distributions.values()].map(({ name, version, installed }) => [
      name,
      [version, installed, [...closureOf(graph, [{ name, extras: [] }]).reached.keys()]],
    ]);
    expect(Object.fromEntries(read)).toEqual(said.distributions);
    expect(read.length).toBeGreaterThan(10);
  });
});
