import { createHash } from "node:crypto";
import { lstat, readdir, readFile, realpath } from "node:fs/promises";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Transform } from "../engine/model.js";
import { UserError } from "../errors.js";
import { shownPath } from "../git/paths.js";
import { CONFIGURATION_FILE } from "../target/configuration.js";
import { guarded } from "./guarded-transform.js";

/** Where a user's own transforms lie, and what they consist of. Nothing of it has run. */
export interface CustomTransforms {
  /** As `unpick.yaml` names it. */
  path: string;
  /** Absolute path of the folder or file. */
  location: string;
  isFolder: boolean;
  /** Number of files, for the question. */
  files: number;
  /** A digest of all names and contents: other contents are other code. */
  digest: string;
}

/**
 * Looks at the transforms that a configuration names, without running any.
 *
 * @param root top of the working tree
 * @param path as `unpick.yaml` names it
 * @throws UserError (exit 2) if it is not there, leads out of the repository, or holds links, which could lead to code
 *   that nobody looked at
 */
export async function findCustomTransforms(root: string, path: string): Promise<CustomTransforms> {
  const location = resolve(root, path);
  const inside = relative(root, location);
  const where = `${CONFIGURATION_FILE}: transforms: ${shownPath(path)}`;
  if (inside === "" || inside.startsWith("..") || resolve(inside) === inside)
    throw new UserError(`${where} does not lie below the top of the repository.`, "Copy the transforms into it.");
  const found = await lstat(location).catch(() => undefined);
  if (!found) throw new UserError(`${where} is not there.`, "Create it, or take the key out.");
  const real = (await realpath(location)) === join(await realpath(root), inside);
  if (!real || found.isSymbolicLink()) throw new UserError(`${where} is a link.`, "Name the folder itself.");
  if (found.isFile() && !MODULE.test(location))
    throw new UserError(`${where} is no folder and no .js or .mjs file.`, "Name a folder of transforms, or one file.");
  const files = found.isDirectory() ? await filesBelow(location, where) : [location];
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    const content = await readFile(file);
    hash.update(`${relative(root, file).split(sep).join("/")}\0${content.length}\0`).update(content);
  }
  return { path, location, isFolder: found.isDirectory(), files: files.length, digest: hash.digest("hex") };
}

const MODULE = /\.m?js$/;

async function filesBelow(folder: string, where: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink())
        throw new UserError(`${where} holds a link: ${shownPath(entry.name)}.`, "Put the file there.");
      return entry.isDirectory() ? filesBelow(path, where) : [path];
    }),
  );
  return files.flat();
}

/**
 * Runs the modules of a user and gives their transforms, in the order of the stack. Only after consent.
 *
 * @param own names of unpick's transforms and of its other steps
 * @throws UserError (exit 2) naming the file: it cannot be loaded, has no transform as its default export, or one whose
 *   name is not the file's or is taken
 */
export async function loadCustomTransforms(custom: CustomTransforms, own: readonly string[]): Promise<Transform[]> {
  const modules = custom.isFolder
    ? await modulesOf(custom)
    : new Map([[basename(custom.location, extname(custom.location)), custom.location]]);
  if (modules.size === 0)
    throw new UserError(`${custom.path} holds no transform.`, "One is NAME.js, NAME.mjs or NAME/index.js.");
  const transforms: Transform[] = [];
  for (const [name, file] of modules) {
    const shown = shownFile(custom, file);
    if (own.includes(name))
      throw new UserError(`${shown}: unpick has a step called ${name} itself.`, "Rename the file.");
    transforms.push(guarded(checked(await imported(file, shown), name, shown), shown));
  }
  transforms.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
  for (const transform of transforms) await transform.prepare?.();
  return transforms;
}

/** The module of each transform by its name, as unpick's own folder has them. A leading dot or `_` marks a helper. */
async function modulesOf(custom: CustomTransforms): Promise<Map<string, string>> {
  const modules = new Map<string, string>();
  const add = (name: string, file: string) => {
    const other = modules.get(name);
    if (other !== undefined)
      throw new UserError(`${shownFile(custom, other)} and ${shownFile(custom, file)} have one name.`, "Rename one.");
    modules.set(name, file);
  };
  const entries = await readdir(custom.location, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (/^[._]/.test(entry.name) || entry.name === "node_modules") continue;
    const path = join(custom.location, entry.name);
    if (entry.isFile() && MODULE.test(entry.name)) add(basename(entry.name, extname(entry.name)), path);
    if (!entry.isDirectory()) continue;
    for (const index of ["index.js", "index.mjs"])
      if ((await lstat(join(path, index)).catch(() => undefined))?.isFile()) add(entry.name, join(path, index));
  }
  return modules;
}

const shownFile = (custom: CustomTransforms, file: string) =>
  custom.isFolder
    ? `${custom.path.replace(/\/$/, "")}/${relative(custom.location, file).split(sep).join("/")}`
    : custom.path;

async function imported(file: string, shown: string): Promise<unknown> {
  try {
    return ((await import(pathToFileURL(file).href)) as { default?: unknown }).default;
  } catch (error) {
    throw new UserError(`${shown} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const FUNCTIONS = ["prepare", "analyze", "resolve", "check", "rewrite", "diagnose", "propose"] as const;

/** The default export as a transform. */
function checked(value: unknown, name: string, shown: string): Transform {
  const hint = "docs/custom-transforms.md shows a whole transform.";
  const fault = (what: string) => new UserError(`${shown}: ${what}.`, hint);
  if (typeof value !== "object" || value === null) throw fault("the default export is no transform");
  const given = value as Record<string, unknown>;
  if (typeof given.name !== "string") throw fault("the transform has no name");
  if (given.name !== name) throw fault(`the transform calls itself ${given.name}, but its file says ${name}`);
  if (!/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(name)) throw fault(`${name} is no name in small letters with hyphens`);
  if (typeof given.summary !== "string" || given.summary.trim() === "") throw fault("the transform has no summary");
  if (!Array.isArray(given.files) || !given.files.every((glob) => typeof glob === "string"))
    throw fault("files must be a list of globs");
  if (typeof given.order !== "number" || !Number.isFinite(given.order)) throw fault("order must be a number");
  for (const key of FUNCTIONS)
    if (given[key] !== undefined && typeof given[key] !== "function") throw fault(`${key} must be a function`);
  if (!given.analyze && !given.propose) throw fault("it has neither analyze nor propose, so it would do nothing");
  if (given.analyze && !given.rewrite) throw fault("it has analyze without rewrite");
  return value as Transform;
}
