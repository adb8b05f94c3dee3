import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  CreateBucketCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type RunningStore, startStore } from "../../scripts/object-store.mjs";
import type { OffloadDocument } from "../../src/report/offload-document.js";
import { schemaFaults } from "../report/schema.js";
import { makeFolder, type Ran, removeFolders, run, writeFiles } from "./support.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const CLI = fileURLToPath(new URL("../../dist/src/cli.js", import.meta.url));

let store: RunningStore;
let client: S3Client;
let number = 0;
/** A part of the bucket that no other test uses. */
const newPrefix = () => `s3://bucket/test-${++number}/up loads`;

beforeAll(async () => {
  store = await startStore(process.env.UNPICK_TEST_STORE);
  Object.assign(process.env, store.environment);
  client = new S3Client({ endpoint: store.endpoint, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: "bucket" }));
});
afterAll(async () => {
  client.destroy();
  await store.close();
  removeFolders();
});

const offload = (cwd: string, ...words: string[]): Promise<Ran> =>
  run(cwd, ["offload", ...words, "--endpoint", store.endpoint]);

/** Runs it with `--json`, holds the output against the schema and gives it. */
async function documentOf(cwd: string, ...words: string[]): Promise<OffloadDocument> {
  const ran = await offload(cwd, ...words, "--json");
  expect(ran.error).toBe("");
  const document = JSON.parse(ran.output) as OffloadDocument;
  expect(schemaFaults("offload", document)).toEqual([]);
  expect(ran.exitCode).toBe(document.failures.length > 0 ? 1 : 0);
  return document;
}

/** Contents of a folder by path. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true, encoding: "utf8" });
  return Object.fromEntries(
    files
      .map((entry) => [join(entry.parentPath, entry.name).slice(folder.length + 1), entry] as const)
      .map(([path, entry]) => [
        path,
        entry.isFile()
          ? createHash("sha256")
              .update(readFileSync(join(folder, path)))
              .digest("hex")
          : "folder",
      ]),
  );
}

/** Keys and entity tags of everything in the bucket, or below the address of this test. */
async function objects(address = "s3://bucket/"): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const Prefix = address.slice("s3://bucket/".length);
  for await (const page of paginateListObjectsV2({ client }, { Bucket: "bucket", Prefix }))
    for (const { Key, ETag } of page.Contents ?? []) found[Key!] = ETag!;
  return found;
}

/** Puts something else in the place of an object. */
async function replaceObject(address: string, path: string, put: Partial<PutObjectCommandInput>): Promise<void> {
  const Key = `${address.slice("s3://bucket/".length)}/${path}`;
  expect(await objects(address)).toHaveProperty([Key]);
  await client.send(new PutObjectCommand({ Bucket: "bucket", Key, ...put }));
}

/** What `offload` says of an object, whatever its bytes are. */
const claim = (file: string) => ({
  "unpick-sha256": createHash("sha256").update(readFileSync(file)).digest("hex"),
});

function uploads(): string {
  const cwd = makeFolder();
  writeFiles(cwd, {
    "uploads/a.pdf": randomBytes(5000),
    "uploads/user 7/Résumé #1 + 50%?.txt": "hello\r\n",
    "uploads/empty.txt": "",
    "uploads/run.sh": "#!/bin/sh\n",
    "uploads/big.bin": randomBytes(18 * 1024 * 1024 + 7),
  });
  chmodSync(join(cwd, "uploads/run.sh"), 0o755);
  mkdirSync(join(cwd, "uploads/later"));
  utimesSync(join(cwd, "uploads/a.pdf"), 1_700_000_000, 1_700_000_000);
  return cwd;
}

