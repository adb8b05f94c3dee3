/** A table of TOML or an object of JSON. */
export type Table = Readonly<Record<string, unknown>>;

/** The value as a table; an empty one if it is something else. */
export function tableOf(value: unknown): Table {
  return isTable(value) ? value : {};
}

/** Tables in a list; other things in it are left out. */
export function tablesOf(value: unknown): Table[] {
  return Array.isArray(value) ? value.filter(isTable) : [];
}

/** The value if it is text. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Texts in a list; other things in it are left out. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** The value if it is a whole number; TOML's may come as bigint. */
export function sizeOf(value: unknown): number | null {
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
