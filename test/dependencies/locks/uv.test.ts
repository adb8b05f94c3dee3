import { describe, expect, it } from "vitest";
import { closureOf } from "../../../src/dependencies/closure.js";
import { readUvLock } from "../../../src/dependencies/locks/uv.js";
import { installs, onPython, target } from "./support.js";

const FILES = "https://files.example.org/packages";

/** A lock of a shop that serves pages with uvicorn, as uv writes it. */
const SHOP = `version = 1
revision = 3
requires-python = ">=3.10"
resolution-markers = ["python_full_version >= '3.11'", "python_full_version < '3.11'"]

[[package]]
name = "click"
version = "8.2.0"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "colorama", marker = "sys_platform == 'win32'" }]
sdist = { url = "${FILES}/click-8.2.0.tar.gz", hash = "sha256:aa", size = 235857 }
wheels = [{ url = "${FILES}/click-8.2.0-py3-none-any.whl", hash = "sha256:ab", size = 102156 }]

[[package]]
name = "colorama"
version = "0.4.6"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "${FILES}/colorama-0.4.6-py2.py3-none-any.whl", hash = "sha256:ac", size = 25335 }]

[[package]]
name = "numpy"
version = "2.2.6"
source = { registry = "https://pypi.org/simple" }
resolution-markers = ["python_full_version < '3.11'"]
wheels = [
    { url = "${FILES}/numpy-2.2.6-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", size = 16800000 },
    { url = "${FILES}/numpy-2.2.6-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", size = 16800001 },
]

[[package]]
name = "numpy"
version = "2.3.1"
source = { registry = "https://pypi.org/simple" }
resolution-markers = ["python_full_version >= '3.11'"]
wheels = [
    { url = "${FILES}/numpy-2.3.1-cp311-cp311-macosx_11_0_arm64.whl", size = 14000000 },
    { url = "${FILES}/numpy-2.3.1-cp311-cp311-manylinux_2_28_x86_64.whl", size = 16900000 },
    { url = "${FILES}/numpy-2.3.1-cp311-cp311-musllinux_1_2_x86_64.whl", size = 18300000 },
]

[[package]]
name = "pytest"
version = "8.3.3"
source = { registry = "https://pypi.org/simple" }
wheels = [{ url = "${FILES}/pytest-8.3.3-py3-none-any.whl", size = 342341 }]

[[package]]
name = "legacy-tool"
version = "1.0"
source = { registry = "https://pypi.org/simple" }
sdist = { url = "${FILES}/legacy-tool-1.0.tar.gz", size = 777 }

[[package]]
name = "shop"
version = "0.1.0"
source = { editable = "." }
dependencies = [
    { name = "numpy", version = "2.2.6", source = { registry = "https://pypi.org/simple" }, marker = "python_full_version < '3.11'" },
    { name = "numpy", version = "2.3.1", source = { registry = "https://pypi.org/simple" }, marker = "python_full_version >= '3.11'" },
    { name = "uvicorn", extra = ["standard"] },
    { name = "colorama", marker = "sys_platform == 'win32'" },
]

[package.optional-dependencies]
export = [{ name = "legacy-tool" }]

[package.dev-dependencies]
dev = [{ name = "pytest" }]

[package.metadata]
requires-dist = [{ name = "numpy", specifier = ">=2" }, { name = "uvicorn", extras = ["standard"], specifier = ">=0.30" }]

[[package]]
name = "uvicorn"
version = "0.35.0"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "click" }]
wheels = [{ url = "${FILES}/uvicorn-0.35.0-py3-none-any.whl", size = 66406 }]

[package.optional-dependencies]
standard = [
    { name = "uvloop", marker = "platform_python_implementation != 'PyPy' and sys_platform != 'win32'" },
]

[[package]]
name = "uvloop"
version = "0.21.0"
source = { registry = "https://pypi.org/simple" }
wheels = [
    { url = "${FILES}/uvloop-0.21.0-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", size = 3809000 },
    { url = "${FILES}/uvloop-0.21.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", size = 4044000 },
]
`;

