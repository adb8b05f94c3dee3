import type { ByproductKind } from "./byproducts.js";
import { classifyPath } from "./classify.js";

/** What a file of a working tree is, in one or two words for people. */
export type ItemClass =
  | ByproductKind
  | "environment"
  | "submodule"
  | "repository"
  | "source"
  | "templates"
  | "static"
  | "tests"
  | "docs"
  | "configuration"
  | "secrets"
  | "vendored"
  | "data"
  | "other";

/** Folders whose name says what all of their files are for. */
const FOLDERS: [ItemClass, RegExp][] = [
  ["tests", /(?:^|\/)(?:tests?|__tests__|specs?|e2e|cypress)\//],
  ["docs", /^(?:docs?|documentation)\//],
  ["configuration", /^\.(?:github|gitlab|circleci|vscode|idea|devcontainer|husky)\//],
  ["templates", /(?:^|\/)(?:templates|jinja2)\//],
  ["static", /(?:^|\/)(?:static|public|assets|media)\//],
];

/** Variables of an environment; examples of them are there to be read. */
const SECRETS = /(?:^|\/)\.env(?:\.[^/]*)?$/;
const EXAMPLE = /[._-](?:default|defaults|dist|example|sample|template|test)s?$/;

/** Names of folders that hold what a package manager installed. */
const ENVIRONMENT = /^(?:node_modules|bower_components|__pypackages__|\.tox|\.nox)$/;

/**
 * Tells what a file is that is no byproduct, by its path alone.
 *
 * @param path from the top of the repository
 */
export function fileClass(path: string): ItemClass {
  const lower = path.toLowerCase();
  if (SECRETS.test(lower) && !EXAMPLE.test(lower)) return "secrets";
  const { role, vendored } = classifyPath(path);
  const byFolder = FOLDERS.find(([, pattern]) => pattern.test(lower))?.[0];
  if (byFolder !== undefined) return byFolder;
  if (vendored && lower.includes("/")) return "vendored";
  if (role === "code") return "source";
  if (role === "template") return "templates";
  if (role === "style") return "static";
  if (role === "test") return "tests";
  // Licences and credits are there to be read.
  if (role === "document" || vendored) return "docs";
  return role;
}

/**
 * Tells whether a folder holds what a package manager installed, and nothing that a person wrote.
 *
 * @param path of the folder
 * @param names of what lies in it
 */
export function isEnvironment(path: string, names: ReadonlySet<string>): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return ENVIRONMENT.test(name) || names.has("pyvenv.cfg") || names.has("conda-meta");
}
