/** A logical line of a requirements file: physical lines that backslashes join, with what ends the last of them. */
export interface LogicalLine {
  start: number;
  /** After what ends the line. */
  end: number;
  /** One-based number of its first physical line. */
  line: number;
  /** Joined, without comment and without white space at the ends, as pip reads it; empty for a blank line. */
  text: string;
  /** From `#` to the end of the line without its break. */
  comment?: { start: number; end: number };
  /** Offset in the file of a character of `text`, or of its end. */
  offsetOf(index: number): number;
}

/** Python's white space and line ends: `str.isspace` and `str.splitlines`. */
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python parts lines by them
const PHYSICAL = /([^\n\v\f\r\x1c-\x1e\x85\u2028\u2029]*)(\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]|$)/y;
const IS_COMMENT = new RegExp(`^[${SPACE}]*#`);
const COMMENT = new RegExp(`(?<![^${SPACE}])#`);
const IS_SPACE = new RegExp(`[${SPACE}]`);

/** The text without what Python's `str.strip` takes from its ends. */
export function stripped(text: string): string {
  const end = endOf(text);
  return text.slice(Math.min(startOf(text), end), end);
}

function startOf(text: string): number {
  let at = 0;
  while (at < text.length && IS_SPACE.test(text[at]!)) at += 1;
  return at;
}

function endOf(text: string): number {
  let at = text.length;
  while (at > 0 && IS_SPACE.test(text[at - 1]!)) at -= 1;
  return at;
}

/** A run of characters that stand together in the file. */
interface Piece {
  /** In the joined text. */
  at: number;
  /** In the file. */
  offset: number;
  length: number;
}

/**
 * Splits a requirements file into logical lines, in pip's order: lines are joined first, then comments are cut. Every
 * character of the file belongs to exactly one of them.
 *
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/#structure
 */
export function logicalLines(text: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let joined = "";
  let pieces: Piece[] = [];
  let [start, first] = [0, 1];
  // A byte order mark is part of the first line and not of what it says.
  PHYSICAL.lastIndex = text.startsWith("\ufeff") ? 1 : 0;
  for (let line = 1, from = PHYSICAL.lastIndex; from < text.length || start < from; line += 1) {
    const [whole, content] = PHYSICAL.exec(text)! as unknown as [string, string];
    const isComment = IS_COMMENT.test(content);
    const continues = content.endsWith("\\") && !isComment && from < text.length;
    // What ends with a backslash loses those at its start, too.
    const lead = continues ? /^\\*/.exec(content)![0].length : 0;
    const kept = continues ? content.slice(lead).replace(/\\+$/, "") : content;
    if (isComment) joined += " ";
    pieces.push({ at: joined.length, offset: from + lead, length: kept.length });
    joined += kept;
    from += whole.length;
    PHYSICAL.lastIndex = from;
    if (continues && from < text.length) continue;
    lines.push(
      asLine({ start, end: from, line: first, joined, pieces, contentEnd: from - (whole.length - content.length) }),
    );
    [start, first, joined, pieces] = [from, line + 1, "", []];
  }
  return lines;
}

interface Joined {
  start: number;
  end: number;
  line: number;
  joined: string;
  pieces: Piece[];
  /** Without what ends the last line. */
  contentEnd: number;
}

function asLine({ start, end, line, joined, pieces, contentEnd }: Joined): LogicalLine {
  const found = COMMENT.exec(joined);
  const cut = found === null ? joined : joined.slice(0, found.index);
  const lead = startOf(cut);
  const text = stripped(cut);
  const fileOffset = (index: number, isEnd: boolean): number => {
    // An end belongs to the piece that it closes, not to the one that begins there.
    const at = lead + index;
    const piece = pieces.findLast((one) => (isEnd ? one.at < at : one.at <= at && one.length > 0)) ?? pieces[0]!;
    return piece.offset + Math.min(at - piece.at, piece.length);
  };
  const hash = found?.index;
  const comment = hash === undefined ? {} : { comment: { start: fileOffset(hash - lead, false), end: contentEnd } };
  return { start, end, line, text, ...comment, offsetOf: (index) => fileOffset(index, index === text.length) };
}
