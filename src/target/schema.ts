/** One entry under `targets` of `unpick.yaml`. */
export interface TargetEntry {
  preset?: string;
  /** Further spellings: whole words, in all case forms. */
  names?: string[];
  packages?: string[];
  /** Environment variables, or globs over them. */
  env?: string[];
  /** Files and folders that are the target's. */
  paths?: string[];
  successor?: string;
  /** Globs over paths or symbols that stay. */
  keep?: string[];
  /** Symbols that stored data still needs. */
  tombstone?: string[];
}

/** What `unpick.yaml` says. */
export interface Configuration {
  targets: Record<string, TargetEntry>;
  /** Globs of files kept as they are, beside the default ones. */
  history?: string[];
  /** Clean-ups that run with every plan. */
  cleanup?: string[];
  /** What a framework calls and unpick cannot see. */
  entrypoints?: string[];
  /** Folder of the user's own transforms. */
  transforms?: string;
  verify?: { run?: string };
  /** Name of the branch, with `{target}` in it. */
  branch?: string;
}

/** What may stand at a place of the file: a text, a list of texts, or a mapping. */
export type Shape =
  | { is: "text" }
  | { is: "texts" }
  /** A mapping with these keys. */
  | { is: "keys"; keys: Readonly<Record<string, Shape>> }
  /** A mapping with keys that the user chooses. */
  | { is: "entries"; each: Shape };

const TEXT: Shape = { is: "text" };
const TEXTS: Shape = { is: "texts" };

const TARGET_KEYS: Record<keyof TargetEntry, Shape> = {
  preset: TEXT,
  names: TEXTS,
  packages: TEXTS,
  env: TEXTS,
  paths: TEXTS,
  successor: TEXT,
  keep: TEXTS,
  tombstone: TEXTS,
};

const KEYS: Record<keyof Configuration, Shape> = {
  targets: { is: "entries", each: { is: "keys", keys: TARGET_KEYS } },
  history: TEXTS,
  cleanup: TEXTS,
  entrypoints: TEXTS,
  transforms: TEXT,
  verify: { is: "keys", keys: { run: TEXT } },
  branch: TEXT,
};

/** The shape of the whole file. */
export const CONFIGURATION_SHAPE: Shape = { is: "keys", keys: KEYS };