describe("uv.lock", () => {
  const lock = readUvLock(SHOP, "uv.lock", target);

  it("tells what the project asks for, always, for an extra and for a group", () => {
    expect(lock.roots).toEqual([
      { name: "numpy", extras: [], project: "shop", extra: null, group: null },
      { name: "uvicorn", extras: ["standard"], project: "shop", extra: null, group: null },
      { name: "legacy-tool", extras: [], project: "shop", extra: "export", group: null },
      { name: "pytest", extras: [], project: "shop", extra: null, group: "dev" },
    ]);
  });

  it("gives the versions and wheels of the target, with their bytes", () => {
    const always = lock.roots.filter(({ extra, group }) => extra === null && group === null);
    expect(installs(lock, always)).toEqual([
      "click==8.2.0 (102156)",
      "numpy==2.3.1 (16900000)",
      "uvicorn==0.35.0 (66406)",
      "uvloop==0.21.0 (4044000)",
    ]);
    expect(lock.notes).toEqual([]);
    expect(lock.graph.distributions.get("numpy")!.wheels).toHaveLength(3);
  });

  it("gives other versions and wheels for another Python", () => {
    const older = readUvLock(SHOP, "uv.lock", onPython(3, 10));
    expect(installs(older, older.roots.slice(0, 2))).toContain("numpy==2.2.6 (16800000)");
    const newer = readUvLock(SHOP, "uv.lock", onPython(3, 12));
    expect(newer.notes).toEqual([
      { kind: "no wheel for the target", name: "numpy" },
      { kind: "no wheel for the target", name: "uvloop" },
    ]);
    expect(installs(newer)).toContain("uvloop==0.21.0 (?)");
  });

  it("counts sources where there are no wheels, and nothing for the project itself", () => {
    expect(installs(lock, [{ name: "legacy-tool", extras: [] }])).toEqual(["legacy-tool==1.0 (777)"]);
    expect(installs(lock, [{ name: "shop", extras: [] }])).toContain("shop==0.1.0 (0)");
  });

  it("does not give an extra to who does not ask for it", () => {
    const plain = closureOf(lock.graph, [{ name: "uvicorn", extras: [] }]);
    expect([...plain.reached.keys()]).toEqual(["click", "uvicorn"]);
    expect(plain.missing).toEqual([]);
  });

  describe("with extras and groups that exclude each other", () => {
    const text = `
conflicts = [[
    { package = "chat-app", extra = "cpu" },
    { package = "chat-app", extra = "cuda" },
]]
[[package]]
name = "chat-app"
version = "1.0"
source = { virtual = "." }
dependencies = [{ name = "embedder" }]
[package.optional-dependencies]
cpu = [{ name = "torch", version = "2.7.1+cpu" }]
cuda = [{ name = "torch", version = "2.7.1" }]
[package.dev-dependencies]
lint = [{ name = "click", version = "8.1.8" }]
[[package]]
name = "click"
version = "8.1.8"
[[package]]
name = "click"
version = "8.2.0"
[[package]]
name = "embedder"
version = "5.0"
dependencies = [
    { name = "click", version = "8.1.8", marker = "extra == 'group-8-chat-app-lint'" },
    { name = "click", version = "8.2.0", marker = "extra != 'group-8-chat-app-lint'" },
    { name = "torch", version = "2.7.1", marker = "extra == 'extra-8-chat-app-cuda' or extra != 'extra-8-chat-app-cpu'" },
    { name = "torch", version = "2.7.1+cpu", marker = "extra == 'extra-8-chat-app-cpu'" },
]
[[package]]
name = "torch"
version = "2.7.1"
dependencies = [{ name = "triton", marker = "platform_machine == 'x86_64'" }]
[[package]]
name = "torch"
version = "2.7.1+cpu"
[[package]]
name = "triton"
version = "3.3.1"
`;
    const always = [{ name: "chat-app", extras: [] }];

    it.each([
      ["neither", [], [], ["click==8.2.0 (?)", "embedder==5.0 (?)", "torch==2.7.1 (?)", "triton==3.3.1 (?)"]],
      ["one extra", ["cpu"], [], ["click==8.2.0 (?)", "embedder==5.0 (?)", "torch==2.7.1+cpu (?)"]],
      ["the other", ["cuda"], [], ["click==8.2.0 (?)", "embedder==5.0 (?)", "torch==2.7.1 (?)", "triton==3.3.1 (?)"]],
      ["a group", ["cpu"], ["lint"], ["click==8.1.8 (?)", "embedder==5.0 (?)", "torch==2.7.1+cpu (?)"]],
    ])("installs what %s asks for", (_name, extras, groups, expected) => {
      const lock = readUvLock(text, "uv.lock", { ...target, extras, groups });
      expect(installs(lock, always)).toEqual(["chat-app==1.0 (0)", ...expected]);
      expect(lock.notes).toEqual([]);
    });
  });

  it("tells what it cannot decide or read", () => {
    const text = `
[[package]]
name = "tool"
version = "1.0"
[[package]]
name = "tool"
version = "2.0"
[[package]]
name = "nameless"
[[package]]
name = "odd"
version = "1"
dependencies = [{ name = "tool", marker = "python_version <" }]
`;
    const odd = readUvLock(text, "uv.lock", target);
    expect(odd.notes).toEqual([
      { kind: "entry without a name or version", index: 2 },
      { kind: "marker not understood", name: "odd", text: "python_version <" },
      { kind: "several versions", name: "tool", versions: ["1.0", "2.0"] },
    ]);
    // What is not understood holds, so nothing is left out for it.
    expect(installs(odd, [{ name: "odd", extras: [] }])).toEqual(["odd==1 (?)", "tool==2.0 (?)"]);
  });
});
