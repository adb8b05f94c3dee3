import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inMemoryInventory } from "../../../src/repo/memory.js";
import junk from "../../../transforms/junk/index.js";

const actions = (files: Record<string, string>) =>
  new Map(junk.propose!(inMemoryInventory(files)).map((one) => [one.path, one.data ? "data" : one.action]));

const TREE = {
  "app.py": "print(1)\n",
  "app_old.py": "print(2)\n",
  "page.html": "<p>1</p>\n",
  "page copy.html": "<p>2</p>\n",
  "backups/20250101_0900/app.py": "print(3)\n",
  "archive/bot/run.py": "print(4)\n",
  "archive/bot/users.db": "data",
};
const JUNK = ["app_old.py", "page copy.html", "backups/20250101_0900/app.py", "archive/bot/run.py"];
/** A line that leads to each of them. */
const LINKS: Record<string, string> = {
  "app_old.py": "import app_old",
  "page copy.html": 'open("page copy.html")',
  "backups/20250101_0900/app.py": 'run("./backups/20250101_0900/app.py")',
  "archive/bot/run.py": "python archive/bot/run.py",
};

describe("junk", () => {
  it("goes exactly as far as nothing leads to it", () => {
    fc.assert(
      fc.property(fc.subarray(JUNK), (linked) => {
        const lines = linked.map((path) => LINKS[path]!);
        const found = actions({ ...TREE, "run.sh": `${lines.join("\n")}\n` });
        for (const path of JUNK) expect(found.get(path), path).toBe(linked.includes(path) ? "review" : "delete");
        expect(found.get("archive/bot/users.db")).toBe("data");
        for (const path of ["app.py", "page.html", "run.sh"]) expect(found.has(path)).toBe(false);
      }),
    );
  });

  it.each([
    ["a line that leaves it out", { "pyproject.toml": 'extend-exclude = ["archive/bot"]\n' }],
    ["an ignore file", { ".dockerignore": "archive/bot/\n" }],
    ["words of a document", { "README.md": "The old bot was in archive/bot.\n" }],
    ["a longer name", { "run.sh": "python archive/bottle/run.py\n" }],
  ])("is not held by %s", (_, files) => {
    expect(actions({ ...TREE, ...files }).get("archive/bot/run.py")).toBe("delete");
  });

  it.each([
    ["a module's path", { "run.py": "import archive.bot.run\n" }],
    ["parts of a path", { "run.py": 'os.path.join("archive", "bot", "run.py")\n' }],
    ["a document's link", { "README.md": "[the bot](archive/bot/run.py)\n" }],
    ["a backup that something leads to", { "app_old.py": 'run("archive/bot")\n', "run.py": "import app_old\n" }],
  ])("is held by %s", (_, files) => {
    expect(actions({ ...TREE, ...files }).get("archive/bot/run.py")).toBe("review");
  });
});
