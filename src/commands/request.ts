import { relative, resolve } from "node:path";
import type { PlanOptions, PlanRules } from "../engine/plan-model.js";
import { UserError } from "../errors.js";
import type { Repository } from "../git/repository.js";
import { CONFIGURATION_FILE } from "../target/configuration.js";
import type { Configuration, TargetEntry } from "../target/schema.js";
import { closest } from "../target/suggest.js";
import { readConfiguration } from "./configuration.js";
import type { Context } from "./context.js";
import type { PlanFlags } from "./flags.js";
import type { PlanRequest } from "./planning.js";
import { loadPlan } from "./saved.js";

/** What is to be planned, and what the configuration says of writing it. */
export interface Requested extends PlanRequest {
  configuration: Configuration | undefined;
}

/**
 * Joins flags and `unpick.yaml` to what is to be planned. A flag that holds one value wins over the file; lists
 * are added to each other.
 *
 * @throws UserError (exit 2) if no target is named and none follows from the file or the saved plan
 */
export async function requestOf(context: Context, repository: Repository, flags: PlanFlags): Promise<Requested> {
  const configuration = await readConfiguration(repository);
  const alone = await isCleanUpAlone(flags);
  const target = flags.target ?? (await onlyTarget(context, repository, configuration, alone));
  if (target.trim() === "" && !alone)
    throw new UserError("The target is empty.", "Name a vendor or feature: unpick plan ollama");
  const entry = entryOf(configuration, target);
  const successor = flags.successor ?? entry?.successor;
  const options: PlanOptions = {
    target,
    ...(successor === undefined ? {} : { successor }),
    terms: distinct([...(entry?.names ?? []), ...flags.term]),
    only: distinct(flags.only),
    skip: distinct(flags.skip),
    keep: distinct([...(entry?.keep ?? []), ...flags.keep]),
    scope: distinct(flags.scope.map((path) => scopePath(context, repository, path))).filter((path) => path !== "."),
    cleanup: flags.cleanup,
    ...(configuration?.cleanup?.length ? { cleanups: configuration.cleanup } : {}),
    ...(flags.untrackData ? { untrackData: true } : {}),
    ...(flags.catalogues ? { catalogues: true } : {}),
    force: flags.force,
  };
  return {
    options,
    description: descriptionOf(configuration, entry, successor),
    history: configuration?.history ?? [],
    rules: rulesOf(configuration, entry),
    configuration,
  };
}

function entryOf(configuration: Configuration | undefined, target: string): TargetEntry | undefined {
  const targets = configuration?.targets ?? {};
  return Object.hasOwn(targets, target) ? (targets[target] ?? {}) : undefined;
}

function descriptionOf(
  configuration: Configuration | undefined,
  entry: TargetEntry | undefined,
  successor: string | undefined,
): PlanRequest["description"] {
  const display = successor === undefined ? undefined : entryOf(configuration, successor)?.display;
  const { preset, modules, packages, env: environment, images, weak } = entry ?? {};
  const description = { preset, modules, packages, environment, images, weak, successorDisplay: display };
  return Object.fromEntries(Object.entries(description).filter(([, value]) => value !== undefined));
}

function rulesOf(configuration: Configuration | undefined, entry: TargetEntry | undefined): PlanRules {
  const rules = { paths: entry?.paths, tombstone: entry?.tombstone, entrypoints: configuration?.entrypoints };
  return Object.fromEntries(Object.entries(rules).filter(([, globs]) => globs !== undefined && globs.length > 0));
}

/** Clean-ups need no target, whether all of them run or those that `--only` names. */
async function isCleanUpAlone({ target, cleanup, untrackData, only }: PlanFlags): Promise<boolean> {
  if (target !== undefined) return false;
  if (cleanup || untrackData === true || only.length === 0) return cleanup || untrackData === true;
  const { loadTransforms } = await import("../registry.js");
  const transforms = await loadTransforms(undefined, () => false);
  const isCleanUp = (name: string) => transforms.some((one) => one.name === name && one.propose !== undefined);
  return only.every(isCleanUp);
}

async function onlyTarget(
  context: Context,
  repository: Repository,
  configuration: Configuration | undefined,
  cleanUpAlone: boolean,
): Promise<string> {
  const names = Object.keys(configuration?.targets ?? {});
  if (names.length === 1) return names[0]!;
  if (names.length > 1) {
    throw new UserError(`${CONFIGURATION_FILE} has several targets: ${names.join(", ")}.`, "Name one of them.");
  }
  const saved = await loadPlan(repository, context.version);
  if (cleanUpAlone) return saved?.plan.options.target ?? "";
  if (saved) return saved.plan.options.target;
  throw new UserError("No target is named.", "Name a vendor or feature: unpick plan ollama");
}

/** What is saved of a request: the configuration is read again. */
export function withoutConfiguration(request: Requested): PlanRequest {
  const { configuration: _, ...rest } = request;
  return rest;
}

/** Says so when a name looks like a mistyped target of the configuration; undefined if it does not. */
export function mistypedTarget(requested: Requested): string | undefined {
  const names = Object.keys(requested.configuration?.targets ?? {});
  if (names.includes(requested.options.target)) return undefined;
  return closest(requested.options.target, names, 1)[0];
}

/** A path as typed in the current folder, seen from the top of the repository. */
function scopePath(context: Context, repository: Repository, path: string): string {
  if (repository.root === null) return path;
  const seen = relative(repository.root, resolve(context.cwd, path)).replaceAll("\\", "/");
  if (seen.startsWith("../") || seen === "..") {
    throw new UserError(`The scope ${path} lies outside the repository.`);
  }
  return seen === "" ? "." : seen;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
