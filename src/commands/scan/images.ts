import { join, normalize } from "node:path/posix";
import { parse } from "yaml";
import type { Repository } from "../../git/repository.js";
import { buildSteps } from "../../repo/build-recipe.js";
import { findByproducts } from "../../repo/byproducts.js";
import { walkTree } from "../../repo/disk.js";
import { readDockerIgnore } from "../../repo/dockerignore.js";
import type { CommitInventory } from "../../repo/inventory.js";
import { fileClass, isEnvironment } from "../../repo/item-class.js";
import type { ScanImage, ScanUnwanted } from "../../report/image-document.js";

/** A file that a build may take. */
interface ContextFile {
  path: string;
  bytes: number;
  tracked: boolean;
  /** The environment that it lies in. */
  environment?: string;
}

const DOCKERFILE = /(?:^|\/)(?:(?:Docker|Container)file(?:\.[^/]+)?|[^/]+\.[Dd]ockerfile)$/;
const COMPOSE = /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/;
/** So many Dockerfiles are read. */
const MOST = 10;

/**
 * Tells of every Dockerfile of a commit what it takes from its context: from the working tree, as a build on this
 * machine would, and from a fresh clone, as a build elsewhere would. Nothing is built.
 *
 * @param leaves true for files on disk that are not there any more once the commit is checked out
 */
export async function imagesOf(
  repository: Repository,
  inventory: CommitInventory,
  leaves: (path: string) => boolean = () => false,
): Promise<ScanImage[]> {
  const dockerfiles = [...inventory.files.keys()]
    .filter((path) => DOCKERFILE.test(path) && !path.endsWith(".dockerignore") && inventory.read(path) !== undefined)
    .slice(0, MOST);
  if (dockerfiles.length === 0) return [];
  const builds = composeBuilds(inventory);
  const files = (await contextFiles(repository, inventory)).filter(({ path, tracked }) => tracked || !leaves(path));
  return dockerfiles.map((path) => imageOf(path, builds.get(path), files, inventory, repository.root === null));
}

function imageOf(
  dockerfile: string,
  build: { context: string; file: string } | undefined,
  files: readonly ContextFile[],
  inventory: CommitInventory,
  isBare: boolean,
): ScanImage {
  const steps = buildSteps(inventory.read(dockerfile)!.text);
  const folder = dockerfile.includes("/") ? dockerfile.slice(0, dockerfile.lastIndexOf("/")) : "";
  const context =
    build?.context ??
    likelyContext(
      folder,
      steps.flatMap(({ sources }) => sources),
      inventory,
    );
  // BuildKit takes the one that is named after the Dockerfile before the common one.
  const ignoreFile = [`${dockerfile}.dockerignore`, join(context, ".dockerignore")].find((path) =>
    inventory.read(path),
  );
  const ignore = readDockerIgnore(ignoreFile === undefined ? "" : inventory.read(ignoreFile)!.text);
  const prefix = context === "" ? "" : `${context}/`;
  const sent = files
    .filter(({ path }) => path.startsWith(prefix))
    .map((file) => ({ ...file, name: file.path.slice(prefix.length) }))
    .filter(({ name }) => !ignore.excludes(name));
  const byproducts = findByproducts(sent.filter(({ environment }) => !environment).map(({ path }) => path));
  const unwanted = new Map<string, ScanUnwanted>();
  const layers = steps.map(({ line, text, inImage, takes, unknown }) => {
    const taken = takes === null ? [] : sent.filter(({ name }) => takes(name));
    if (inImage)
      for (const file of taken) {
        const found = unwantedOf(file, byproducts.get(file.path));
        if (!found) continue;
        const known = unwanted.get(found.path) ?? { ...found, files: 0, bytes: 0, inClone: false, line };
        if (known.line !== line) continue;
        known.files++;
        known.bytes += file.bytes;
        known.inClone ||= file.tracked;
        unwanted.set(found.path, known);
      }
    const [fromTree, fromClone] =
      takes === null ? [null, null] : [sum(taken), sum(taken.filter((file) => file.tracked))];
    return { line, text, inImage, fromTree: isBare ? null : fromTree, fromClone, unknown };
  });
  const tracked = sent.filter((file) => file.tracked);
  return {
    dockerfile,
    context: context === "" ? "." : context,
    contextFrom: build?.file ?? null,
    ignoreFile: ignoreFile ?? null,
    tree: isBare ? null : { files: sent.length, bytes: sum(sent) },
    clone: { files: tracked.length, bytes: sum(tracked) },
    layers,
    unwanted: [...unwanted.values()].sort((a, b) => b.bytes - a.bytes),
  };
}

