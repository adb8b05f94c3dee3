import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import type { FileChange } from "../../src/git/import.js";
import { checkBranch, listUndo } from "../../src/git/move.js";
import { listTree } from "../../src/git/objects.js";
import { openRepository, resolveCommit } from "../../src/git/repository.js";
import { writeStack } from "../../src/git/stack.js";
import {
  commitAll,
  failure,
  gone,
  IDENTITY,
  makeRepository,
  person,
  sandbox,
  text,
  useSandbox,
  write,
} from "./helpers.js";

useSandbox();

const branch = "unpick/ollama";

function request(base: string, files: FileChange[] = [text("a.txt", "changed\n")]) {
  return { base, branch, expectedOld: null, identity: IDENTITY, commits: [{ message: "One\n", files }] };
}

describe("writing a stack", () => {
  test("bytes, modes, odd names and untouched files are exact", async () => {
    const folder = makeRepository({ "a.txt": "a\n", "keep.txt": "keep\r\n", file: "f", "dir/x": "x", "run.sh": "old" });
    chmodSync(join(folder, "run.sh"), 0o755);
    symlinkSync("a.txt", join(folder, "link"));
    const base = commitAll(folder, "Modes");
    const repository = await openRepository(folder);
    const before = person(folder, "status", "--porcelain", "--branch");
    const bytes = Buffer.from([0, 1, 13, 10, 255, 0]);
    const odd = ['q"uo\\te\n.txt', "caf\udce9.txt", "ünï 😀/x y.txt", " lead", "-dash"];
    const written = await writeStack(repository, {
      base,
      branch,
      expectedOld: null,
      identity: IDENTITY,
      commits: [
        {
          message: "Subject é\n\nBody\n",
          files: [
            text("file/inner.txt", "in place of a file"),
            gone("file"),
            { path: "run.sh", mode: "100755", content: Buffer.from("#!/bin/sh\r\n") },
            { path: "link", mode: "120000", content: Buffer.from("keep.txt") },
            { path: "bytes", mode: "100644", content: bytes },
            { path: "empty", mode: "100644", content: Buffer.alloc(0) },
            ...odd.map((path) => text(path, path)),
          ],
        },
        { message: "Second without line end", files: [gone("dir/x"), gone("not there")] },
        { message: "Empty\n", files: [] },
      ],
    });
    expect(written.shas).toHaveLength(3);
    expect(written).toMatchObject({ tip: written.shas[2], undo: null, followed: [], carried: [], signed: false });
    expect(person(folder, "rev-parse", branch)).toBe(written.tip);
    expect(person(folder, "rev-parse", `${branch}~3`)).toBe(base);
    const entries = await listTree(repository, branch);
    const modes = Object.fromEntries(entries.map((entry) => [entry.path, entry.mode]));
    expect(modes).toEqual({
      ...{ "a.txt": "100644", "keep.txt": "100644", "run.sh": "100755", link: "120000", bytes: "100644" },
      ...{ empty: "100644", "file/inner.txt": "100644" },
      ...Object.fromEntries(odd.map((path) => [path, "100644"])),
    });
    expect(person(folder, "cat-file", "-p", `${branch}:run.sh`)).toBe("#!/bin/sh\r");
    expect(entries.find((entry) => entry.path === "bytes")?.size).toBe(6);
    expect(person(folder, "log", "-1", "--format=%an|%ae|%ad|%cn|%cd|%B", "--date=raw", written.shas[0]!)).toBe(
      "Una Picker|una@example.org|1700000000 +0100|Una Picker|1700000000 +0100|Subject é\n\nBody\n",
    );
    // Nothing of the person's changed, and nothing is left behind.
    expect(person(folder, "status", "--porcelain", "--branch")).toBe(before);
    expect(person(folder, "fsck", "--strict")).not.toMatch(/error|missing/);
    expect(person(folder, "for-each-ref", "--format=%(refname)")).toBe(`refs/heads/main\nrefs/heads/${branch}`);
    expect(existsSync(join(folder, ".git/unpick"))).toBe(true);
    expect(person(folder, "ls-files", "--others", ".git/unpick")).toBe("");
  });

  test("SHA-256, shallow clone and detached HEAD", async () => {
    const folder = makeRepository({ "a.txt": "1" }, "--object-format=sha256");
    commitAll(folder, "Second");
    person(sandbox, "clone", "--quiet", "--depth=1", pathToFileURL(folder).href, "shallow");
    const shallow = join(sandbox, "shallow");
    person(shallow, "checkout", "--quiet", "--detach");
    const repository = await openRepository(shallow);
    expect(repository).toMatchObject({ objectFormat: "sha256", shallow: true });
    const written = await writeStack(repository, request(await resolveCommit(repository)));
    expect(written.tip).toHaveLength(64);
    expect(person(shallow, "log", "--format=%s", branch)).toBe("One\nSecond");
    expect(person(shallow, "fsck")).not.toMatch(/error|missing/);
  });

  test("a bare repository", async () => {
    const folder = makeRepository({ "a.txt": "1" });
    person(sandbox, "clone", "--quiet", "--bare", folder, "bare.git");
    const repository = await openRepository(join(sandbox, "bare.git"));
    const written = await writeStack(repository, request(await resolveCommit(repository)));
    expect(person(join(sandbox, "bare.git"), "rev-parse", branch)).toBe(written.tip);
  });

  test("paths that git would not check out are refused", async () => {
    const folder = makeRepository({ "a.txt": "1" });
    const repository = await openRepository(folder);
    const base = await resolveCommit(repository);
    for (const path of ["../x", ".git/hooks/post-checkout", "a/.GIT/x", "/abs", "a//b", ""]) {
      const error = await failure(writeStack(repository, request(base, [text(path, "x")])));
      expect(error).toMatchObject({ name: "UserError", exitCode: 2 });
    }
    expect(person(folder, "branch", "--list")).toBe("* main");
  });
});

