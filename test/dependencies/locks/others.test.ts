import { describe, expect, it } from "vitest";
import { lockRank, readLock } from "../../../src/dependencies/locks/read.js";
import { installs, onPython, target } from "./support.js";

const root = (name: string, ...extras: string[]) => [{ name, extras }];

describe("pdm.lock", () => {
  const text = `
[metadata]
groups = ["default"]
strategy = ["inherit_metadata"]
lock_version = "4.5.0"

[[package]]
name = "colorama"
version = "0.4.6"
groups = ["default"]
marker = "sys_platform == \\"win32\\""
[[package]]
name = "httptools"
version = "0.6.4"
requires_python = ">=3.8.0"
groups = ["default"]
files = [{file = "httptools-0.6.4-cp311-cp311-manylinux_2_17_x86_64.whl", hash = "sha256:aa"}]
[[package]]
name = "uvicorn"
version = "0.35.0"
requires_python = ">=3.9"
groups = ["default"]
dependencies = ["click>=7.0", "typing-extensions>=4.0; python_version < \\"3.11\\"", "??"]
[[package]]
name = "uvicorn"
version = "0.35.0"
extras = ["standard"]
requires_python = ">=3.9"
groups = ["default"]
dependencies = ["colorama>=0.4; sys_platform == \\"win32\\"", "httptools>=0.6.3", "uvicorn==0.35.0"]
[[package]]
name = "click"
version = "8.2.0"
groups = ["default"]
`;
  const lock = readLock("pdm.lock", text, target)!;

  it("tells versions and requirements; what extras add stands in entries of their own", () => {
    expect(installs(lock, root("uvicorn"))).toEqual(["click==8.2.0 (?)", "uvicorn==0.35.0 (?)"]);
    expect(installs(lock, root("uvicorn", "standard"))).toEqual([
      "click==8.2.0 (?)",
      "httptools==0.6.4 (?)",
      "uvicorn==0.35.0 (?)",
    ]);
    expect(lock.notes).toEqual([{ kind: "requirement not understood", name: "uvicorn", text: "??" }]);
  });

  it("takes the newest version with a wheel for the target where the file does not decide", () => {
    const versions = ["2.2.6-cp310-cp310", "2.2.6-cp311-cp311", "2.3.5-cp311-cp311"].map((one) => one.split("-"));
    const files = (version: string) =>
      versions
        .filter(([of]) => of === version)
        .map(
          ([, ...tags]) =>
            `{file = "numpy-${version}-${tags.join("-")}-manylinux_2_17_x86_64.whl", hash = "sha256:aa"}`,
        );
    const both = ["2.2.6", "2.3.5"].map(
      (version) => `[[package]]\nname = "numpy"\nversion = "${version}"\nfiles = [${files(version).join(", ")}]\n`,
    );
    const notes = [{ kind: "several versions", name: "numpy", versions: ["2.2.6", "2.3.5"] }];
    const chosen = (of: typeof target) => readLock("pdm.lock", both.join("\n"), of)!;
    expect(installs(chosen(target), root("numpy"))).toEqual(["numpy==2.3.5 (?)"]);
    expect(installs(chosen(onPython(3, 10)), root("numpy"))).toEqual(["numpy==2.2.6 (?)"]);
    expect([chosen(target).notes, chosen(onPython(3, 10)).notes]).toEqual([notes, notes]);
  });

  it("leaves out what is for another platform", () => expect(lock.graph.distributions.has("colorama")).toBe(false));
});

describe("pylock.toml", () => {
  const text = `
lock-version = "1.0"
created-by = "pip"
[[packages]]
name = "flask"
version = "3.1.0"
requires-python = ">=3.9"
dependencies = [{name = "Werkzeug"}]
wheels = [{name = "flask-3.1.0-py3-none-any.whl", url = "https://files.example.org/flask-3.1.0-py3-none-any.whl", size = 102979}]
[[packages]]
name = "werkzeug"
version = "3.1.3"
wheels = [{url = "https://files.example.org/werkzeug-3.1.3-py3-none-any.whl#sha256=aa", size = 224498}]
[[packages]]
name = "pytest"
version = "8.3.3"
marker = "'dev' in dependency_groups"
sdist = {url = "https://files.example.org/pytest-8.3.3.tar.gz", size = 1442487}
[[packages]]
name = "psycopg"
version = "3.2.3"
marker = "'postgres' in extras and sys_platform != 'win32'"
[[packages]]
name = "pywin32"
version = "308"
marker = "sys_platform == 'win32'"
[[packages]]
name = "shop"
directory = {path = ".", editable = true}
`;
  const names = (lock: ReturnType<typeof readLock>) => [...lock!.graph.distributions.keys()];

  it("tells versions, bytes and requirements of what its markers install", () => {
    const lock = readLock("pylock.toml", text, target)!;
    expect(names(lock)).toEqual(["flask", "shop", "werkzeug"]);
    expect(installs(lock, root("flask"))).toEqual(["flask==3.1.0 (102979)", "werkzeug==3.1.3 (224498)"]);
    expect(installs(lock, root("shop"))).toEqual(["shop== (0)"]);
    expect(lock.graph.requirementsUnknown).toBeUndefined();
  });

  it("installs what extras and groups ask for", () => {
    const lock = readLock("pylock.dev.toml", text, { ...target, extras: ["postgres"], groups: ["dev"] });
    expect(names(lock)).toEqual(["flask", "psycopg", "pytest", "shop", "werkzeug"]);
    expect(installs(lock!, root("pytest"))).toEqual(["pytest==8.3.3 (1442487)"]);
  });

  it("says so if it does not tell what needs what", () => {
    const without = text.replace(/^dependencies.*\n/m, "");
    expect(readLock("pylock.toml", without, target)!.graph.requirementsUnknown).toBe(true);
  });
});

