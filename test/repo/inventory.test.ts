import { chmodSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRepository } from "../../src/git/repository.js";
import { readInventory } from "../../src/repo/inventory.js";
import { inMemoryInventory } from "../../src/repo/memory.js";
import { person, sandbox, useSandbox, write } from "../git/helpers.js";

describe("readInventory", () => {
  useSandbox();

  async function inventoryOf(
    files: Record<string, string | Buffer>,
    prepare: () => void = () => {},
    sizeLimit?: number,
  ) {
    write(sandbox, files);
    person(sandbox, "init", "-q");
    prepare();
    person(sandbox, "add", "--all");
    person(sandbox, "commit", "-q", "-m", "First");
    // Whatever the working tree says from here on does not count.
    write(sandbox, { "app.py": "changed", "untracked.py": "new" });
    const limits = sizeLimit === undefined ? {} : { sizeLimit };
    return readInventory(await openRepository(sandbox), person(sandbox, "rev-parse", "HEAD"), limits);
  }

  it("reads texts as they are in the commit", async () => {
    const { files, read, unread, notes } = await inventoryOf(
      {
        "app.py": "x = 1\n",
        "copy.py": "x = 1\n",
        "bom.txt": "\ufeffä\r\nno end",
        "latin.txt": Buffer.from([0x6f, 0xe9, 0x0a]),
        "empty.py": "",
        "odd name\né.py": "y\n",
        "run.sh": "#!/bin/sh\n",
      },
      () => chmodSync(join(sandbox, "run.sh"), 0o755),
    );
    expect([...files.keys()]).not.toContain("untracked.py");
    expect(read("app.py")).toEqual({ path: "app.py", text: "x = 1\n", encoding: "utf8" });
    expect(read("app.py")).toBe(read("app.py"));
    expect(read("copy.py")?.path).toBe("copy.py");
    expect(read("bom.txt")?.text).toBe("\ufeffä\r\nno end");
    expect(read("latin.txt")).toEqual({ path: "latin.txt", text: "oé\n", encoding: "latin1" });
    expect(read("empty.py")?.text).toBe("");
    expect(read("odd name\né.py")?.text).toBe("y\n");
    expect(files.get("run.sh")?.mode).toBe("100755");
    expect(files.get("app.py")).toMatchObject({ mode: "100644", size: 6 });
    expect(read("untracked.py")).toBeUndefined();
    expect([...unread]).toEqual([]);
    expect(notes).toEqual([]);
  });

  it("lists what it does not read, with the reason", async () => {
    const { files, read, unread, notes } = await inventoryOf(
      {
        "app.py": "x = 1\n",
        "logo.png": "not looked at",
        "data.raw": Buffer.from([1, 0, 2]),
        "big.txt": "x".repeat(200),
        "model.weights": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
      },
      () => symlinkSync("app.py", join(sandbox, "link.py")),
      150,
    );
    expect(Object.fromEntries(unread)).toEqual({
      "logo.png": "binary",
      "data.raw": "binary",
      "big.txt": "large",
      "model.weights": "lfs pointer",
      "link.py": "link",
    });
    for (const path of unread.keys()) {
      expect(files.has(path)).toBe(true);
      expect(read(path)).toBeUndefined();
    }
    expect(notes).toEqual([
      "Larger than 150 bytes, so not searched: big.txt.",
      "Stored in Git LFS, so not searched: model.weights.",
    ]);
  });

  it("notes submodules and missing objects", async () => {
    write(sandbox, { "inner/a.txt": "a\n" });
    person(join(sandbox, "inner"), "init", "-q");
    person(join(sandbox, "inner"), "add", "--all");
    person(join(sandbox, "inner"), "commit", "-q", "-m", "Inner");
    const first = await inventoryOf({ "app.py": "x = 1\n", "lost.py": "lost\n" });
    expect(first.unread.get("inner")).toBe("submodule");
    const { oid } = first.files.get("lost.py")!;
    rmSync(join(sandbox, ".git/objects", oid.slice(0, 2), oid.slice(2)));
    person(sandbox, "config", "remote.origin.promisor", "true");
    person(sandbox, "config", "remote.origin.url", "https://example.invalid/x");
    const { unread, notes, read } = await readInventory(
      await openRepository(sandbox),
      person(sandbox, "rev-parse", "HEAD"),
    );
    expect(unread.get("lost.py")).toBe("missing");
    expect(read("app.py")?.text).toBe("x = 1\n");
    expect(notes.join("\n")).toContain("Not in this partial clone, so not searched: lost.py.");
  });
});

describe("inMemoryInventory", () => {
  it("looks like one that git gave", () => {
    const { files, read } = inMemoryInventory({ "b.py": "x = 1\n", "a.bin": "\0", "a-b": "", "a/b": "" });
    expect([...files.keys()]).toEqual(["a-b", "a.bin", "a/b", "b.py"]);
    expect(files.get("b.py")).toEqual({
      path: "b.py",
      mode: "100644",
      oid: "7d4290a117a4ddcc11daae7ea675841033830c8f",
      size: 6,
    });
    expect(read("b.py")).toEqual({ path: "b.py", text: "x = 1\n", encoding: "utf8" });
    expect(read("a.bin")).toBeUndefined();
    expect(inMemoryInventory(new Map([["x", "y"]])).read("x")?.text).toBe("y");
  });
});
