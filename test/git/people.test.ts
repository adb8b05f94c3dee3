import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { readStack } from "../../src/git/branch.js";
import { applyInverse } from "../../src/git/inverse.js";
import { openRepository, type Repository, resolveCommit } from "../../src/git/repository.js";
import { rebuildStack, writeStack } from "../../src/git/stack.js";
import {
  commitAll,
  failure,
  gone,
  IDENTITY,
  makeRepository,
  person,
  personInput,
  sandbox,
  stepMessage,
  text,
  useSandbox,
  write,
} from "./helpers.js";

useSandbox();

const branch = "unpick/ollama";
const lines = (...changed: [number, string][]): string => {
  const all = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  for (const [index, line] of changed) all[index] = line;
  return `${all.join("\n")}\n`;
};

/** A repository with a stack of two steps, checked out. */
async function makeStack() {
  const folder = makeRepository({ "app.py": lines(), "style.css": lines(), "old.txt": "old\n" });
  const repository = await openRepository(folder);
  const base = await resolveCommit(repository);
  const commits = [
    { message: stepMessage(base, "python"), files: [text("app.py", lines([2, "python"])), gone("old.txt")] },
    { message: stepMessage(base, "css"), files: [text("style.css", lines([2, "css"]))] },
  ];
  const written = await writeStack(repository, { base, branch, commits, expectedOld: null, identity: IDENTITY });
  person(folder, "checkout", "--quiet", branch);
  return { folder, repository, base, commits, written };
}

async function rebuild(repository: Repository, commits: { message: string; files: never[] | unknown }[]) {
  const stack = await readStack(repository, branch);
  return rebuildStack(repository, {
    base: stack.base,
    branch,
    commits: commits as Parameters<typeof rebuildStack>[1]["commits"],
    expectedOld: stack.tip,
    identity: IDENTITY,
    foreign: stack.foreign,
  });
}

describe("reading a stack back", () => {
  test("gives base, options, steps and people's commits", async () => {
    const { folder, repository, base, written } = await makeStack();
    write(folder, { "note.txt": "n" });
    const sha = commitAll(folder, "Add a note\n\nUnpick-Step: not one");
    const stack = await readStack(repository, branch);
    expect(stack).toMatchObject({
      ...{ ref: `refs/heads/${branch}`, local: true, base, version: "0.1.0", tip: sha },
      options: { target: "ollama" },
      foreign: [{ sha, subject: "Add a note" }],
    });
    expect(stack.steps.map(({ name, sha }) => [name, sha])).toEqual([
      ["python", written.shas[0]],
      ["css", written.shas[1]],
    ]);
    expect(stack.steps[1]!.tree).toBe(person(folder, "rev-parse", `${written.shas[1]}^{tree}`));
    expect(stack.steps[0]!.subject).toBe("Remove ollama from python");
  });

  test("in a fresh and in a shallow clone, from the remote's branch", async () => {
    const { folder, written } = await makeStack();
    const source = pathToFileURL(folder).href;
    person(sandbox, "clone", "--quiet", "--branch=main", source, "fresh");
    person(sandbox, "clone", "--quiet", "--depth=2", `--branch=${branch}`, source, "shallow");
    const fresh = await readStack(await openRepository(join(sandbox, "fresh")), branch);
    expect(fresh).toMatchObject({ ref: `refs/remotes/origin/${branch}`, local: false, tip: written.tip, foreign: [] });
    expect(fresh.steps).toHaveLength(2);
    // The commit of base is not there, but the lowest step names it.
    expect((await readStack(await openRepository(join(sandbox, "shallow")), branch)).base).toBe(fresh.base);
  });

  test("a branch that is none, is missing, holds a merge or was rebased is refused", async () => {
    const { folder, repository } = await makeStack();
    expect(await failure(readStack(repository, "main"))).toMatchObject({ exitCode: 3, message: /not written by/ });
    expect(await failure(readStack(repository, "nope"))).toMatchObject({ exitCode: 2, message: /no branch/ });
    person(folder, "checkout", "--quiet", "main");
    write(folder, { "main.txt": "m" });
    commitAll(folder, "Work on main");
    person(folder, "checkout", "--quiet", "-b", "merged", branch);
    person(folder, "merge", "--quiet", "-m", "Merge main", "main");
    expect(await failure(readStack(repository, "merged"))).toMatchObject({ exitCode: 3, message: /holds a merge/ });
    person(folder, "checkout", "--quiet", "-b", "rebased", branch);
    person(folder, "rebase", "--quiet", "main");
    expect(await failure(readStack(repository, "rebased"))).toMatchObject({ exitCode: 3, message: /rebased/ });
  });
});

