import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { listTree, readBlobs, readObjects } from "../../src/git/objects.js";
import { pathFromBytes, pathToBytes, quotePath } from "../../src/git/paths.js";
import { currentBranch, openRepository, resolveCommit } from "../../src/git/repository.js";
import { git } from "../../src/git/run.js";
import { commitAll, failure, makeRepository, person, sandbox, useSandbox, write } from "./helpers.js";

useSandbox();

describe("opening a repository", () => {
  test("works in a subfolder", async () => {
    const folder = makeRepository({ "deep/er/a.txt": "a" });
    const repository = await openRepository(join(folder, "deep/er"));
    expect(repository).toMatchObject({ root: folder, objectFormat: "sha1", shallow: false, partial: false });
    expect((await listTree(repository, "HEAD")).map((entry) => entry.path)).toEqual(["deep/er/a.txt"]);
  });

  test("outside of any repository is refused with a way on", async () => {
    const error = await failure(openRepository(sandbox));
    expect(error).toMatchObject({ name: "UserError", exitCode: 2 });
    expect(error.hint).toContain("git init");
  });

  test("a folder that does not exist is named", async () => {
    expect((await failure(openRepository(join(sandbox, "nowhere")))).message).toContain("nowhere");
  });

  test("no commits", async () => {
    const repository = await openRepository(makeRepository(null));
    expect(await failure(resolveCommit(repository))).toMatchObject({ exitCode: 2, message: /no commits/ });
    expect(await currentBranch(repository)).toBe("main");
  });

  test("detached HEAD", async () => {
    const folder = makeRepository({ a: "a" });
    person(folder, "checkout", "--quiet", "--detach");
    const repository = await openRepository(folder);
    expect(await resolveCommit(repository)).toMatch(/^[0-9a-f]{40}$/);
    expect(await currentBranch(repository)).toBeNull();
  });

  test("bare", async () => {
    const folder = makeRepository({ a: "a" });
    person(sandbox, "clone", "--quiet", "--bare", folder, "bare.git");
    const repository = await openRepository(join(sandbox, "bare.git"));
    expect(repository.root).toBeNull();
    expect(await listTree(repository, await resolveCommit(repository))).toHaveLength(1);
  });

  test("linked working tree", async () => {
    const folder = makeRepository({ a: "a" });
    person(folder, "worktree", "add", "--quiet", "-b", "other", join(sandbox, "linked"));
    const repository = await openRepository(join(sandbox, "linked"));
    expect(repository.root).toBe(join(sandbox, "linked"));
    expect(repository.commonDir).toBe(join(folder, ".git"));
    expect(await currentBranch(repository)).toBe("other");
  });

  test("variables that point elsewhere are not followed", async () => {
    const folder = makeRepository({ a: "a" });
    process.env.GIT_DIR = join(sandbox, "nowhere");
    process.env.GIT_INDEX_FILE = join(sandbox, "index");
    process.env.GIT_WORK_TREE = "/";
    expect((await openRepository(folder)).root).toBe(folder);
  });

  test("an unknown revision, and one like an option", async () => {
    const repository = await openRepository(makeRepository({ a: "a" }));
    expect(await failure(resolveCommit(repository, "nope"))).toMatchObject({ exitCode: 2 });
    expect(await failure(resolveCommit(repository, "--all"))).toMatchObject({ exitCode: 2 });
  });

  test("subcommands that could run programs are not called", async () => {
    const repository = await openRepository(makeRepository({ a: "a" }));
    expect((await failure(git(repository, ["checkout", "."]))).message).toContain("not known to be safe");
  });
});

describe("names", () => {
  test.each([
    ["plain", Buffer.from("a b/ü😀.txt")],
    ["latin1", Buffer.from("caf\xe9.txt", "latin1")],
    ["cut sequence", Buffer.from([0x61, 0xe2, 0x82, 0x62, 0xff])],
    ["encoded surrogate", Buffer.from([0xed, 0xb2, 0x80, 0x2e])],
  ])("%s comes back byte for byte", (_, bytes) => {
    const path = pathFromBytes(bytes);
    expect(pathToBytes(path)).toEqual(bytes);
    expect(pathToBytes(JSON.parse(JSON.stringify(path)))).toEqual(bytes);
  });

  test("quotes for fast-import", () => {
    expect(quotePath('a "b"\n\\ü')).toBe('"a\\040\\042b\\042\\012\\134\\303\\274"');
  });
});

