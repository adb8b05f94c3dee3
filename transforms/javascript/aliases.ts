import { posix } from "node:path";
import { parse } from "jsonc-parser";
import type { Inventory } from "../../src/engine/model.js";

/** Where import paths may lead besides the importing file's folder, by one `tsconfig.json` or `jsconfig.json`. */
interface Aliases {
  /** Folder of the files that it speaks for. */
  folder: string;
  baseUrl?: string;
  /** Prefix, suffix and substitutions of each pattern of `paths`, folders resolved. */
  patterns: { prefix: string; suffix: string; wild: boolean; targets: string[] }[];
}

const read = new WeakMap<object, Aliases[]>();

/**
 * Files that an import path could mean by the `paths` and `baseUrl` of the configurations above a file, the nearest
 * first, without endings. See https://www.typescriptlang.org/tsconfig/#paths
 * @param path of the importing file
 * @param from as written, neither relative nor absolute
 */
export function aliased(path: string, from: string, inventory: Pick<Inventory, "files" | "read">): string[] {
  let all = read.get(inventory);
  if (!all) {
    all = [...inventory.files.keys()]
      .filter((file) => /(^|\/)[jt]sconfig(\.[\w-]+)?\.json$/.test(file) && !file.includes("node_modules/"))
      .flatMap((file) => readAliases(file, inventory))
      .sort((a, b) => b.folder.length - a.folder.length);
    read.set(inventory, all);
  }
  const found: string[] = [];
  for (const one of all) {
    if (one.folder !== "" && !path.startsWith(`${one.folder}/`)) continue;
    for (const { prefix, suffix, wild, targets } of one.patterns) {
      if (!wild && from !== prefix) continue;
      if (!from.startsWith(prefix) || !from.endsWith(suffix) || from.length < prefix.length + suffix.length) continue;
      const middle = from.slice(prefix.length, from.length - suffix.length);
      for (const target of targets) found.push(target.replace("*", () => middle));
    }
    if (one.baseUrl !== undefined) found.push(posix.join(one.baseUrl, from));
  }
  return found;
}

function readAliases(file: string, inventory: Pick<Inventory, "files" | "read">): Aliases[] {
  const options = (parse(inventory.read(file)?.text ?? "") as { compilerOptions?: unknown } | undefined)
    ?.compilerOptions;
  if (typeof options !== "object" || options === null) return [];
  const { baseUrl, paths } = options as { baseUrl?: unknown; paths?: unknown };
  const folder = posix.dirname(file) === "." ? "" : posix.dirname(file);
  const base = typeof baseUrl === "string" ? posix.join(folder, baseUrl) : undefined;
  const patterns = Object.entries(typeof paths === "object" && paths !== null ? paths : {}).map(
    ([pattern, targets]) => {
      const [prefix = "", suffix = ""] = pattern.split("*");
      const list = Array.isArray(targets) ? targets.filter((one) => typeof one === "string") : [];
      return {
        prefix,
        suffix,
        wild: pattern.includes("*"),
        targets: list.map((one) => posix.join(base ?? folder, one)),
      };
    },
  );
  return base === undefined && patterns.length === 0
    ? []
    : [{ folder, patterns, ...(base === undefined ? {} : { baseUrl: base }) }];
}
