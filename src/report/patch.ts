import { changeStatus, type FileChange } from "./change.js";
import { type Hunk, hunksOf } from "./hunks.js";

/** Object name of no object, as long as the one it stands beside. */
const zeros = (name: string) => "0".repeat(name.length);

/**
 * Draws changes as a patch that `git apply` takes: the bytes of the files as they are, names in git's
 * C style where they need it.
 */
export function drawPatch(changes: readonly FileChange[]): Uint8Array {
  return Buffer.concat(changes.flatMap(filePatch));
}

/** A name as git writes it in a patch: quoted if it holds a control, a quote, a backslash or no ASCII. */
export function patchName(name: string): string {
  let result = "";
  let isPlain = true;
  for (const byte of nameBytes(name)) {
    const short = ESCAPES.get(byte);
    if (short === undefined && byte >= 0x20 && byte < 0x7f) {
      result += String.fromCharCode(byte);
    } else {
      isPlain = false;
      result += short ?? `\\${byte.toString(8).padStart(3, "0")}`;
    }
  }
  return isPlain ? result : `"${result}"`;
}

const ESCAPES = new Map([
  [0x07, "\\a"],
  [0x08, "\\b"],
  [0x09, "\\t"],
  [0x0a, "\\n"],
  [0x0b, "\\v"],
  [0x0c, "\\f"],
  [0x0d, "\\r"],
  [0x22, '\\"'],
  [0x5c, "\\\\"],
]);

/** Bytes of a name; the lone surrogates U+DC80 to U+DCFF stand for bytes that are not UTF-8. */
function* nameBytes(name: string): Generator<number> {
  for (const character of name) {
    const code = character.codePointAt(0)!;
    if (code >= 0xdc80 && code <= 0xdcff) yield code - 0xdc00;
    else yield* Buffer.from(character, "utf8");
  }
}

function filePatch(change: FileChange): Buffer[] {
  if (change.before === null && change.after === null && change.binary === undefined) return [];
  const oldName = patchName(`a/${change.path}`);
  const newName = patchName(`b/${change.path}`);
  const status = changeStatus(change);
  let header = `diff --git ${oldName} ${newName}\n`;
  if (status === "deleted") header += `deleted file mode ${change.mode}\n`;
  if (status === "added") header += `new file mode ${change.mode}\n`;
  const withheld = change.binary ?? (change.after === null ? change.hidden : undefined);
  if (withheld !== undefined) {
    // A deletion needs the object's name and an empty result, not the content that goes.
    header += `index ${withheld}..${zeros(withheld)}\nGIT binary patch\nliteral 0\nHcmV?d00001\n\n`;
    return [Buffer.from(header, "latin1")];
  }
  const hunks = hunksOf(change);
  if (hunks.length === 0) return status === "modified" ? [] : [Buffer.from(header, "latin1")];
  header += `--- ${status === "added" ? "/dev/null" : tabbed(oldName)}\n`;
  header += `+++ ${status === "deleted" ? "/dev/null" : tabbed(newName)}\n`;
  return [Buffer.from(header, "latin1"), ...hunks.map((hunk) => Buffer.from(hunkText(hunk), change.encoding))];
}

/** git ends a name that has spaces with a tab, so that other tools find its end. */
function tabbed(name: string): string {
  return name.includes(" ") ? `${name}\t` : name;
}

const SIGNS = { same: " ", deleted: "-", added: "+" } as const;

function hunkText(hunk: Hunk): string {
  let result = `${hunkHeader(hunk)}\n`;
  for (const line of hunk.lines) {
    result += SIGNS[line.kind] + line.text;
    if (!line.text.endsWith("\n")) result += "\n\\ No newline at end of file\n";
  }
  return result;
}

/** The line that opens a hunk, without the heading of what encloses it. */
export function hunkHeader(hunk: Hunk): string {
  return `@@ -${side(hunk.oldStart, hunk.oldCount)} +${side(hunk.newStart, hunk.newCount)} @@`;
}

function side(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`;
}
