import type { SecretRule } from "./model.js";

/** What a rule of secretlint reports: an identifier of the message, and the data that its text is made of. */
interface Report {
  message: { data: Record<string, unknown> };
  range: readonly [number, number];
}

/** A scanner of secretlint, as far as it is used here: its published interface is in `@secretlint/types`. */
interface Scanner {
  meta: { id: string };
  create(context: unknown, options: object): { file(source: unknown): unknown };
}

/** Names that people know better than those of the packages. */
const NAMES = new Map([
  ["basicauth", "password in an address"],
  ["privatekey", "private key"],
  ["database-connection-string", "database address"],
]);
/** It finds no secrets, but comments by which people switch rules off; a secret stays one all the same. */
const NO_RULE = "filter-comments";

/**
 * Loads secretlint's recommended rules. They are run without its core: that gives messages with the value in them, and
 * places by promise, while plans are made of pure functions. All rules of the pinned version are such functions, but
 * the one for PKCS #12, which takes no texts.
 */
export async function loadSecretlint(): Promise<SecretRule[]> {
  const { rules } = await import("@secretlint/secretlint-rule-preset-recommend");
  return (rules as unknown as Scanner[]).filter(({ meta }) => shortName(meta.id) !== NO_RULE).map(ruleOf);
}

function shortName(id: string): string {
  return id.replace(/^.*secretlint-rule-/, "");
}

function ruleOf(scanner: Scanner): SecretRule {
  let reports: Report[] = [];
  const context = {
    sharedOptions: {},
    // The words of a message are of no use here: they have the value in them.
    createTranslator: () => (messageId: string, data: object) => ({ message: "", messageId, data: data ?? {} }),
    report: (report: Report) => reports.push(report),
    ignore: () => {},
  };
  const { file } = scanner.create(context, {});
  const id = shortName(scanner.meta.id);
  return {
    id: NAMES.get(id) ?? id,
    find(path, text) {
      reports = [];
      const ext = /\.[^./]*$/.exec(path)?.[0] ?? "";
      const answer = file({ content: text, filePath: path, ext, contentType: "text", getSourceFilePath: () => path });
      if (answer instanceof Promise) throw new Error(`the rule ${id} of secretlint answers later`);
      return reports.map((report) => placeOf(text, report));
    },
  };
}

/**
 * The value's own place. Ranges of secretlint are as long as the value, but some begin where the key's name does; the
 * data of the message holds the value itself.
 */
function placeOf(text: string, { message, range }: Report): { start: number; end: number } {
  const values = Object.values(message.data).filter((value) => typeof value === "string" && value !== "") as string[];
  const value = values.sort((a, b) => b.length - a.length)[0];
  const start = value === undefined ? -1 : text.indexOf(value, range[0]);
  if (value === undefined || start < 0) {
    const lineEnd = text.indexOf("\n", range[1]);
    return { start: range[0], end: lineEnd < 0 ? text.length : lineEnd };
  }
  return { start, end: start + value.length };
}
