import { describe, expect, it } from "vitest";
import { type InstalledEnvironment, readEnvironment } from "../../../src/dependencies/environment/installed.js";
import { markersOf } from "../../../src/dependencies/target.js";
import { DEBIAN_12 } from "../../../src/dependencies/wheels/platform.js";
import { distInfo, type MemoryFile, memoryFolder } from "./memory.js";

const SITE = "lib/python3.12/site-packages";

function installed(files: Record<string, MemoryFile>): InstalledEnvironment {
  return readEnvironment(memoryFolder(files), "venv", markersOf(DEBIAN_12))!;
}

/** Bytes of the files that describe a distribution, which are counted with it. */
function overhead(files: Record<string, MemoryFile>): number {
  return Object.entries(files)
    .filter(([path]) => path.includes(".dist-info/"))
    .reduce((sum, [, file]) => sum + Buffer.byteLength(file as string), 0);
}

describe("an installed environment", () => {
  it("tells names, versions, requirements, modules, commands, and what was asked for", () => {
    const { graph, python, installers, notes } = installed({
      "pyvenv.cfg": "home = /usr/bin\nversion = 3.12.4\n",
      ...distInfo(
        SITE,
        "Flask-Login",
        "0.6.3",
        { "flask_login/__init__.py": { bytes: 10 } },
        {
          metadata: [
            "Requires-Python: >=3.7",
            "Requires-Dist: Flask>=1.0.4",
            'Requires-Dist: redis[hiredis]<6 ; (python_version < "3.13")',
            '        and extra == "sessions"',
            "Provides-Extra: sessions",
            "",
            "Requires-Dist: not-a-field",
          ].join("\n"),
          info: {
            REQUESTED: "",
            "entry_points.txt":
              "[console_scripts]\nlogin-admin = flask_login.cli:main\n# off = x:y\n[flask.commands]\nlogin = flask_login.cli:login\n",
          },
        },
      ),
    });
    expect(python).toBe("3.12.4");
    expect(graph.environment).toMatchObject({ python_version: "3.12", python_full_version: "3.12.4" });
    const login = graph.distributions.get("flask-login")!;
    expect(login).toMatchObject({
      version: "0.6.3",
      requiresPython: ">=3.7",
      requested: true,
      modules: ["flask_login"],
      commands: ["login-admin"],
      download: null,
    });
    expect(login.requires.map(({ name, extras, specifier }) => [name, extras, specifier])).toEqual([
      ["flask", [], ">=1.0.4"],
      ["redis", ["hiredis"], "<6"],
    ]);
    expect(login.requires[1]!.marker).toBeDefined();
    expect(installers.get("flask-login")).toBe("pip");
    expect(notes).toEqual([]);
  });

  it("counts recorded files wherever they are, and what Python compiled later", () => {
    const files = {
      ...distInfo(SITE, "gunicorn", "23.0.0", {
        "gunicorn/__init__.py": { bytes: 100 },
        "gunicorn/app/base.py": { bytes: 200 },
        "gunicorn/app/__pycache__/base.cpython-312.pyc": { bytes: 30 },
        "gunicorn/a,b.txt": { bytes: 7 },
        "../../../bin/gunicorn": { bytes: 1000 },
        "../../../share/man/gunicorn.1": { bytes: 2000 },
      }),
      // Not recorded: of a source that is, of another Python, and of a source that nobody recorded.
      [`${SITE}/gunicorn/__pycache__/__init__.cpython-312.pyc`]: { bytes: 40 },
      [`${SITE}/gunicorn/__pycache__/__init__.cpython-311.opt-1.pyc`]: { bytes: 50 },
      [`${SITE}/gunicorn/__pycache__/mine.cpython-312.pyc`]: { bytes: 60_000 },
      [`${SITE}/gunicorn/notes.txt`]: { bytes: 70_000 },
    };
    const { graph, notes } = installed(files);
    expect(graph.distributions.get("gunicorn")!.installed).toBe(3427 + overhead(files));
    expect(notes).toEqual([]);
  });

  it("measures a folder that several share by what each records", () => {
    const cublas = distInfo(SITE, "nvidia-cublas-cu12", "12.6", {
      "nvidia/__init__.py": { bytes: 5 },
      "nvidia/cublas/lib/libcublas.so.12": { bytes: 4000 },
      "nvidia/cublas/__init__.py": { bytes: 1 },
    });
    const cudnn = distInfo(SITE, "nvidia-cudnn-cu12", "9.5", {
      "nvidia/__init__.py": { bytes: 5 },
      "nvidia/cudnn/lib/libcudnn.so.9": { bytes: 6000 },
      "nvidia/cudnn/__init__.py": { bytes: 1 },
    });
    const { graph, notes } = installed({ ...cudnn, ...cublas });
    expect(graph.distributions.get("nvidia-cublas-cu12")!.installed).toBe(4006 + overhead(cublas));
    expect(graph.distributions.get("nvidia-cudnn-cu12")!.installed).toBe(6001 + overhead(cudnn));
    expect(notes).toEqual([
      { kind: "claimed twice", name: "nvidia-cublas-cu12", by: "nvidia-cudnn-cu12", files: 1, bytes: 5 },
    ]);
  });

  it("tells contents with further names, and counts them in full", () => {
    const files = distInfo(SITE, "numpy", "2.3.1", {
      "numpy/core.so": { bytes: 500, links: 2 },
      "numpy/__init__.py": { bytes: 20 },
    });
    const { graph, notes } = installed(files);
    expect(graph.distributions.get("numpy")!.installed).toBe(520 + overhead(files));
    expect(notes).toEqual([{ kind: "hard links", files: 1, bytes: 500 }]);
  });

  it("leaves what a broken removal left behind alone, and tells it", () => {
    const stale = Object.entries(distInfo(SITE, "torch", "2.7.1")).map(([path, file]) => [
      path.replace("torch-", "~orch-"),
      file,
    ]);
    const { graph, notes } = installed({
      ...distInfo(SITE, "six", "1.16.0", { "six.py": { bytes: 1 } }),
      ...Object.fromEntries(stale),
      [`${SITE}/~orch/lib/libtorch.so`]: { bytes: 900_000 },
    });
    expect([...graph.distributions.keys()]).toEqual(["six"]);
    expect(notes).toEqual([
      { kind: "stale folder", path: `${SITE}/~orch-2.7.1.dist-info` },
      { kind: "stale folder", path: `${SITE}/~orch` },
    ]);
  });

  it("takes the newest of several versions, and tells the others", () => {
    const { graph, notes } = installed({
      ...distInfo(SITE, "requests", "2.9.2", { "requests/__init__.py": { bytes: 1 } }),
      ...distInfo(SITE, "requests", "2.32.3", { "requests/__init__.py": { bytes: 1 } }),
    });
    expect(graph.distributions.get("requests")!.version).toBe("2.32.3");
    expect(notes).toEqual([{ kind: "several versions", name: "requests", chosen: "2.32.3", others: ["2.9.2"] }]);
  });

  it("takes the one with a record where a version is described twice", () => {
    const { graph, notes } = installed({
      ...distInfo(SITE, "six", "1.16.0", { "six.py": { bytes: 5 } }),
      [`${SITE}/six-1.16.0.egg-info`]: "Name: six\nVersion: 1.16.0\n",
    });
    expect(graph.distributions.get("six")!.modules).toEqual(["six"]);
    expect(graph.distributions.get("six")!.installed).toBeGreaterThan(5);
    expect(notes).toEqual([]);
  });

  it("knows no size of sources that are installed in place", () => {
    const files = distInfo(
      SITE,
      "shop",
      "0.1",
      { "__editable___shop.pth": { bytes: 30 } },
      {
        info: {
          "direct_url.json": '{"dir_info": {"editable": true}, "url": "file:///srv/shop"}',
          "top_level.txt": "shop\n",
        },
      },
    );
    const { graph, notes } = installed(files);
    // What stands in the environment itself is counted.
    expect(graph.distributions.get("shop")).toMatchObject({ installed: 30 + overhead(files), modules: ["shop"] });
    expect(notes).toEqual([{ kind: "editable", name: "shop", location: "file:///srv/shop" }]);
  });

  it("is not misled by a direct reference that is not editable, or not readable", () => {
    const { notes } = installed({
      ...distInfo(SITE, "tool", "1", {}, { info: { "direct_url.json": '{"url": "https://example.org/t.whl"}' } }),
      ...distInfo(SITE, "other", "1", {}, { info: { "direct_url.json": "{" } }),
    });
    expect(notes).toEqual([]);
  });

  it("gives no size where no files are recorded: .egg-info, and records that are gone", () => {
    const bare = distInfo(SITE, "bare", "1.0", { "bare.py": { bytes: 4 } });
    delete bare[`${SITE}/bare-1.0.dist-info/RECORD`];
    const { graph, notes } = installed({
      ...bare,
      [`${SITE}/old-1.2-py3.12.egg-info/PKG-INFO`]: "Name: Old\nVersion: 1.2\n\n",
      [`${SITE}/old-1.2-py3.12.egg-info/top_level.txt`]: "old\n_old\n",
      [`${SITE}/old-1.2-py3.12.egg-info/requires.txt`]:
        'six>=1.5\n\n[socks]\npysocks\n\n[:python_version < "3.8"]\ntyping\n',
      [`${SITE}/single-2.0.egg-info`]: "Name: single\nVersion: 2.0\n",
      [`${SITE}/linked.egg-link`]: "/srv/linked\n.\n",
    });
    expect([...graph.distributions].map(([name, { installed: bytes }]) => [name, bytes])).toEqual([
      ["bare", null],
      ["old", null],
      ["single", null],
    ]);
    const old = graph.distributions.get("old")!;
    expect(old.modules).toEqual(["old", "_old"]);
    expect(old.requires.map(({ name, specifier, marker }) => [name, specifier, marker !== undefined])).toEqual([
      ["six", ">=1.5", false],
      ["pysocks", "", true],
      ["typing", "", true],
    ]);
    expect(notes).toEqual([
      { kind: "editable", name: "linked", location: "/srv/linked" },
      { kind: "no record", name: "bare", path: `${SITE}/bare-1.0.dist-info` },
      { kind: "no record", name: "old", path: `${SITE}/old-1.2-py3.12.egg-info` },
      { kind: "no record", name: "single", path: `${SITE}/single-2.0.egg-info` },
    ]);
  });

  it("tells recorded files that are gone or outside, and what it cannot read", () => {
    const files = distInfo(
      SITE,
      "tool",
      "1.0",
      { "tool.py": { bytes: 9 }, "gone.py": { bytes: 9 } },
      {
        metadata: "Requires-Dist: ???\n",
      },
    );
    delete files[`${SITE}/gone.py`];
    files[`${SITE}/tool-1.0.dist-info/RECORD`] += "/etc/tool.conf,,\n../../../../../elsewhere,,\n";
    const { graph, notes } = installed({ ...files, [`${SITE}/half-1.0.dist-info/METADATA`]: "Name: half\n" });
    expect([...graph.distributions.keys()]).toEqual(["tool"]);
    expect(notes).toEqual([
      { kind: "requirement not understood", name: "tool", text: "???" },
      { kind: "not readable", path: `${SITE}/half-1.0.dist-info` },
      { kind: "files missing", name: "tool", files: 1 },
      { kind: "files outside", name: "tool", files: 2 },
    ]);
  });

  it.each([
    ["Windows", "Lib/site-packages", undefined],
    ["a system", "lib/python3/dist-packages", undefined],
    ["lib64", "lib64/python3.9/site-packages", "3.9"],
  ])("is found on %s", (_name, site, python) => {
    const files = distInfo(site, "six", "1.16.0", { "six.py": { bytes: 1 } });
    const found = installed(files);
    expect([...found.graph.distributions.keys()]).toEqual(["six"]);
    expect(found.python).toBe(python);
    expect(found.graph.environment.python_version).toBe(python ?? "3.11");
  });

  it("reads the version as uv writes it", () => {
    const files = distInfo(SITE, "six", "1.16.0");
    expect(
      installed({ ...files, "pyvenv.cfg": "implementation = CPython\nversion_info = 3.12.9\nuv = 0.8.4\n" }).python,
    ).toBe("3.12.9");
  });

  it("is none where there is no folder of packages", () => {
    expect(readEnvironment(memoryFolder({ "lib/shop.py": "" }), "lib", markersOf(DEBIAN_12))).toBeUndefined();
  });
});
