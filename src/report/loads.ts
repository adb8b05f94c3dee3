import { drawBytes } from "./bytes.js";
import type { ScanBytes } from "./dependencies-document.js";

/** A sum for people: `2.8 GB`; `≥ 12 MB` if some of its packages are not known; `?` if none is. */
export function drawLoad(load: ScanBytes, of: "download" | "installed"): string {
  const bytes = load[of];
  if (bytes === null) return "?";
  return `${load.unknown[of] > 0 ? "≥ " : ""}${drawBytes(bytes)}`;
}

/** Both sums with what they are: `2.8 GB to download, 7.1 GB on disk`; what is not known is left out. */
export function drawBoth(load: ScanBytes): string {
  const parts = [
    ...(load.download === null ? [] : [`${drawLoad(load, "download")} to download`]),
    ...(load.installed === null ? [] : [`${drawLoad(load, "installed")} on disk`]),
  ];
  return parts.length === 0 ? "size not known" : parts.join(", ");
}

/** The sum that tells more: what is downloaded, or what is on disk where that is not known. */
export function mainBytes(load: ScanBytes): number {
  return load.download ?? load.installed ?? 0;
}

/** A table without the columns in which nothing is known. */
export function known(rows: readonly string[][]): string[][] {
  const isKnown = (column: number) => rows.slice(1).some((row) => row[column] !== "?" && row[column] !== "");
  const columns = (rows[0] ?? []).map((_, column) => column).filter((column) => column === 0 || isKnown(column));
  return rows.map((row) => columns.map((column) => row[column]!));
}