describe("the branch", () => {
  test("one that exists is refused, whether merged or not", async () => {
    const folder = makeRepository({ "a.txt": "1" });
    person(folder, "branch", branch);
    const repository = await openRepository(folder);
    const error = await failure(writeStack(repository, request(await resolveCommit(repository))));
    expect(error).toMatchObject({ exitCode: 3, message: /exists already/, hint: /--branch/ });
  });

  test("names that are invalid or clash are refused", async () => {
    const folder = makeRepository({ "a.txt": "1" });
    person(folder, "branch", "taken");
    person(folder, "branch", "deep/er");
    const repository = await openRepository(folder);
    for (const name of ["", "a b", "-x", "a..b", "HEAD", "x.lock", "a\nb", "@{-1}"]) {
      expect(await failure(checkBranch(repository, name, null))).toMatchObject({ exitCode: 2 });
    }
    expect(await failure(checkBranch(repository, "taken/more", null))).toMatchObject({ exitCode: 3, message: /taken/ });
    expect(await failure(checkBranch(repository, "deep", null))).toMatchObject({ exitCode: 3, message: /deep\/er/ });
  });

  test("rewriting keeps old tips, and one that moved meanwhile is not overwritten", async () => {
    const folder = makeRepository({ "a.txt": "1" });
    const repository = await openRepository(folder);
    const base = await resolveCommit(repository);
    const first = await writeStack(repository, request(base));
    const again = { ...request(base, [text("a.txt", "2")]), expectedOld: first.tip };
    const second = await writeStack(repository, again);
    expect(second.undo).toBe(`refs/unpick/undo/${branch}/1`);
    expect(await failure(writeStack(repository, again))).toMatchObject({ exitCode: 3, message: /moved to/ });
    const third = await writeStack(repository, { ...request(base), expectedOld: second.tip });
    expect(third.tip).toBe(first.tip);
    expect(await listUndo(repository, branch)).toEqual([
      { ref: `refs/unpick/undo/${branch}/1`, sha: first.tip },
      { ref: `refs/unpick/undo/${branch}/2`, sha: second.tip },
    ]);
    // Writing the same again moves nothing.
    expect(await writeStack(repository, { ...request(base), expectedOld: third.tip })).toMatchObject({ undo: null });
    person(folder, "branch", "-D", branch);
    expect(await failure(writeStack(repository, again))).toMatchObject({ exitCode: 3, message: /gone/ });
  });

  test("a race for the branch has one winner", async () => {
    const folder = makeRepository({ "a.txt": "1" });
    const repository = await openRepository(folder);
    const base = await resolveCommit(repository);
    const runs = await Promise.allSettled(
      ["x", "y", "z"].map((content) => writeStack(repository, request(base, [text("a.txt", content)]))),
    );
    const won = runs.filter((run) => run.status === "fulfilled");
    expect(won).toHaveLength(1);
    expect(person(folder, "rev-parse", branch)).toBe(won[0]!.value.tip);
    for (const run of runs) if (run.status === "rejected") expect(run.reason).toMatchObject({ exitCode: 3 });
  });

  test("a lock that another git holds is respected and named", async () => {
    const folder = makeRepository({ "a.txt": "1" });
    write(folder, { [`.git/refs/heads/${branch}.lock`]: "" });
    const repository = await openRepository(folder);
    const error = await failure(writeStack(repository, request(await resolveCommit(repository))));
    expect(error).toMatchObject({ exitCode: 3, message: /\.lock/ });
    expect(existsSync(join(folder, `.git/refs/heads/${branch}.lock`))).toBe(true);
  });
});

