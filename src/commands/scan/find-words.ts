import type { FindWord } from "../../dependencies/frontier/model.js";
import type { Inventory } from "../../engine/model.js";

/** Looks for words in programs, outside of comments; the first place of each. */
export function findWords(inventory: Inventory, paths: readonly string[]): FindWord {
  return (word) => {
    const pattern = new RegExp(`^(?!\\s*#).*\\b${word}\\b`, "m");
    for (const path of paths) {
      const text = inventory.read(path)?.text ?? "";
      const found = text.includes(word) ? pattern.exec(text) : null;
      if (found !== null) return { path, line: text.slice(0, found.index + found[0].length).split("\n").length };
    }
    return undefined;
  };
}
