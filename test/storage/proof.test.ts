import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { compositeChecksum } from "../../src/storage/checksum.js";
import { parseDestination } from "../../src/storage/destination.js";
import { isFatal, storageError } from "../../src/storage/faults.js";
import { parseManifest } from "../../src/storage/manifest.js";
import { forEachAtOnce } from "../../src/storage/pool.js";
import { partBytesOf } from "../../src/storage/s3.js";
import type { ObjectFacts, ObjectStore } from "../../src/storage/store.js";
import { prove } from "../../src/storage/verify.js";
import { makeFolder, removeFolders } from "../commands/support.js";

afterAll(removeFolders);

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest();

/** As S3 computes it: docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html. */
const composite = (parts: Buffer[]) => `${sha256(Buffer.concat(parts.map(sha256))).toString("base64")}-${parts.length}`;

describe("the checksum of parts", () => {
  test.each([
    ["one part, not full", 10, 16],
    ["one part, full", 16, 16],
    ["parts that end with the file", 64, 16],
    ["a last part of one byte", 65, 16],
    ["parts larger than what is read at a time", 3 * 1024 * 1024 + 5, 1024 * 1024 + 3],
  ])("%s", async (_name, bytes, partBytes) => {
    const file = join(makeFolder(), "file");
    const content = randomBytes(bytes);
    writeFileSync(file, content);
    const parts: Buffer[] = [];
    for (let at = 0; at < bytes; at += partBytes) parts.push(content.subarray(at, at + partBytes));
    expect(await compositeChecksum(file, partBytes)).toBe(composite(parts));
  });

  test("parts grow so that ten thousand hold the largest object, and stay as they are below", () => {
    const mebibyte = 1024 * 1024;
    expect(partBytesOf(0)).toBe(8 * mebibyte);
    expect(partBytesOf(80_000 * mebibyte)).toBe(8 * mebibyte);
    for (const bytes of [80_000 * mebibyte + 1, 5 * 1024 ** 4]) {
      expect(Math.ceil(bytes / partBytesOf(bytes))).toBeLessThanOrEqual(10_000);
      expect(partBytesOf(bytes) % mebibyte).toBe(0);
    }
  });
});

describe("proof", () => {
  const content = randomBytes(40);
  const root = makeFolder();
  writeFileSync(join(root, "f"), content);
  const file = { path: "f", bytes: 40, sha256: sha256(content).toString("hex"), mode: 0o644, modified: 0 };
  const parts = [content.subarray(0, 16), content.subarray(16, 32), content.subarray(32)];
  let reads = 0;
  const holding = (held: Buffer) =>
    ({
      partBytesOf: () => 16,
      read: async () => {
        reads++;
        return Readable.from([held]);
      },
    }) as unknown as ObjectStore;
  const proof = (facts: ObjectFacts, held = content) => prove(holding(held), "f", root, file, facts);

  test("a checksum that the store computed is enough", async () => {
    reads = 0;
    expect(await proof({ bytes: 40, checksum: sha256(content).toString("base64") })).toBe("checksum");
    expect(await proof({ bytes: 40, checksum: composite(parts) })).toBe("checksum");
    expect(reads).toBe(0);
  });

  test("what unpick says of an object is none", async () => {
    expect(await proof({ bytes: 40, claimed: file.sha256 }, randomBytes(40))).toBeUndefined();
    expect(await proof({ bytes: 40, claimed: file.sha256 })).toBe("reading");
  });

  test("another size is no proof, and with another checksum the object is read", async () => {
    expect(await proof({ bytes: 41 })).toBeUndefined();
    const foreign = sha256(randomBytes(9)).toString("base64");
    expect(await proof({ bytes: 40, checksum: foreign })).toBe("reading");
    expect(await proof({ bytes: 40, checksum: foreign }, randomBytes(40))).toBeUndefined();
    const other = composite([content.subarray(0, 20), content.subarray(20)]);
    expect(await proof({ bytes: 40, checksum: other })).toBe("reading");
    expect(await proof({ bytes: 40, checksum: other }, randomBytes(40))).toBeUndefined();
  });
});

describe("a manifest from outside", () => {
  const file = { path: "a", bytes: 1, sha256: "0".repeat(64), mode: 0o644, modified: 1 };
  const read = (value: unknown) => parseManifest(JSON.stringify(value), "s3://b/m");
  const manifest = (paths: string[], folders: string[] = []) => ({
    format: 1,
    written: "2026-01-01T00:00:00.000Z",
    files: paths.map((path) => ({ ...file, path })),
    folders,
  });

  test("is read", () => {
    expect(read(manifest(["a", "b c/…/ü.txt", "..a/b..", "c/.d"], ["e/f"])).files).toHaveLength(4);
  });

  test.each(["../a", "a/../../b", "/etc/passwd", "", "a//b", "./a", "C:\\a", "C:a", "a\\b", "a\u0000b"])(
    "the path %j is refused",
    (path) => {
      expect(() => read(manifest([path]))).toThrow("would leave the folder");
      expect(() => read(manifest([], [path]))).toThrow("would leave the folder");
    },
  );

  test.each([
    [null, "this version"],
    [{ format: 2 }, "this version"],
    [{ format: 1, files: {} }, "lists no files"],
    [{ format: 1, files: [{ path: "a" }], folders: [] }, "an entry that is none"],
    [manifest(["a", "a"]), "twice"],
  ])("%j is refused", (value, message) => {
    expect(() => read(value)).toThrow(message);
  });
});

describe("addresses and faults", () => {
  test("a prefix is a folder, however it is written", () => {
    expect(parseDestination("s3://my-bucket")).toEqual({ bucket: "my-bucket", prefix: "" });
    expect(parseDestination("s3://my-bucket/a//b/")).toEqual({ bucket: "my-bucket", prefix: "a/b/" });
  });

  test("what every file would meet ends the run; a fault of one does not", async () => {
    const denied = Object.assign(new Error("Access Denied"), { name: "AccessDenied" });
    expect(isFatal(denied)).toBe(true);
    expect(storageError(denied, "s3://b/")).toMatchObject({
      exitCode: 2,
      hint: expect.stringContaining("s3:PutObject"),
    });
    const slow = Object.assign(new Error("Reduce your request rate."), { name: "SlowDown" });
    expect(isFatal(slow)).toBe(false);
    expect(storageError(slow, "s3://b/")).toBe(slow);

    const seen: number[] = [];
    const failures = await forEachAtOnce(
      [1, 2, 3, 4],
      2,
      async (item) => {
        seen.push(item);
        if (item === 2) throw slow;
      },
      isFatal,
    );
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(failures).toEqual([{ item: 2, error: slow }]);
    await expect(forEachAtOnce([1, 2, 3], 1, async () => Promise.reject(denied), isFatal)).rejects.toBe(denied);
  });
});