describe("offload", () => {
  test("stores every file, proves each, and gives the same bytes back", async () => {
    const cwd = uploads();
    const address = newPrefix();
    const before = contents(join(cwd, "uploads"));
    const stored = await documentOf(cwd, "uploads", address);
    expect(stored).toMatchObject({ files: { all: 5, moved: 5, present: 0 }, failures: [], deleted: 0, skipped: [] });
    expect(stored.verified.checksum + stored.verified.reading).toBe(5);
    expect(stored.manifest).toBe(`${address}/unpick-manifest.json`);
    expect(contents(join(cwd, "uploads"))).toEqual(before);

    const restored = await documentOf(cwd, "copy", address, "--restore");
    expect(restored).toMatchObject({ files: { all: 5, moved: 5, present: 0 }, failures: [] });
    expect(contents(join(cwd, "copy"))).toEqual(before);
    expect(statSync(join(cwd, "copy/run.sh")).mode & 0o777).toBe(0o755);
    expect(statSync(join(cwd, "copy/a.pdf")).mtimeMs).toBe(1_700_000_000_000);
  });

  test("a second run sends nothing, but proves again", async () => {
    const cwd = uploads();
    const address = newPrefix();
    await documentOf(cwd, "uploads", address);
    const again = await documentOf(cwd, "uploads", address);
    expect(again.files).toEqual({ all: 5, moved: 0, present: 5 });
    expect(again.verified.checksum + again.verified.reading).toBe(5);
  });

  test("a dry run tells what would happen and changes nothing there or here", async () => {
    const cwd = uploads();
    const address = newPrefix();
    const before = [contents(cwd), await objects()];
    const document = await documentOf(cwd, "uploads", address, "--dry-run");
    expect(document).toMatchObject({ dryRun: true, files: { all: 5, moved: 5, present: 0 }, manifest: null });
    expect([contents(cwd), await objects()]).toEqual(before);
    const { output } = await offload(cwd, "uploads", address, "-n");
    expect(output).toContain("5 would be stored");
  });

  test("an object whose bytes are not what it says is sent again", async () => {
    const cwd = uploads();
    const address = newPrefix();
    await documentOf(cwd, "uploads", address);
    const Metadata = claim(join(cwd, "uploads/a.pdf"));
    await replaceObject(address, "a.pdf", { Body: randomBytes(5000), Metadata });
    expect((await documentOf(cwd, "uploads", address)).files).toEqual({ all: 5, moved: 1, present: 4 });
    await documentOf(cwd, "copy", address, "--restore");
    expect(contents(join(cwd, "copy"))).toEqual(contents(join(cwd, "uploads")));
  });

  test("what is corrupt in the store is never restored", async () => {
    const cwd = uploads();
    const address = newPrefix();
    await documentOf(cwd, "uploads", address);
    const Metadata = claim(join(cwd, "uploads/a.pdf"));
    await replaceObject(address, "a.pdf", { Body: randomBytes(5000), Metadata });
    const document = await documentOf(cwd, "copy", address, "--restore");
    expect(document.failures).toEqual([{ path: "a.pdf", reason: expect.stringContaining("not what was put there") }]);
    expect(readdirSync(join(cwd, "copy")).sort()).toEqual(["big.bin", "empty.txt", "later", "run.sh", "user 7"]);
  });

  test("an earlier state is replaced, and said; what others put there is not", async () => {
    const cwd = uploads();
    const address = newPrefix();
    await documentOf(cwd, "uploads", address);
    writeFiles(cwd, { "uploads/a.pdf": "changed" });
    const document = await documentOf(cwd, "uploads", address);
    expect(document.files).toEqual({ all: 5, moved: 1, present: 4 });
    expect(document.notes.join()).toContain("1 objects hold an earlier state");

    await replaceObject(address, "a.pdf", { Body: "of somebody else" });
    writeFiles(cwd, { "uploads/a.pdf": "changed again" });
    const refused = await offload(cwd, "uploads", address);
    expect(refused.exitCode).toBe(3);
    expect(refused.error).toContain(`${address}/a.pdf`);
    expect((await documentOf(cwd, "uploads", address, "--force")).files.moved).toBe(1);
  });

  test("links and other things are left out and named", async () => {
    const cwd = uploads();
    symlinkSync("/etc", join(cwd, "uploads/etc"));
    const document = await documentOf(cwd, "uploads", newPrefix());
    expect(document.skipped).toEqual([{ path: "etc", reason: "a link" }]);
    expect(document.files.all).toBe(5);
  });
});

describe("offload --delete-local", () => {
  test("asks first; without an answer nothing is stored or deleted", async () => {
    const cwd = uploads();
    const before = contents(cwd);
    const refused = await offload(cwd, "uploads", newPrefix(), "--delete-local");
    expect(refused).toMatchObject({ exitCode: 3, error: expect.stringContaining("--yes") });
    const declined = await run(
      cwd,
      ["offload", "uploads", newPrefix(), "--delete-local", "--endpoint", store.endpoint],
      { canAsk: true, ask: async () => false },
    );
    expect(declined.exitCode).toBe(3);
    expect(contents(cwd)).toEqual(before);
  });

  test("deletes files that are proven, leaves folders and databases", async () => {
    const cwd = uploads();
    writeFiles(cwd, {
      "uploads/users.db": Buffer.concat([Buffer.from("SQLite format 3\0"), randomBytes(100)]),
      "uploads/users.db-wal": "pages",
      "uploads/chroma/chroma.sqlite3": "x",
      "uploads/chroma/0a1b/data_level0.bin": "vectors",
    });
    const document = await documentOf(cwd, "uploads", newPrefix(), "--delete-local", "--yes");
    expect(document.deleted).toBe(5);
    expect(document.kept.map(({ path }) => path).sort()).toEqual([
      "chroma/0a1b/data_level0.bin",
      "chroma/chroma.sqlite3",
      "users.db",
      "users.db-wal",
    ]);
    expect(Object.keys(contents(join(cwd, "uploads"))).sort()).toEqual([
      "chroma",
      "chroma/0a1b",
      "chroma/0a1b/data_level0.bin",
      "chroma/chroma.sqlite3",
      "later",
      "user 7",
      "users.db",
      "users.db-wal",
    ]);
    expect(document.notes.join()).toContain("users.db-wal");
  });
});