describe("reading", () => {
  test("modes, sizes and odd names", async () => {
    const folder = makeRepository({
      "plain.txt": "one\n",
      "with space.txt": "",
      'quote".txt': "q",
      "new\nline.txt": "n",
      "tab\t.txt": "t",
      "ünï/😀.txt": "u",
      "bytes.bin": Buffer.from([0, 255, 13, 10, 254]),
    });
    write(folder, { "run.sh": "#!/bin/sh\r\n" });
    chmodSync(join(folder, "run.sh"), 0o755);
    symlinkSync("plain.txt", join(folder, "link"));
    const latin1 = Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from(".txt")]);
    writeFileSync(latin1, "latin");
    commitAll(folder, "Odd names");
    const repository = await openRepository(folder);
    const entries = await listTree(repository, "HEAD");
    const byPath = new Map(entries.map((entry) => [entry.path, entry]));
    expect([...byPath.keys()].sort()).toEqual(
      [
        ...["bytes.bin", "caf\udce9.txt", "link", "new\nline.txt", "plain.txt", 'quote".txt', "run.sh"],
        ...["tab\t.txt", "with space.txt", "ünï/😀.txt"],
      ].sort(),
    );
    expect(byPath.get("run.sh")?.mode).toBe("100755");
    expect(byPath.get("link")?.mode).toBe("120000");
    expect(byPath.get("bytes.bin")?.size).toBe(5);
    const blobs = await readBlobs(
      repository,
      entries.map((entry) => entry.oid),
    );
    expect(blobs.get(byPath.get("bytes.bin")!.oid)).toEqual(Buffer.from([0, 255, 13, 10, 254]));
    expect(blobs.get(byPath.get("run.sh")!.oid)?.toString()).toBe("#!/bin/sh\r\n");
    expect(blobs.get(byPath.get("link")!.oid)?.toString()).toBe("plain.txt");
    expect(blobs.get(byPath.get("with space.txt")!.oid)).toEqual(Buffer.alloc(0));
  });

  test("missing objects, commits and large files", async () => {
    const repository = await openRepository(makeRepository({ big: "x".repeat(300_000), small: "s" }));
    const entries = await listTree(repository, "HEAD");
    const head = await resolveCommit(repository);
    const absent = "1".repeat(40);
    const blobs = await readBlobs(repository, [absent, head, ...entries.map((entry) => entry.oid)], {
      maximumBytes: 1000,
    });
    expect([...blobs.values()].map((content) => content?.toString() ?? null)).toEqual([null, null, null, "s"]);
    expect((await readBlobs(repository, [entries[0]!.oid])).get(entries[0]!.oid)).toHaveLength(300_000);
  });

  test("many objects in both directions do not block, and stopping early ends git", async () => {
    const repository = await openRepository(makeRepository({ big: "x".repeat(100_000), small: "s" }));
    const oids = (await listTree(repository, "HEAD")).map((entry) => entry.oid);
    const many = Array.from({ length: 6_000 }, (_, index) => (index % 200 === 0 ? oids[0]! : oids[1]!));
    let count = 0;
    for await (const object of readObjects(repository, many)) {
      if (object.content === null) throw new Error("not read");
      count += 1;
    }
    expect(count).toBe(many.length);
    for await (const object of readObjects(repository, many)) {
      expect(object.oid).toBe(oids[0]);
      break;
    }
  }, 60_000);

  test("a request that is no hash is a bug, not an injection", async () => {
    const repository = await openRepository(makeRepository({ a: "a" }));
    expect((await failure(readBlobs(repository, ["HEAD\n"]))).message).toContain("not an object hash");
  });

  test("partial clone: missing contents are listed as missing and not fetched", async () => {
    const folder = makeRepository({ a: "a", b: "b" });
    person(folder, "config", "uploadpack.allowFilter", "true");
    const source = pathToFileURL(folder).href;
    person(sandbox, "clone", "--quiet", "--no-checkout", "--filter=blob:none", source, "partial");
    const repository = await openRepository(join(sandbox, "partial"));
    expect(repository.partial).toBe(true);
    const entries = await listTree(repository, "HEAD");
    expect(entries.map((entry) => [entry.path, entry.size])).toEqual([
      ["a", null],
      ["b", null],
    ]);
    const blobs = await readBlobs(
      repository,
      entries.map((entry) => entry.oid),
    );
    expect([...blobs.values()]).toEqual([null, null]);
  });

  test("SHA-256", async () => {
    const repository = await openRepository(makeRepository({ a: "a" }, "--object-format=sha256"));
    expect(repository.objectFormat).toBe("sha256");
    const [entry] = await listTree(repository, "HEAD");
    expect(entry?.oid).toHaveLength(64);
    expect((await readBlobs(repository, [entry!.oid])).get(entry!.oid)?.toString()).toBe("a");
  });

  test("submodules have a commit and no content", async () => {
    const folder = makeRepository({ a: "a" });
    const head = person(folder, "rev-parse", "HEAD");
    person(folder, "update-index", "--add", "--cacheinfo", `160000,${"2".repeat(40)},lib`);
    person(folder, "commit", "--quiet", "-m", "Submodule");
    const repository = await openRepository(folder);
    const entries = await listTree(repository, "HEAD");
    expect(entries.find((entry) => entry.path === "lib")).toMatchObject({ mode: "160000", size: null });
    expect(await resolveCommit(repository, "HEAD^")).toBe(head);
  });
});
