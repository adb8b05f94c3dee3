import { count } from "./balance.js";
import { drawBytes } from "./bytes.js";
import type { Palette } from "./colour.js";
import { escapeLine, escapeName } from "./escape.js";
import type { OffloadDocument, Remark } from "./offload-document.js";
import { nextLine } from "./plan-view.js";
import { drawTable } from "./table.js";

/** So many rows of a list are drawn; how many more there are is said. */
const SHOWN = 20;

/** Draws what an upload or a restoration did, or would do. */
export function drawOffload(document: OffloadDocument, palette: Palette): string {
  const { files, bytes, verified } = document;
  const places = [escapeName(document.path), escapeName(document.address)];
  const [from, to] = document.action === "offload" ? places : places.reverse();
  const verb = document.dryRun ? "would be " : "";
  const done = document.action === "offload" ? "stored" : "fetched";
  let result = `${palette.heading(`${from} → ${to}`)}: ${count(files.all, "file")}, ${drawBytes(bytes.all)}\n`;
  result += `  ${files.moved} ${verb}${done} (${drawBytes(bytes.moved)}), ${files.present} already there\n`;
  const proven = verified.checksum + verified.reading;
  if (proven > 0 && document.action === "offload")
    result += `  ${palette.good(`${proven} verified`)}: ${verified.checksum} by the store's checksum, ${verified.reading} by reading back\n`;
  if (proven > 0 && document.action === "restore") result += `  ${palette.good(`${proven} verified`)} by checksum\n`;
  if (document.manifest !== null) result += `  list: ${escapeName(document.manifest)}\n`;
  if (document.deleted > 0) result += `  ${count(document.deleted, "file")} deleted here, after the proof\n`;
  result += drawRemarks("Failed", document.failures, palette);
  result += drawRemarks("Kept here", document.kept, palette);
  result += drawRemarks("Left out", document.skipped, palette);
  for (const note of document.notes) result += `${escapeLine(note)}\n`;
  return result + nextLine(nextCommands(document));
}

function drawRemarks(title: string, remarks: readonly Remark[], palette: Palette): string {
  if (remarks.length === 0) return "";
  const rows = remarks.slice(0, SHOWN).map(({ path, reason }) => [escapeName(path), escapeLine(reason)]);
  const more = remarks.length > SHOWN ? `  … and ${remarks.length - SHOWN} more: --json lists them all\n` : "";
  return `${palette.heading(`${title} (${remarks.length})`)}\n${drawTable(rows)}${more}`;
}

function nextCommands({ action, dryRun, failures, path, address }: OffloadDocument): string[] {
  const command = `unpick offload ${path} ${address}`;
  if (dryRun) return [action === "offload" ? command : `${command} --restore`];
  if (failures.length > 0) return [`${command}${action === "restore" ? " --restore" : ""}  (goes on where it stopped)`];
  return action === "offload" ? [`${command} --restore`] : [];
}
