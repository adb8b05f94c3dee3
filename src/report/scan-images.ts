import { count } from "./balance.js";
import { drawBytes } from "./bytes.js";
import { escapeLine, escapeName } from "./escape.js";
import type { ScanImage } from "./image-document.js";
import type { ScanDocument } from "./scan-document.js";
import { moreLine, type ScanStyle } from "./scan-section.js";
import { drawTable } from "./table.js";

/** Instructions are cut here; `--all` prints them whole. */
const LONGEST = 44;
/** So many rows of what should not be in an image are printed without `--all`. */
const SHOWN = 8;

/** Draws what each Dockerfile takes from its context, and what of it should not enter an image. */
export function drawImages(document: ScanDocument, style: ScanStyle): string {
  return document.ledgers.images.map((image) => drawImage(image, document, style)).join("\n");
}

function drawImage(image: ScanImage, document: ScanDocument, style: ScanStyle): string {
  const { palette } = style;
  const context = image.context === "." ? "this folder" : `${escapeName(image.context)}/`;
  const says = image.contextFrom === null ? "" : ` (${escapeName(image.contextFrom)})`;
  const ignore = image.ignoreFile === null ? "no .dockerignore" : `after ${escapeName(image.ignoreFile)}`;
  const sizes = image.tree === null ? [] : [`${drawBytes(image.tree.bytes)} here`];
  sizes.push(`${drawBytes(image.clone.bytes)} in a fresh clone without .git`);
  const rows = image.layers.map(({ line, text, inImage, fromTree, fromClone, unknown }) => [
    String(line),
    cut(escapeLine(text), style) + (inImage ? "" : "  (not in the image)"),
    unknown === "" ? drawBytes(fromTree ?? fromClone ?? 0) : escapeLine(unknown),
  ]);
  const unwanted = style.all ? image.unwanted : image.unwanted.slice(0, SHOWN);
  const lines = unwanted.map(
    ({ path, class: kind, files, bytes, inClone, line }) =>
      `    ${drawBytes(bytes).padStart(7)}  ${palette.place(escapeName(path))}  ${escapeLine(kind)}, ` +
      `${path === ".git/" ? "the whole history" : count(files, "file")}, line ${line}${inClone ? ", from a clone too" : ""}\n`,
  );
  return (
    `${palette.heading(`Image of ${escapeName(image.dockerfile)}`)}  on paper, nothing was built\n` +
    `  context: ${context}${says}, ${ignore}: ${sizes.join(", ")}\n` +
    drawTable(rows, new Set([0])) +
    (lines.length === 0 ? "" : `  ${palette.warning("enters the image and should not:")}\n${lines.join("")}`) +
    moreLine(image.unwanted.length - unwanted.length, document) +
    reasonLines(image)
      .map((line) => palette.dim(`  ${line}`).concat("\n"))
      .join("")
  );
}

/** Why an ignored environment is here, though no deploy from git ever had it, and which lines keep it out. */
function reasonLines({ unwanted, ignoreFile }: ScanImage): string[] {
  if (unwanted.length === 0) return [];
  const local = unwanted.filter(({ inClone }) => !inClone);
  const lines = [`Name it in ${ignoreFile === null ? "a .dockerignore, which is missing" : escapeName(ignoreFile)}.`];
  if (local.length > 0)
    lines.unshift(
      "A .gitignore keeps files from git, so no clone and no deploy from git has them. A build on this",
      "machine takes the folder as it lies: only a .dockerignore keeps them from it.",
    );
  return lines;
}

function cut(text: string, { all }: ScanStyle): string {
  return all || text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
