import { expect, test } from "vitest";
import type { Inventory } from "../../src/engine/model.js";
import { findNamed } from "../../src/engine/named-packages.js";

/** What one file names of some packages, as `name:line`. */
function named(path: string, text: string): string[] {
  const inventory = { read: () => ({ text }) } as unknown as Inventory;
  const names = new Set(["redis", "celery", "pymysql", "lxml", "black", "requests", "rq"]);
  const found = findNamed(names, inventory, [{ path, isCode: path.endsWith(".py") }]);
  return [...found].map(([name, { line }]) => `${name}:${line}`).sort();
}

test.each([
  [
    "a string that is a whole name",
    "a.py",
    'parse(page, "lxml")\nurl = "mysql+pymysql://x"\n',
    ["lxml:1", "pymysql:2"],
  ],
  ["a value of a table", "a.py", 'X = {"broker": "redis"}\n', ["redis:1"]],
  ["commands and values of settings", "a.yml", "broker: redis\nrun: celery worker\n", ["celery:2", "redis:1"]],
  ["what follows a name", "a.yml", "- name: test\n  run: black .\n", ["black:2"]],
])("%s", (_, path, text, expected) => expect(named(path, text)).toEqual(expected));

test.each([
  ["docstrings and comments", "a.py", '"""redis"""\n# "redis"\n'],
  ["keys", "a.py", 'X = {"redis": 1}\ny = row["requests"]\nz = row.get("celery")\n'],
  ["loggers", "a.py", 'logging.getLogger("celery").setLevel(1)\n'],
  ["what is compared", "a.py", 'if "redis" in names or "celery" == kind or kind == "rq":\n    pass\n'],
  ["words of sentences", "a.py", 'say("redis is not used")\nsay("needs \'redis\'")\n'],
  [
    "services, images and what waits for them",
    "compose.yml",
    "services:\n  web:\n    image: redis\n    depends_on:\n      - redis\n    links:\n    - celery\n",
  ],
  ["hooks with environments of their own", ".pre-commit-config.yaml", "hooks:\n  - id: black\n    entry: black\n"],
  ["names of steps", ".github/workflows/ci.yml", "- name: black\n"],
])("not %s", (_, path, text) => expect(named(path, text)).toEqual([]));