describe("Pipfile.lock", () => {
  const text = JSON.stringify({
    _meta: { "pipfile-spec": 6 },
    default: {
      celery: { extras: ["redis"], index: "pypi", version: "==5.4.0" },
      colorama: { markers: "sys_platform == 'win32'", version: "==0.4.6" },
      kombu: { markers: "python_version >= '3.8'", version: "==5.4.2" },
    },
    develop: { pytest: { index: "pypi", version: "==8.3.3" }, kombu: { version: "==5.4.2" } },
  });
  const lock = readLock("app/Pipfile.lock", text, target)!;

  it("tells versions and what was asked for, and says that it tells no requirements", () => {
    expect([...lock.graph.distributions.values()].map(({ name, version }) => `${name} ${version}`)).toEqual([
      "celery 5.4.0",
      "kombu 5.4.2",
      "pytest 8.3.3",
    ]);
    expect(lock.roots.map(({ name, extras, group }) => [name, extras, group])).toEqual([
      ["celery", ["redis"], null],
      ["pytest", [], "dev"],
    ]);
    expect(lock.graph.requirementsUnknown).toBe(true);
  });
});

describe("a list with reasons", () => {
  const text = `#
# This file is autogenerated by pip-compile with Python 3.11
#
--index-url https://pypi.example.org/simple

async-timeout==5.0.1 ; python_full_version < "3.11.3"
    # via redis
celery[redis]==5.4.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
    # via -r requirements.in
click==8.2.0
    # via
    #   -c constraints.txt
    #   celery
    #   flask
    #   # A note of somebody.
flask==3.1.0              # via -r requirements.in, shop (pyproject.toml)
kombu[redis]==5.4.2
    # via celery
redis==5.2.1
    # via kombu
search @ https://example.org/search-1.0.zip#sha256=ac
    # via celery

# A person's remark
pip==24.0
`;

  it("tells the requirements that its comments give, and what was asked for", () => {
    const lock = readLock("requirements.txt", text, target)!;
    expect(lock.roots).toEqual([
      { name: "celery", extras: ["redis"], project: "", extra: null, group: null },
      { name: "flask", extras: [], project: "", extra: null, group: null },
      // Nothing else is said to need it.
      { name: "pip", extras: [], project: "", extra: null, group: null },
    ]);
    expect(installs(lock)).toEqual([
      "celery==5.4.0 (?)",
      "click==8.2.0 (?)",
      "flask==3.1.0 (?)",
      "kombu==5.4.2 (?)",
      "pip==24.0 (?)",
      "redis==5.2.1 (?)",
      "search== (?)",
    ]);
    expect([...lock.graph.distributions.keys()]).toEqual([
      "celery",
      "click",
      "flask",
      "kombu",
      "pip",
      "redis",
      "search",
    ]);
    expect(lock.notes).toEqual([]);
  });

  it("holds what is only for another Python there", () => {
    expect(installs(readLock("requirements.txt", text, onPython(3, 10))!)).toContain("async-timeout==5.0.1 (?)");
  });

  it.each([
    ["no reasons", "flask==3.1.0  # the web\nclick==8.2.0\n"],
    ["nothing", ""],
  ])("is no lock with %s", (_name, plain) => expect(readLock("requirements.txt", plain, target)).toBeUndefined());
});

describe("the name of a lock file", () => {
  it("says how it is read, and which of several tells more", () => {
    expect(["uv.lock", "a/poetry.lock", "pylock.prod.toml", "requirements/prod.txt"].map(lockRank)).toEqual([
      0, 1, 3, 5,
    ]);
    expect(["package-lock.json", "pyproject.toml", "Cargo.lock", "my-uv.lock"].map(lockRank)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(readLock("Cargo.lock", "", target)).toBeUndefined();
  });
});
