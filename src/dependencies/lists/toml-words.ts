import { parseSpecification } from "../specification.js";

/** A text of TOML, in the quotes that are asked for if it can stand in them. */
export function quotedFor(words: string, quote: string | undefined): string {
  const kind = quote === "'" ? "'" : '"';
  if (!words.includes(kind)) return `${kind}${words}${kind}`;
  const other = kind === "'" ? '"' : "'";
  if (!words.includes(other)) return `${other}${words}${other}`;
  return `"${words.replace(/[\\"]/g, "\\$&")}"`;
}

/**
 * A requirement of PEP 508 as an entry of Poetry's tables: `flask = ">=3"`.
 *
 * @throws {Error} if the words are no requirement
 */
export function poetryEntry(words: string): string {
  const specification = parseSpecification(words);
  if (specification === undefined) throw new Error(`is no requirement: ${words}`);
  const { writtenName, extras, specifier, url } = specification;
  const key = /^[\w-]+$/.test(writtenName) ? writtenName : `"${writtenName}"`;
  const marker = words.slice(words.indexOf(";") + 1).trim();
  const parts = [
    ...(url === undefined ? [] : [`url = ${quotedFor(url, '"')}`]),
    ...(url === undefined ? [`version = ${quotedFor(specifier || "*", '"')}`] : []),
    ...(extras.length > 0 ? [`extras = [${extras.map((one) => `"${one}"`).join(", ")}]`] : []),
    ...(specification.marker ? [`markers = ${quotedFor(marker, '"')}`] : []),
  ];
  if (parts.length === 1 && url === undefined) return `${key} = ${quotedFor(specifier || "*", '"')}`;
  return `${key} = { ${parts.join(", ")} }`;
}
