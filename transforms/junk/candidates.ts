import type { Inventory } from "../../src/engine/model.js";
import { type Byproduct, DATA_KINDS, findByproducts, REBUILT_KINDS } from "../../src/repo/byproducts.js";
import { classifyPath } from "../../src/repo/classify.js";
import type { LinkedUnit } from "../../src/repo/links.js";
import { findCopies } from "./copies.js";
import { strayReason } from "./stray.js";

/** What may go together, if nothing that stays leads there. */
export interface Candidate extends LinkedUnit {
  files: string[];
  /** What it is, with an article: `a backup`. */
  what: string;
  because: string;
}

/** Everything that looks like junk, before links are asked for. */
export interface Candidates {
  units: Candidate[];
  /** Caches, bytecode, logs: whatever names them, they come again. */
  rebuilt: { path: string; kind: Byproduct["kind"] }[];
  /** Data among old things: its only copy may be here. */
  data: string[];
}

/** Dumps and packed copies of data, also under an ending of a backup. */
const DUMP = /\.(?:sql|dump|bson|rdb|gz|bz2|xz|zst|zip|tar|tgz|7z|rar)(?:\.(?:bak|old|orig|\d+))*$/i;
const DATABASE = /\.(?:db3?|sqlite3?)(?:[.-][\w-]+)*$/i;
/** Variables of an environment hold secrets that are nowhere else. */
const SECRETS = /(?:^|\/)\.env(?:\.[^/]*)?$/;
/** Frameworks serve or run these by where they lie, without a link. */
const BY_PLACE = /(?:^|\/)(?:pages|app|routes)\/.*\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx?)$/;

/** Finds what looks like junk in a tree. */
export function findCandidates(inventory: Inventory): Candidates {
  const paths = [...inventory.files].filter(([, file]) => file.mode !== "160000").map(([path]) => path);
  const byproducts = findByproducts(paths);
  const units = new Map<string, Candidate>();
  const found: Candidates = { units: [], rebuilt: [], data: [] };
  const add = (unit: Omit<Candidate, "files">, file: string) => {
    const known = units.get(unit.path) ?? { ...unit, files: [] };
    known.files.push(file);
    units.set(unit.path, known);
  };
  for (const [path, byproduct] of byproducts) {
    const { kind, folder } = byproduct;
    if (REBUILT_KINDS.has(kind)) found.rebuilt.push({ path, kind });
    else if ((kind === "archive" || kind === "backup") && folder !== undefined) {
      if (isPackage(inventory, folder) || SECRETS.test(path)) continue;
      const unit = unitPath(path, folder);
      if (isData(path.slice(folder.length))) found.data.push(path);
      else
        add(
          {
            path: unit,
            byName: false,
            what: withArticle(kind),
            because: `${folder} is named like ${withArticle(kind)}`,
          },
          path,
        );
    }
  }
  for (const copy of findCopies(paths, (path) => inventory.read(path)?.text)) {
    const { path } = copy;
    if (byproducts.get(path)?.folder !== undefined || !isCopy(path)) continue;
    if (DUMP.test(path) || DATABASE.test(path)) found.data.push(path);
    else add({ path, byName: true, what: "a copy", because: copy.because }, path);
  }
  for (const path of paths) {
    const because = strayReason(path);
    if (because !== undefined && inventory.files.get(path)!.mode === "100644")
      add({ path, byName: false, what: "a stray file", because }, path);
  }
  found.units = [...units.values()];
  return found;
}

/** A folder of archives holds one thing in each folder; a folder that is a backup by its own name is one thing. */
function unitPath(path: string, folder: string): string {
  const isPlain = /^[._]?[a-z]+\/$/i.test(folder);
  if (!isPlain) return folder;
  const slash = path.indexOf("/", folder.length);
  return slash < 0 ? path : path.slice(0, slash + 1);
}

/** A plain word can be the name of a package. */
function isPackage(inventory: Inventory, folder: string): boolean {
  return /^[._]?[a-z]+\/$/i.test(folder) && inventory.files.has(`${folder}__init__.py`);
}

/** True for data inside of an old folder, by its path below that folder. */
function isData(inner: string): boolean {
  const byproduct = findByproducts([inner]).get(inner);
  return (byproduct !== undefined && DATA_KINDS.has(byproduct.kind)) || DUMP.test(inner) || DATABASE.test(inner);
}

function isCopy(path: string): boolean {
  const { role, history, vendored } = classifyPath(path);
  if (history || vendored || SECRETS.test(path) || BY_PLACE.test(path)) return false;
  // Tests run without a link.
  return role !== "test";
}

const withArticle = (kind: string) => `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;