describe("offload --restore", () => {
  test("keeps what differs here, unless it is told to", async () => {
    const cwd = uploads();
    const address = newPrefix();
    await documentOf(cwd, "uploads", address);
    writeFiles(cwd, { "uploads/a.pdf": "newer", "uploads/own.txt": "own" });
    const refused = await offload(cwd, "uploads", address, "--restore");
    expect(refused).toMatchObject({ exitCode: 3, error: expect.stringContaining("a.pdf") });
    expect(readFileSync(join(cwd, "uploads/a.pdf"), "utf8")).toBe("newer");
    expect((await documentOf(cwd, "uploads", address, "--restore", "--force")).files).toEqual({
      all: 5,
      moved: 1,
      present: 4,
    });
    expect(readFileSync(join(cwd, "uploads/own.txt"), "utf8")).toBe("own");
  });

  test("writes nothing through a link", async () => {
    const cwd = uploads();
    const address = newPrefix();
    await documentOf(cwd, "uploads", address);
    const elsewhere = makeFolder();
    mkdirSync(join(cwd, "copy"));
    symlinkSync(elsewhere, join(cwd, "copy/user 7"));
    const refused = await offload(cwd, "copy", address, "--restore");
    expect(refused).toMatchObject({ exitCode: 3, error: expect.stringContaining("is a link") });
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test("says where no finished upload lies", async () => {
    const cwd = uploads();
    expect(await offload(cwd, "uploads", newPrefix(), "--restore")).toMatchObject({
      exitCode: 2,
      error: expect.stringContaining("It is written last"),
    });
  });
});

describe("bad input", () => {
  test.each([
    [["uploads", "bucket/x"], "no address in a store"],
    [["uploads", "s3://Bad_Name/x"], "no name of a bucket"],
    [["uploads", "s3://bucket/../x"], 'a part "." or ".."'],
    [["nothing", "s3://bucket/x"], "There is no nothing"],
    [["uploads", "s3://no-such-bucket/x"], "There is no such bucket"],
    [["uploads", "s3://bucket/x", "--restore", "--delete-local"], "contradict"],
  ])("%j: %s", async (words, message) => {
    const ran = await offload(uploads(), ...words);
    expect(ran).toMatchObject({ exitCode: 2, error: expect.stringContaining(message) });
  });

  test("a store that cannot be reached", async () => {
    const ran = await run(uploads(), ["offload", "uploads", "s3://bucket/x", "--endpoint", "http://127.0.0.1:9"]);
    expect(ran).toMatchObject({ exitCode: 2, error: expect.stringContaining("cannot be reached") });
  });
});

describe("a run that is killed", () => {
  test("is finished by the next one", async () => {
    const cwd = makeFolder();
    const files = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [`data/${index % 7}/${index}.bin`, randomBytes(200_000)]),
    );
    writeFiles(cwd, { ...files, "data/large.bin": randomBytes(40 * 1024 * 1024) });
    const address = newPrefix();
    for (const wanted of [1, 60]) {
      const child = spawn(process.execPath, [CLI, "offload", "data", address, "--endpoint", store.endpoint], { cwd });
      const ended = new Promise<NodeJS.Signals | null>((done) => child.once("exit", (_code, signal) => done(signal)));
      await vi.waitFor(async () => expect(Object.keys(await objects(address)).length).toBeGreaterThanOrEqual(wanted), {
        timeout: 60_000,
        interval: 5,
      });
      child.kill("SIGKILL");
      expect(await ended).toBe("SIGKILL");
      expect(existsSync(join(cwd, "data/large.bin"))).toBe(true);
      expect((await offload(cwd, "copy", address, "--restore")).exitCode).toBe(2);
    }
    const document = await documentOf(cwd, "data", address);
    expect(document.files.present).toBeGreaterThan(0);
    expect(document.files.moved + document.files.present).toBe(151);
    await documentOf(cwd, "copy", address, "--restore");
    expect(contents(join(cwd, "copy"))).toEqual(contents(join(cwd, "data")));
  });
});
