import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FolderReader } from "../dependencies/environment/reader.js";

/**
 * Reads a folder of the disk and what is below it. Nothing is written and no symbolic link below it is followed.
 *
 * @param root path of the folder
 */
export function folderReader(root: string): FolderReader {
  return {
    list: (folder) =>
      unlessMissing(() =>
        readdirSync(join(root, folder), { withFileTypes: true }).map((entry) => ({
          name: entry.name,
          kind: entry.isDirectory() ? "folder" : entry.isSymbolicLink() ? "link" : "file",
        })),
      ),
    read: (path) => unlessMissing(() => readFileSync(join(root, path), "utf8")),
    facts: (path) => {
      const found = unlessMissing(() => lstatSync(join(root, path), { throwIfNoEntry: false }));
      return found && { bytes: found.size, links: found.nlink };
    },
  };
}

/** What cannot be read is as good as absent; who asks says what that means. */
function unlessMissing<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
