import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Repository } from "../git/repository.js";
import { stateFolder } from "./saved.js";

/**
 * Consent to run code of a repository, remembered in `.git/unpick/`. A repository that was unpacked from an archive
 * brings a `.git` of its own, which could claim any consent; so each is signed with a key that only this person has.
 */
const FILE = "consent.json";

/** What was agreed to in this run, in case that it cannot be remembered. */
const agreedNow = new Set<string>();

/**
 * True if this person agreed to run exactly this code.
 *
 * @param digest of the code
 */
export async function hasConsent(repository: Repository, digest: string): Promise<boolean> {
  if (agreedNow.has(digest)) return true;
  const key = await readFile(keyFile()).catch(() => undefined);
  if (key === undefined || key.length < 32) return false;
  const remembered = await readConsents(repository);
  const wanted = Buffer.from(sign(key, digest), "hex");
  return remembered.some((one) => {
    const given = Buffer.from(one, "hex");
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

/**
 * Remembers that this person agreed to run this code.
 *
 * @returns false if that could not be written; then it counts for this run alone
 */
export async function rememberConsent(repository: Repository, digest: string): Promise<boolean> {
  agreedNow.add(digest);
  try {
    const signature = sign(await ownKey(), digest);
    const known = await readConsents(repository);
    if (known.includes(signature)) return true;
    await mkdir(stateFolder(repository), { recursive: true });
    const path = join(stateFolder(repository), FILE);
    await writeFile(`${path}.${process.pid}.new`, JSON.stringify({ format: 1, transforms: [...known, signature] }));
    await rename(`${path}.${process.pid}.new`, path);
    return true;
  } catch {
    return false;
  }
}

const sign = (key: Buffer, digest: string) => createHmac("sha256", key).update(`transforms ${digest}`).digest("hex");

async function readConsents(repository: Repository): Promise<string[]> {
  try {
    const { transforms } = JSON.parse(await readFile(join(stateFolder(repository), FILE), "utf8")) as {
      transforms?: unknown;
    };
    return Array.isArray(transforms) ? transforms.filter((one): one is string => typeof one === "string") : [];
  } catch {
    // None there, or not ours: nobody agreed to anything.
    return [];
  }
}

/** The folder for what belongs to the person and to no repository. */
function keyFile(): string {
  const { XDG_CONFIG_HOME, APPDATA } = process.env;
  const folder = XDG_CONFIG_HOME || (process.platform === "win32" && APPDATA) || join(homedir(), ".config");
  return join(folder, "unpick", "consent.key");
}

async function ownKey(): Promise<Buffer> {
  const file = keyFile();
  const known = await readFile(file).catch(() => undefined);
  if (known !== undefined && known.length >= 32) return known;
  await mkdir(join(file, ".."), { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  await writeFile(file, key, { mode: 0o600 });
  return key;
}
