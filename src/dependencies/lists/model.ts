import type { DistributionName, Specification } from "../model.js";

/** Kinds of files in which a project says what it needs. */
export type ListFormat = "requirements" | "pyproject" | "pipfile" | "setup.cfg" | "setup.py" | "conda";

/** Whom a requirement is for. */
export interface Audience {
  /**
   * - `main`: whoever installs the application
   * - `extra`: who asks for an extra of it
   * - `group`: a group of PEP 735, Poetry, PDM or uv, `[dev-packages]`, or a list whose name says so (`requirements-test.txt`)
   * - `constraint`: nobody; it only holds a version
   */
  kind: "main" | "extra" | "group" | "constraint";
  /** Of the extra or group as written; empty for the others. */
  name: string;
  /** Only those who work on the application need it: tests, linters, documentation. */
  isDevelopment: boolean;
}

/** One requirement as a list declares it. */
export interface Declared {
  /** Path of its list. */
  path: string;
  /** One-based line of its name. */
  line: number;
  name: DistributionName;
  specification: Specification;
  audience: Audience;
  /** One version and no other, or one address. */
  isPinned: boolean;
  isEditable: boolean;
  /** Values of `--hash`. */
  hashes: string[];
  /** Words of the comment beside it, or of the one above that heads it alone, without `#`; empty if there is none. */
  comment: string;
  /** Place of the requirement itself, without line end, comma or quotes. */
  range: { start: number; end: number };
}

/** Another file that a list takes in. */
export interface Included {
  /** From the root of the repository. */
  path: string;
  as: "requirements" | "constraints";
  /** One-based. */
  line: number;
}

/** Where a list says packages are to be found. */
export interface PackageIndex {
  url: string;
  kind: "index" | "extra" | "links";
  /** The name that the list gives to it, if any. */
  name?: string;
  /** Only requirements that name it are looked for there. */
  isExplicit?: boolean;
  /** One-based. */
  line: number;
}

/** A file that says what a project needs. */
export interface DeclaredList {
  path: string;
  format: ListFormat;
  /** It can be edited; the others are only read. */
  isEditable: boolean;
  requirements: Declared[];
  includes: Included[];
  indexes: PackageIndex[];
  /** A tool wrote it and says so: the tool's name, such as `pip-compile`. */
  generator?: string;
  /** What cannot be read; one-based lines. */
  faults: { line: number; message: string }[];
}
