import { join } from "node:path";
import { compositeChecksum, streamChecksum } from "./checksum.js";
import type { StoredFile } from "./manifest.js";
import type { ObjectFacts, ObjectStore } from "./store.js";

/** How it is known that a store holds a file byte for byte; undefined if it does not. */
export type Proof =
  /** The store computed the checksum itself, from what it received. */
  | "checksum"
  /** It was read back. */
  | "reading";

/**
 * Proves that an object holds a file.
 *
 * @param root folder of the files, absolute
 * @param facts of the object
 */
export async function prove(
  store: ObjectStore,
  key: string,
  root: string,
  file: StoredFile,
  facts: ObjectFacts,
): Promise<Proof | undefined> {
  if (facts.bytes !== file.bytes) return undefined;
  if (facts.checksum !== undefined) {
    const own = facts.checksum.includes("-")
      ? await compositeChecksum(join(root, file.path), store.partBytesOf(file.bytes))
      : Buffer.from(file.sha256, "hex").toString("base64");
    // One that differs may be of parts of another size, or of what another store takes for it: reading tells.
    if (own === facts.checksum) return "checksum";
  }
  const stream = await store.read(key);
  return stream && (await streamChecksum(stream)) === file.sha256 ? "reading" : undefined;
}