describe("a branch that is checked out", () => {
  async function checkedOut() {
    const folder = makeRepository({ "a.txt": "1\n", "b.txt": "b\n", "c/d.txt": "d\n" });
    const repository = await openRepository(folder);
    const base = await resolveCommit(repository);
    const first = await writeStack(repository, request(base));
    person(folder, "checkout", "--quiet", branch);
    return { folder, repository, base, tip: first.tip };
  }

  test("clean: files and index follow, untracked files stay", async () => {
    const { folder, repository, base, tip } = await checkedOut();
    write(folder, { "untracked.txt": "mine" });
    const files = [gone("c/d.txt"), text("new/n.txt", "n\n")];
    const written = await writeStack(repository, { ...request(base, files), expectedOld: tip });
    expect(written.followed).toEqual([folder]);
    expect(person(folder, "status", "--porcelain")).toBe("?? untracked.txt");
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("1\n");
    expect(readFileSync(join(folder, "new/n.txt"), "utf8")).toBe("n\n");
    expect(existsSync(join(folder, "c"))).toBe(false);
    expect(person(folder, "symbolic-ref", "HEAD")).toBe(`refs/heads/${branch}`);
  });

  test("dirty, staged, or with an untracked file in the way: refused, nothing moves", async () => {
    const { folder, repository, base, tip } = await checkedOut();
    const again = { ...request(base, [text("way.txt", "w")]), expectedOld: tip };
    write(folder, { "b.txt": "changed" });
    expect(await failure(writeStack(repository, again))).toMatchObject({ exitCode: 3, message: /b\.txt/ });
    person(folder, "add", "b.txt");
    expect(await failure(writeStack(repository, again))).toMatchObject({ exitCode: 3, message: /b\.txt/ });
    person(folder, "reset", "--quiet", "--hard");
    write(folder, { "way.txt": "precious" });
    expect(await failure(writeStack(repository, again))).toMatchObject({ exitCode: 3, message: /way\.txt/ });
    expect(readFileSync(join(folder, "way.txt"), "utf8")).toBe("precious");
    expect(person(folder, "rev-parse", branch)).toBe(tip);
    expect(await listUndo(repository, branch)).toEqual([]);
  });

  test("in a linked working tree: it follows there; deleted by hand: it does not matter", async () => {
    const { folder, repository, base, tip } = await checkedOut();
    const linked = join(sandbox, "linked");
    person(folder, "checkout", "--quiet", "main");
    person(folder, "worktree", "add", "--quiet", linked, branch);
    const written = await writeStack(repository, { ...request(base, [gone("b.txt")]), expectedOld: tip });
    expect(written.followed).toEqual([linked]);
    expect(existsSync(join(linked, "b.txt"))).toBe(false);
    expect(person(linked, "status", "--porcelain")).toBe("");
    expect(person(folder, "status", "--porcelain")).toBe("");
    rmSync(linked, { recursive: true });
    const third = await writeStack(repository, { ...request(base), expectedOld: written.tip });
    expect(third.followed).toEqual([]);
    person(folder, "worktree", "lock", linked);
    const error = await failure(writeStack(repository, { ...request(base, []), expectedOld: third.tip }));
    expect(error).toMatchObject({ exitCode: 3, message: /cannot be reached/ });
  });

  test("being rebased: refused", async () => {
    const { folder, repository, base, tip } = await checkedOut();
    person(folder, "checkout", "--quiet", "--detach");
    write(folder, { ".git/rebase-merge/head-name": `refs/heads/${branch}\n` });
    const error = await failure(writeStack(repository, { ...request(base, [gone("b.txt")]), expectedOld: tip }));
    expect(error).toMatchObject({ exitCode: 3, message: /rebased/ });
  });
});
