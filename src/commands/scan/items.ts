import type { Decision, ScanPart, ScanPath } from "../../report/scan-document.js";
import type { FileVerdict } from "./verdicts.js";

/** One file with what was found about it; an environment comes as one, with all of its files. */
export interface Judged extends FileVerdict {
  path: string;
  tracked: boolean;
  files: number;
  bytes: number;
}

/** Where two decisions of one folder are about equally big, the one that comes first here names the folder. */
const ORDER: Decision[] = ["keep", "review", "move", "delete", "untrack", "ignore"];

/**
 * Gathers files to the entries at the top of the tree, the biggest first.
 *
 * @param kinds every entry at the top by its name, also those without a file
 */
export function gatherItems(files: Iterable<Judged>, kinds: ReadonlyMap<string, ScanPath["kind"]>): ScanPath[] {
  const parts = new Map<string, Map<string, ScanPart>>([...kinds.keys()].map((name) => [name, new Map()]));
  for (const file of files) {
    const slash = file.path.indexOf("/");
    const name = slash < 0 ? file.path : file.path.slice(0, slash);
    const own = parts.get(name) ?? new Map<string, ScanPart>();
    parts.set(name, own);
    const key = [file.class, file.decision, file.tracked, file.reason].join("\0");
    const known = own.get(key);
    if (known) {
      known.files += file.files;
      known.bytes += file.bytes;
    } else {
      const { class: kind, decision, reason, tracked, bytes } = file;
      own.set(key, { class: kind, decision, reason, tracked, files: file.files, bytes, example: file.path });
    }
  }
  return [...parts]
    .map(([name, own]) => item(name, kinds.get(name) ?? "folder", [...own.values()]))
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
}

function item(path: string, kind: ScanPath["kind"], parts: ScanPart[]): ScanPath {
  parts.sort((a, b) => b.bytes - a.bytes || b.files - a.files || (a.example < b.example ? -1 : 1));
  const main = mainPart(parts);
  const trackedParts = parts.filter((part) => part.tracked).length;
  return {
    path,
    kind,
    files: sum(parts, "files"),
    bytes: sum(parts, "bytes"),
    tracked: trackedParts === 0 ? false : trackedParts === parts.length ? true : "partly",
    class: main?.class ?? "other",
    decision: main?.decision ?? "ignore",
    reason: main?.reason ?? "empty: git holds no empty folders",
    parts,
  };
}

/**
 * The part that a folder is named after. What the application is made of decides, however much lies beside it: a
 * folder of sources stays, though its bytecode weighs more. Of what stays, the most files decide: one picture may weigh
 * more than all pages.
 */
function mainPart(parts: readonly ScanPart[]): ScanPart | undefined {
  const kept = parts.filter((part) => part.decision === "keep");
  if (kept.length > 0) return kept.reduce((most, part) => (part.files > most.files ? part : most));
  const weight = (decision: Decision) =>
    sum(
      parts.filter((part) => part.decision === decision),
      "bytes",
    );
  const [decision] = ORDER.filter((one) => parts.some((part) => part.decision === one)).sort(
    (a, b) => weight(b) - weight(a),
  );
  return parts.find((part) => part.decision === decision);
}

function sum(parts: readonly ScanPart[], key: "files" | "bytes"): number {
  return parts.reduce((total, part) => total + part[key], 0);
}
