/**
 * Stores 2,000 files and one of 500 MB, killing the process twice, and fetches them again: everything arrives, is proven and
 * comes back byte for byte.
 *
 * usage: node bench/offload.mjs [--files 2000] [--large 500]
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CreateBucketCommand, paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { startStore } from "../scripts/object-store.mjs";

const CLI = process.env.UNPICK_CLI ?? fileURLToPath(new URL("../dist/src/cli.js", import.meta.url));
const { values } = parseArgs({
  options: {
    files: { type: "string", default: "2000" },
    large: { type: "string", default: "500" },
  },
});
const count = Number(values.files);
const largeBytes = Number(values.large) * 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), "unpick-offload-"));
const address = "s3://offload/data";

const store = await startStore();
const env = { ...process.env, ...store.environment };
Object.assign(process.env, store.environment);
const client = new S3Client({ endpoint: store.endpoint, forcePathStyle: true });

async function sumsOf(root) {
  const sums = new Map();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const hash = createHash("sha256");
    await pipeline(createReadStream(path), hash);
    sums.set(path.slice(root.length + 1), hash.digest("hex"));
  }
  return sums;
}

const words = (path, ...more) => [CLI, "offload", path, address, "--endpoint", store.endpoint, ...more];
const stored = async () => {
  let all = 0;
  for await (const page of paginateListObjectsV2({ client }, { Bucket: "offload" })) all += page.KeyCount ?? 0;
  return all;
};

function fail(message) {
  console.error(`offload: ${message}\n  the files are left at ${folder}`);
  process.exit(1);
}

try {
  await client.send(new CreateBucketCommand({ Bucket: "offload" }));
  for (let index = 0; index < count; index++) {
    const path = join(folder, "data", `user ${index % 40}`, `${index}.pdf`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, randomBytes(1000 + (index % 50) * 400));
  }
  for (let at = 0; at < largeBytes; at += 10 * 1024 * 1024)
    writeFileSync(join(folder, "data/large.bin"), randomBytes(Math.min(10 * 1024 * 1024, largeBytes - at)), {
      flag: "a",
    });
  const before = await sumsOf(join(folder, "data"));

  // Once while the large file is under way, once in the middle of the small ones.
  for (const wanted of [Math.ceil(count / 10), Math.ceil(count / 2)]) {
    const child = spawn(process.execPath, words("data"), { cwd: folder, env, stdio: "ignore" });
    const ended = new Promise((done) => child.once("exit", (code, signal) => done(signal ?? code)));
    let result;
    void ended.then((how) => {
      result = how;
    });
    while (result === undefined && (await stored()) < wanted) await wait(20);
    child.kill("SIGKILL");
    if ((await ended) !== "SIGKILL") fail(`the run ended by itself (${await ended}) before it was killed`);
    console.log(`killed with ${await stored()} objects stored`);
  }
  const last = spawnSync(process.execPath, words("data", "--json"), { cwd: folder, env, encoding: "utf8" });
  if (last.status !== 0) fail(`the third run ended with ${last.status}: ${last.stderr}${last.stdout.slice(0, 2000)}`);
  const document = JSON.parse(last.stdout);
  const { files, verified } = document;
  console.log(`third run: ${JSON.stringify(files)}, verified ${JSON.stringify(verified)}`);
  if (files.all !== before.size || verified.checksum + verified.reading !== before.size)
    fail(`${before.size} files, but ${files.all} seen and ${verified.checksum + verified.reading} verified`);
  if (files.present === 0) fail("nothing of the killed runs was used");
  execFileSync(process.execPath, words("copy", "--restore"), { cwd: folder, env });
  const after = await sumsOf(join(folder, "copy"));
  const different = [...before].filter(([path, sum]) => after.get(path) !== sum);
  if (different.length > 0 || after.size !== before.size) fail(`${different.length} files differ after restoration`);
  if ((await sumsOf(join(folder, "data"))).size !== before.size) fail("a file of this machine is gone");
  console.log(`restored: ${after.size} files, all identical`);
} finally {
  await store.close();
}
rmSync(folder, { recursive: true, force: true });
