/** Name of a distribution as PEP 503 normalises it: lower case, runs of `-`, `_` and `.` as one `-`. */
export type DistributionName = string;

/** Values of the environment markers of PEP 508, of the machine that the application will run on. */
export interface MarkerEnvironment {
  python_version: string;
  python_full_version: string;
  os_name: string;
  sys_platform: string;
  platform_release: string;
  platform_system: string;
  platform_version: string;
  platform_machine: string;
  platform_python_implementation: string;
  implementation_name: string;
  implementation_version: string;
}

/** A side of a comparison in a marker: a variable of the environment (or `extra`), or a text. */
export type MarkerValue = { variable: string } | { text: string };

/** A marker of PEP 508 as a tree. */
export type Marker =
  | { kind: "and" | "or"; parts: Marker[] }
  | { kind: "compare"; operator: string; left: MarkerValue; right: MarkerValue };

/** One requirement of PEP 508: what a line of a list, `Requires-Dist` or a lock file asks for. */
export interface Specification {
  name: DistributionName;
  /** As written. */
  writtenName: string;
  /** Normalised like names. */
  extras: string[];
  /** Version specifiers of PEP 440 as written, without blanks at the ends; empty if any version will do. */
  specifier: string;
  /** Direct reference: `name @ URL`. */
  url?: string;
  marker?: Marker;
}

/** One version of a distribution, as a source tells it. */
export interface Distribution {
  name: DistributionName;
  version: string;
  requires: Specification[];
  /** Bytes of the file that would be downloaded for the target; null if the source does not tell. */
  download: number | null;
  /** Bytes on disk once installed, measured; null if it is not installed where the source looked. */
  installed: number | null;
  /** `Requires-Python` as written. */
  requiresPython?: string;
  /** Somebody asked for it by name (`REQUESTED` of an installed distribution). */
  requested?: boolean;
  /** Modules that it is imported as, if the source tells: `flask`, and `google.protobuf` where others share the top. */
  modules?: string[];
  /** Names of commands that it brings. */
  commands?: string[];
  /** Groups of entry points by which others load it: `flake8.extension`. */
  plugsInto?: string[];
  /** File names of its wheels, if the source tells. */
  wheels?: string[];
}

/** Distributions that may be installed together, by name; where a source holds several versions, the one for the target. */
export interface DependencyGraph {
  /** Where it comes from: the path of a lock file or environment, or `resolved by uv`, `resolved by pip`. */
  source: string;
  environment: MarkerEnvironment;
  distributions: ReadonlyMap<DistributionName, Distribution>;
  /** The source does not tell what needs what: every distribution looks as if it stood alone. */
  requirementsUnknown?: true;
}

/** What is asked for at the top. */
export interface Root {
  name: DistributionName;
  extras: readonly string[];
}