describe("carrying people's commits", () => {
  test("author, date, message, bytes and encoding stay; a renamed file is followed", async () => {
    const { folder, repository, base, commits } = await makeStack();
    write(folder, { "app.py": lines([2, "python"], [15, "by a person"]) });
    commitAll(folder, "First by a person\n\nWith a body");
    person(folder, "mv", "style.css", "renamed.css");
    write(folder, { message: Buffer.from("Umbenannt f\xfcr sp\xe4ter\n", "latin1") });
    person(folder, "-c", "i18n.commitEncoding=ISO-8859-1", "commit", "--quiet", "-F", "message");
    person(folder, "rm", "--quiet", "--cached", "--ignore-unmatch", "message");
    person(folder, "clean", "--quiet", "-f");
    const changed = [{ ...commits[1]!, files: [text("style.css", lines([5, "other"]))] }];
    const result = await rebuild(repository, changed);
    expect(result.followed).toEqual([folder]);
    expect(result.carried.map(({ to }) => to)).toHaveLength(2);
    expect(person(folder, "status", "--porcelain")).toBe("");
    expect(person(folder, "log", "--format=%s", `${base}..`)).toBe(
      "Umbenannt für später\nFirst by a person\nRemove ollama from css",
    );
    expect(person(folder, "show", `${branch}:app.py`)).toBe(lines([15, "by a person"]).trimEnd());
    expect(person(folder, "show", `${branch}:renamed.css`)).toBe(lines([5, "other"]).trimEnd());
    expect(person(folder, "show", `${branch}:old.txt`)).toBe("old");
    expect(person(folder, "log", "-1", "--format=%an|%ae|%ad|%cn|%b", "--date=raw", `${branch}^`)).toBe(
      "Ann Author|ann@example.org|1600000000 +0530|Una Picker|With a body\n",
    );
    expect(person(folder, "cat-file", "commit", branch)).toContain("\nencoding ISO-8859-1\n");
    expect(person(folder, "fsck", "--strict")).not.toMatch(/error/);
    const again = await readStack(repository, branch);
    expect(again.foreign.map(({ sha }) => sha)).toEqual(result.carried.map(({ to }) => to));
  });

  test("a conflict names commit and paths and moves nothing", async () => {
    const { folder, repository, commits } = await makeStack();
    write(folder, { "app.py": lines([2, "python, by a person"]) });
    const tip = commitAll(folder, "Change the same line");
    const error = await failure(rebuild(repository, [commits[1]!]));
    expect(error).toMatchObject({ name: "UserError", exitCode: 3 });
    expect(error.message).toContain(tip.slice(0, 12));
    expect(error.message).toContain("Change the same line");
    expect(error.message).toContain("app.py");
    expect(person(folder, "rev-parse", branch)).toBe(tip);
    expect(person(folder, "status", "--porcelain")).toBe("");
    expect(person(folder, "for-each-ref", "refs/unpick")).toBe("");
  });
});

describe("undoing a step after a squash merge", () => {
  async function squashed() {
    const made = await makeStack();
    const { folder, base } = made;
    person(folder, "checkout", "--quiet", "main");
    person(folder, "merge", "--quiet", "--squash", branch);
    commitAll(folder, "Squashed");
    write(folder, { "app.py": lines([2, "python"], [12, "later work"]) });
    const tip = commitAll(folder, "Later work");
    const request = {
      branch: "main",
      expectedOld: tip,
      base,
      full: made.commits.flatMap((commit) => commit.files),
      without: made.commits[1]!.files,
      message: "Bring back python",
      identity: IDENTITY,
    };
    return { ...made, tip, request };
  }

  test("writes one commit on top, which keeps later work", async () => {
    const { folder, repository, tip, request } = await squashed();
    const result = await applyInverse(repository, request);
    expect(person(folder, "rev-parse", "main^")).toBe(tip);
    expect(result).toMatchObject({ followed: [folder], commit: person(folder, "rev-parse", "main") });
    expect(person(folder, "show", "main:app.py")).toBe(lines([12, "later work"]).trimEnd());
    expect(person(folder, "show", "main:old.txt")).toBe("old");
    expect(person(folder, "show", "main:style.css")).toBe(lines([2, "css"]).trimEnd());
    expect(person(folder, "status", "--porcelain")).toBe("");
    // Once more finds nothing left to do.
    const again = { ...request, expectedOld: result.commit! };
    expect(await applyInverse(repository, again)).toMatchObject({ commit: null });
  });

  test("refuses on conflict, and when the branch moved", async () => {
    const { folder, repository, request } = await squashed();
    write(folder, { "app.py": lines([2, "python, and more"]) });
    const tip = commitAll(folder, "Same line");
    const error = await failure(applyInverse(repository, { ...request, expectedOld: tip }));
    expect(error).toMatchObject({ exitCode: 3, message: /app\.py/ });
    expect(await failure(applyInverse(repository, request))).toMatchObject({ exitCode: 3, message: /moved/ });
    expect(person(folder, "rev-parse", "main")).toBe(tip);
  });
});

test("a person's commit that only a merge driver would change is merged as text", async () => {
  const { folder, repository, commits } = await makeStack();
  write(folder, { ".gitattributes": "*.py merge=union\n", "app.py": lines([2, "python, by a person"]) });
  const tip = commitAll(folder, "Same line, with an attribute");
  // `union` would silently keep both lines.
  expect(await failure(rebuild(repository, [commits[1]!]))).toMatchObject({ exitCode: 3 });
  expect(personInput(folder, "", "rev-parse", branch)).toBe(tip);
});
