/**
 * The message of a commit of a stack. Its last paragraph says all that is needed to plan again in
 * any clone; nothing else in the message is ever read back.
 */

/** What a commit message says about the stack. */
export interface StackTrailers {
  /** The commit that the plan was made from. */
  base: string;
  /** Version of this program. */
  version: string;
  /** Target, exclusions, decisions: any JSON object. */
  options: Record<string, unknown>;
  /** Name of the step. */
  step: string;
}

/** Everything that a message is made of. */
export interface MessageParts extends StackTrailers {
  subject: string;
  /** Lines of the description; an empty one starts a new paragraph. */
  body: readonly string[];
  /** `Name <address>` for a Signed-off-by line. */
  signedOffBy?: string;
}

/**
 * Writes a commit message that {@link parseMessage} reads back, whatever the values contain.
 *
 * @throws Error if the subject is empty or the base is not a hash
 */
export function formatMessage(parts: MessageParts): string {
  const subject = plain(parts.subject).replace(/\s+/g, " ").trim();
  if (subject === "") throw new Error("a commit needs a subject");
  if (!HASH.test(parts.base)) throw new Error(`not a commit hash: ${parts.base}`);
  // One entry may hold several lines; each becomes one, so that the shape of the message stays ours.
  const body = parts.body
    .flatMap((entry) => entry.split(/\r\n|[\n\r\u2028\u2029]/))
    .map((line) => plain(line).trimEnd())
    .join("\n")
    .replace(/^\n+|\n+$/g, "")
    .replace(/\n{3,}/g, "\n\n");
  const trailers = [
    `Unpick-Base: ${parts.base}`,
    `Unpick-Version: ${escapeValue(parts.version)}`,
    `Unpick-Options: ${escapeJson(parts.options)}`,
    `Unpick-Step: ${escapeValue(parts.step)}`,
  ];
  if (parts.signedOffBy) trailers.push(`Signed-off-by: ${plain(parts.signedOffBy).replace(/\s+/g, " ").trim()}`);
  return [subject, body, trailers.join("\n")]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

/**
 * Reads the trailers of a commit message.
 *
 * @param message the whole message
 * @returns null if its last paragraph is not that of a stack, or is damaged
 */
export function parseMessage(message: string): StackTrailers | null {
  return parseParagraph(paragraphs(message).at(-1) ?? "");
}

/**
 * Looks for trailers anywhere in a message. For squash merges: their message strings several together,
 * often indented or followed by other paragraphs. The order is that of the message.
 */
export function findTrailers(message: string): StackTrailers[] {
  return paragraphs(message).flatMap((paragraph) => parseParagraph(paragraph) ?? []);
}

/** The first line of a message. */
export function subjectOf(message: string): string {
  return (/[^\r\n]*/.exec(message.trimStart())?.[0] ?? "").trim();
}

const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

function paragraphs(message: string): string[] {
  return message
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");
}

function parseParagraph(paragraph: string): StackTrailers | null {
  const values = new Map<string, string>();
  for (const line of paragraph.split("\n")) {
    const match = /^[ \t]*Unpick-(Base|Version|Options|Step):[ \t]*(.*)$/.exec(line);
    if (match === null) continue;
    // Two of a kind: somebody edited the message, and which one counts is anybody's guess.
    if (values.has(match[1]!)) return null;
    values.set(match[1]!, match[2]!.trimEnd());
  }
  const base = values.get("Base");
  const version = values.get("Version");
  const step = values.get("Step");
  const options = parseObject(values.get("Options"));
  if (base === undefined || !HASH.test(base) || version === undefined || !step || options === null) return null;
  return { base, version: unescapeValue(version), options, step: unescapeValue(step) };
}

function parseObject(text: string | undefined): Record<string, unknown> | null {
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** JSON in one line of visible characters: what a line-based reader could stumble over is escaped. */
function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => unicodeEscape(character));
}

/** A value in one line; a backslash and what is not visible become escapes. */
function escapeValue(value: string): string {
  return value.replace(/[\\\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^\s|\s$/gu, (character) => unicodeEscape(character));
}

function unescapeValue(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** JSON's escape, once for each half of a character outside the basic plane. */
function unicodeEscape(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

/** Text for people: control characters would hide something or break the message, so they become spaces. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, " ");
}
