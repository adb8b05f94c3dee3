import { createHash } from "node:crypto";
import type { Inventory, SourceFile, TreeFile } from "../engine/model.js";

/** An inventory of texts that lie in memory: a tree that a plan would give, or a test's. */
export function inMemoryInventory(texts: Readonly<Record<string, string>> | ReadonlyMap<string, string>): Inventory {
  const entries = texts instanceof Map ? [...texts] : Object.entries(texts);
  const files = new Map<string, TreeFile>();
  const sources = new Map<string, SourceFile>();
  // In git's order: by bytes, as if folders were part of the name.
  for (const [path, text] of entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    const content = Buffer.from(text, "utf8");
    files.set(path, { path, mode: "100644", oid: blobHash(content), size: content.length });
    if (!text.slice(0, 8000).includes("\0")) sources.set(path, { path, text, encoding: "utf8" });
  }
  return { files, read: (path) => sources.get(path) };
}

/** The hash that git gives a file of this content. */
function blobHash(content: Buffer): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}
