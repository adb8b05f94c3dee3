import type { Inventory } from "../../engine/model.js";

/** Texts of tracked files by path. @param paths what the paths look like */
export function readTexts(inventory: Inventory, paths: RegExp): Map<string, string> {
  const texts = new Map<string, string>();
  for (const path of inventory.files.keys()) {
    const file = paths.test(path) ? inventory.read(path) : undefined;
    if (file) texts.set(path, file.text);
  }
  return texts;
}