/** What should not be in an image, gathered to the folder that is of one kind; undefined for the application's files. */
function unwantedOf(
  { path, environment }: ContextFile,
  byproduct: { kind: string; folder?: string } | undefined,
): { path: string; class: string } | undefined {
  if (path === ".git") return { path: ".git/", class: "history" };
  if (environment !== undefined) return { path: `${environment}/`, class: "environment" };
  if (byproduct?.kind === "bytecode") return { path: "**/__pycache__/", class: "bytecode" };
  if (byproduct && byproduct.kind !== "build output") return { path: byproduct.folder ?? path, class: byproduct.kind };
  return fileClass(path) === "secrets" ? { path, class: "secrets" } : undefined;
}

/** The Dockerfile's own folder if it has what is copied, or else the repository. */
function likelyContext(folder: string, sources: readonly string[], inventory: CommitInventory): string {
  if (folder === "") return "";
  const named = sources
    .filter((source) => !/[*?[\]]/.test(source))
    .map((source) => normalize(source).replace(/^\/|\/$/g, ""));
  const paths = [...inventory.files.keys()];
  const has = (source: string) => paths.some((path) => path === source || path.startsWith(`${source}/`));
  const misses = (context: string) => named.filter((source) => source !== "." && !has(join(context, source))).length;
  return misses(folder) <= misses("") ? folder : "";
}

/** Contexts by Dockerfile as compose files name them; what cannot be read says nothing here. */
function composeBuilds(inventory: CommitInventory): Map<string, { context: string; file: string }> {
  const builds = new Map<string, { context: string; file: string }>();
  for (const file of inventory.files.keys()) {
    if (!COMPOSE.test(file)) continue;
    for (const build of servicesOf(inventory.read(file)?.text ?? "")) {
      const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
      const context = normalize(join(folder, build.context)).replace(/^\.$|\/$/g, "");
      const dockerfile = normalize(join(context, build.dockerfile));
      if (context.startsWith("..") || /[$:]/.test(context) || builds.has(dockerfile)) continue;
      builds.set(dockerfile, { context, file });
    }
  }
  return builds;
}

function servicesOf(text: string): { context: string; dockerfile: string }[] {
  let document: unknown;
  try {
    document = parse(text, { merge: true });
  } catch {
    return [];
  }
  const services = (document as { services?: Record<string, { build?: unknown } | null> } | null)?.services;
  if (typeof services !== "object" || services === null) return [];
  return Object.values(services).flatMap((service) => {
    const build = service?.build;
    if (typeof build === "string") return [{ context: build, dockerfile: "Dockerfile" }];
    const { context = ".", dockerfile = "Dockerfile" } = (build ?? {}) as { context?: unknown; dockerfile?: unknown };
    return build && typeof context === "string" && typeof dockerfile === "string" ? [{ context, dockerfile }] : [];
  });
}

/** Every file that a build could see; git's own folder is one of them. */
async function contextFiles(repository: Repository, inventory: CommitInventory): Promise<ContextFile[]> {
  const tracked = [...inventory.files.values()];
  const files = tracked.map(({ path, size }): ContextFile => ({ path, bytes: size, tracked: true }));
  const { root } = repository;
  if (root === null) return files;
  const environments = new Set<string>();
  await walkTree(root, {
    top: () => {},
    folder: (path, names) => {
      const above = path.slice(0, path.lastIndexOf("/"));
      if (isEnvironment(path, names) && !tracked.some((file) => file.path.startsWith(`${path}/`)))
        environments.add(path);
      else if (environments.has(above)) environments.add(path);
      return false;
    },
    file: ({ path, bytes }) => {
      if (!inventory.files.has(path)) files.push({ path, bytes, tracked: false });
    },
    sum: () => {},
  });
  const tops = [...environments].filter((path) => !environments.has(path.slice(0, path.lastIndexOf("/"))));
  let git = 0;
  await walkTree(join(root, ".git"), {
    top: () => {},
    folder: () => false,
    file: ({ bytes }) => {
      git += bytes;
    },
    sum: () => {},
  });
  files.push({ path: ".git", bytes: git, tracked: false });
  return files.map((file) => {
    const environment = file.tracked ? undefined : tops.find((top) => file.path.startsWith(`${top}/`));
    return environment === undefined ? file : { ...file, environment };
  });
}

function sum(files: readonly ContextFile[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}
