import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../fixtures/apps/", import.meta.url));
const leftovers = new Set(["__pycache__", ".pytest_cache"]);

/** Applications that features are planted in. */
export const applicationNames = ["chatbot", "notes", "shop"];

/**
 * Paths and texts of an application.
 * @param {string} name folder below fixtures/apps
 * @returns {Map<string, string>} in the order of paths
 * @throws Error if there is no such folder
 */
export function readApplication(name) {
  const root = join(folder, name);
  const texts = new Map();
  const visit = (at) => {
    for (const entry of readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (leftovers.has(entry.name)) continue;
      const path = join(at, entry.name);
      if (entry.isDirectory()) visit(path);
      else
        texts.set(
          relative(root, path)
            .split(sep)
            .join("/")
            // As in scripts/fixture.mjs: a real ignore file would be obeyed in our own repository.
            .replace(/(^|\/)dot-/, "$1."),
          readFileSync(path, "utf8"),
        );
    }
  };
  visit(root);
  return texts;
}
