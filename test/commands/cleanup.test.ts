import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { materialise } from "../../scripts/fixture.mjs";
import { checkoutState, git, makeFolder, makeRepository, removeFolders, run, writeFiles } from "./support.js";

afterAll(removeFolders);

const DATABASE = Buffer.from("SQLite format 3\0first", "latin1");
const FILES = {
  ".gitignore": "venv/\n",
  "app.py": 'print("started")\n',
  "app copy.py": "import ollama\n",
  "app.log": "Using ollama\n",
  "users.db": DATABASE,
  "__pycache__/app.cpython-312.pyc": Buffer.from([0xa7, 0x0d, 0x0d, 0x0a, 0, 1, 2]),
};
/** Without a target: nothing has to be mentioned. */
const APPLY = ["apply", "--cleanup"];
const BRANCH = "unpick/cleanup";

let folder: string;

const names = (ref: string) => git(folder, "ls-tree", "-r", "--name-only", ref).split("\n");
const switchTo = (branch: string): string => {
  try {
    git(folder, "switch", "--quiet", branch);
    return "";
  } catch (error) {
    return String((error as { stderr?: unknown }).stderr);
  }
};

describe("clean-ups of a repository without a target", () => {
  beforeEach(() => {
    folder = makeRepository(FILES);
  });

  it("become steps of their own, and the checkout stays as it is", async () => {
    const before = checkoutState(folder);
    const { output, error, notes } = await run(folder, APPLY);
    expect(error).toBe("");
    expect(output).toContain("gitignore: mend ignore files");
    expect(output).toContain("junk: delete archives");
    expect(notes.join("\n")).toMatch(/git switch .*git merge .*git pull .*app\.log/);
    expect(checkoutState(folder)).toBe(before);
    expect(names(BRANCH)).toEqual([".gitignore", "app.py", "users.db"]);
    expect(git(folder, "show", `${BRANCH}:.gitignore`)).toBe("venv/\n__pycache__/\n*.py[cod]\n*.log\n*.db");
    expect(git(folder, "log", "-1", "--format=%B", `${BRANCH}~1`)).toContain(".gitignore:2 *.db rewritten: missing");
  });

  it("are drawn, verified, taken back and put back like any step", async () => {
    await run(folder, APPLY);
    expect((await run(folder, ["show", "junk"])).output).toContain("app copy.py");
    expect((await run(folder, ["verify", "--branch", BRANCH])).exitCode).toBe(0);
    expect((await run(folder, ["status", "--branch", BRANCH])).output).toContain("junk");
    expect((await run(folder, ["why", "app.log:1"])).output).toContain("removed by gitignore");
    const tree = git(folder, "rev-parse", `${BRANCH}^{tree}`);
    await run(folder, ["revert", "junk", "--branch", BRANCH, "--yes"]);
    expect(names(BRANCH)).toContain("app copy.py");
    await run(folder, [...APPLY, "--skip", "junk", "--branch", "other"]);
    expect(git(folder, "rev-parse", `${BRANCH}^{tree}`)).toBe(git(folder, "rev-parse", "other^{tree}"));
    await run(folder, ["restore", "junk", "--branch", BRANCH, "--yes"]);
    expect(git(folder, "rev-parse", `${BRANCH}^{tree}`)).toBe(tree);
  });

  it("give a patch that git takes, binary files too", async () => {
    const { output } = await run(folder, ["plan", "--cleanup", "--format", "patch"]);
    const file = join(makeFolder(), "cleanup.patch");
    writeFileSync(file, output);
    git(folder, "apply", "--check", file);
  });

  it("leave untracked files in place when written in place", async () => {
    const { error, notes } = await run(folder, [...APPLY, "--in-place", "--yes"]);
    expect(error).toBe("");
    expect(existsSync(join(folder, "app.log"))).toBe(true);
    expect(existsSync(join(folder, "app copy.py"))).toBe(false);
    expect(notes.join("\n")).toContain("git rm --cached");
  });

  it("lose nothing of a database that stays tracked, when it is written on the branch", async () => {
    await run(folder, APPLY);
    expect(switchTo(BRANCH)).toBe("");
    writeFileSync(join(folder, "users.db"), "second");
    expect(switchTo("main")).toBe("");
    expect(readFileSync(join(folder, "users.db"), "utf8")).toBe("second");
    expect(switchTo(BRANCH)).toBe("");
    expect(readFileSync(join(folder, "users.db"), "utf8")).toBe("second");
  });

  it("lose nothing of a database that leaves the tree, when it is written on the branch", async () => {
    writeFiles(folder, { "users.db": "local" });
    const { error } = await run(folder, [...APPLY, "--untrack-data"]);
    expect(error).toBe("");
    expect(names(BRANCH)).toEqual([".gitignore", "app.py"]);
    const copies = join(folder, ".git/unpick/data", readdirSync(join(folder, ".git/unpick/data"))[0]!);
    expect(readFileSync(join(copies, "users.db"), "utf8")).toBe("local");
    expect(readFileSync(join(copies, "SHA256SUMS"), "utf8")).toBe(
      `${createHash("sha256").update("local").digest("hex")}  users.db\n`,
    );
    // What was not committed makes git refuse.
    expect(switchTo(BRANCH)).toContain("users.db");
    expect(readFileSync(join(folder, "users.db"), "utf8")).toBe("local");
    git(folder, "checkout", "--quiet", "--", "users.db");
    expect(switchTo(BRANCH)).toBe("");
    expect(existsSync(join(folder, "users.db"))).toBe(false);
    writeFiles(folder, { "users.db": "made on the branch" });
    expect(switchTo("main")).toContain("users.db");
    expect(readFileSync(join(folder, "users.db"), "utf8")).toBe("made on the branch");
    rmSync(join(folder, "users.db"));
    expect(switchTo("main")).toBe("");
    expect(readFileSync(join(folder, "users.db"))).toEqual(DATABASE);
    expect((await run(folder, ["revert", "untrack-data", "--branch", BRANCH, "--yes"])).error).toBe("");
    expect(names(BRANCH)).toContain("users.db");
  });
});

it("ignores what the chatbot leaves behind, before and after its archive is gone", { timeout: 120_000 }, async () => {
  folder = makeFolder();
  await materialise("chatbot", folder);
  const { error } = await run(folder, ["apply", "ollama", "--successor", "openai", "--cleanup"]);
  expect(error).toBe("");
  const paths = "a/__pycache__/x a/x.pyc a/x.log x.db chroma_db/x uploads/x config/user_9/x backups/x archive/x".split(
    " ",
  );
  for (const commit of ["unpick/ollama~1", "unpick/ollama"]) {
    git(folder, "switch", "--quiet", "--detach", commit);
    expect(git(folder, "check-ignore", "--no-index", ...paths).split("\n")).toEqual(paths);
  }
  expect(names("unpick/ollama").filter((path) => /^(archive|backups)\/|\.(pyc|log)$/.test(path))).toEqual([]);
  expect(names("unpick/ollama")).toContain("users.db");
});
