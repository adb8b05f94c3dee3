import type { DistributionName } from "../model.js";

/** How a place uses a distribution. */
export type UseKind =
  /** A module of it is imported. */
  | "import"
  /** A name of another package is used that needs it at run time: `HuggingFaceEmbeddings` needs sentence-transformers. */
  | "symbol"
  /** A text chooses it: `mysql+pymysql://`, `redis://` as a broker, `engine="openpyxl"`, a dotted name in settings. */
  | "text"
  /** A command of it is run: in a Dockerfile, a Procfile, a Makefile, a workflow, a script. */
  | "command"
  /** A tool loads it because it is there: a plugin of pytest, types for a checker. */
  | "plugin"
  /** Its settings stand in a file or section of their own: `.flake8`, `[tool.black]`. */
  | "settings";

/** One place that needs a distribution. */
export interface Use {
  distribution: DistributionName;
  kind: UseKind;
  path: string;
  /** One-based. */
  line: number;
  /** What stands there, shortened: `import torch`, `mysql+pymysql://`. */
  text: string;
  /** Why this needs the distribution, in words, with the source of the rule; empty where it is plain, as for imports. */
  evidence: string;
  /** The program goes on without it. */
  isOptional: boolean;
  /** Only tests, documentation or tools for those who work on the application need it. */
  isDevelopment: boolean;
}

/** Why a requirement is in its list. */
export type Standing =
  /** Something uses it, or the list asks for it and nothing else does. */
  | "root"
  /** Nothing uses it itself; another requirement brings it along, so its line only holds a version. */
  | "frozen"
  /** Nothing uses it, and nothing needs it. */
  | "unused"
  /** Nothing uses it, and what needs what is not known. */
  | "unknown";
