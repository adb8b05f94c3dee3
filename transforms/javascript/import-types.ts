/**
 * `import("./rooms").Room` as a type, which the grammar cannot read. Only a type's name is upper case there: what a
 * dynamic import gives is a promise, whose members are lower case.
 */
const importType = /\bimport\((["'])([^"'\n]+)\1\)(?=\.[A-Z])/g;

/** The text with a plain name of the same length in place of each module that a type is taken from. */
export function maskImportTypes(text: string): string {
  return text.replace(importType, (whole) => "import".padEnd(whole.length, "_"));
}

/** The module that a type is taken from, given what stands before the dot: `import("./rooms")`. */
export function importedFrom(owner: string): string | undefined {
  return /^import\((["'])([^"'\n]+)\1\)$/.exec(owner)?.[2];
}
