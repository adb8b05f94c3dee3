/** One entry under `targets` of `unpick.yaml`. */
export interface TargetEntry {
  preset?: string;
  /** As it is written in prose, where it takes another's place. */
  display?: string;
  /** Further spellings: whole words, in all case forms. */
  names?: string[];
  /** Importable modules. */
  modules?: string[];
  packages?: string[];
  /** Environment variables, or globs over them. */
  env?: string[];
  /** Container images. */
  images?: string[];
  /** Ports, hosts and models: they count only beside a mention. */
  weak?: string[];
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
  /** Folder or file of the user's own transforms. */
  transforms?: string;
  verify?: { run?: string };
  /** Name of the branch, with `{target}` in it. */
  branch?: string;
}

/** What may stand at a place of the file: a text, a list of texts, or a mapping. `about` is for people. */
export type Shape =
  | { is: "text"; about: string }
  | { is: "texts"; about: string }
  /** A mapping with these keys. */
  | { is: "keys"; keys: Readonly<Record<string, Shape>>; about: string }
  /** A mapping with keys that the user chooses. */
  | { is: "entries"; each: Shape; about: string };

const text = (about: string): Shape => ({ is: "text", about });
const texts = (about: string): Shape => ({ is: "texts", about });

/** What a target may say, by key. */
export const TARGET_KEYS: Readonly<Record<keyof TargetEntry, Shape>> = {
  preset: text("The preset to start from, for example ollama. The one of the target's own name is taken anyway."),
  display: text("How the vendor is written in prose (OpenAI), for where it takes another's place."),
  names: texts("Further spellings: whole words, found in all case forms and with any joint."),
  modules: texts("Importable modules that are the target's."),
  packages: texts("Packages of any index that are the target's."),
  env: texts("Environment variables of the target, or globs over them: OLLAMA_*."),
  images: texts("Container images of the target."),
  weak: texts("Ports, hosts and models: they count only beside a mention."),
  paths: texts("Files and folders that are the target's, as globs: all of it goes."),
  successor: text("What takes the target's place in defaults and examples."),
  keep: texts("What stays: globs over paths (docs/history/**) or symbols (py:app/compat.py#OllamaShim)."),
  tombstone: texts("Symbols that stored data still needs: their definitions stay as they are."),
};

const KEYS: Readonly<Record<keyof Configuration, Shape>> = {
  targets: {
    is: "entries",
    each: { is: "keys", keys: TARGET_KEYS, about: "What is known of this target." },
    about: "Vendors and features to remove, by name.",
  },
  history: texts("Globs of files that tell what once was, beside migrations and changelogs: kept as they are."),
  cleanup: texts("Clean-ups that run with every plan, for example gitignore and junk."),
  entrypoints: texts("What a framework calls that unpick cannot see, as globs over symbols or paths: never swept."),
  transforms: text("A folder or file of your own transforms. It is code: it runs only with your consent."),
  verify: {
    is: "keys",
    keys: { run: text("The command that tests the application, for unpick verify --run.") },
    about: "How a result is checked.",
  },
  branch: text("Name of the branch that apply writes; {target} stands for the target."),
};

/** The shape of the whole file. */
export const CONFIGURATION_SHAPE: Shape = { is: "keys", keys: KEYS, about: "Configuration of unpick." };
