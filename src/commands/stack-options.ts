import { UserError } from "../errors.js";
import type { PlanRequest } from "./planning.js";
import { type Splitting, splittingOf } from "./split.js";

/** What the trailers of a stack hold. */
export interface StackOptions extends PlanRequest {
  /** Branch that was written: a branch of another name with these commits was merged into, and is a person's. */
  branch: string;
  splitting: Omit<Splitting, "ownerOf">;
  /** Steps that were taken back without asking what else needs them. */
  alone: string[];
  signoff: boolean;
}

/** Writes the options as the trailers hold them; sorted, so that the way there does not show. */
export function toTrailer(options: StackOptions): Record<string, unknown> {
  const { target, successor, terms, only, skip, keep, scope, cleanup, force } = options.options;
  const { cleanups, untrackData, catalogues } = options.options;
  const sorted = (values: readonly string[]) => [...new Set(values)].sort();
  return withoutDefaults({
    target,
    successor,
    terms,
    only: sorted(only),
    skip: sorted(skip),
    keep: sorted(keep),
    scope: sorted(scope),
    cleanup,
    cleanups: sorted(cleanups ?? []),
    untrackData,
    catalogues,
    force,
    description: withoutDefaults(options.description as Record<string, unknown>),
    history: options.history,
    rules: withoutDefaults({ ...options.rules }),
    custom: options.custom,
    branch: options.branch,
    split: options.splitting.split === "step" ? undefined : options.splitting.split,
    maxLines: options.splitting.maxLines,
    alone: sorted(options.alone),
    signoff: options.signoff,
  });
}

/**
 * Reads the options back.
 *
 * @throws UserError (exit 3) if the trailers of the branch are of another form
 */
export function fromTrailer(value: Record<string, unknown>, branch: string): StackOptions {
  const text = (name: string) => (typeof value[name] === "string" ? (value[name] as string) : undefined);
  const list = (name: string) =>
    Array.isArray(value[name]) ? value[name].filter((item): item is string => typeof item === "string") : [];
  const target = text("target");
  if (target === undefined) {
    throw new UserError(`The commits of ${branch} do not say what they remove.`, "Plan again with unpick apply.", 3);
  }
  const successor = text("successor");
  const maxLines = typeof value.maxLines === "number" ? String(value.maxLines) : undefined;
  return {
    options: {
      target,
      ...(successor === undefined ? {} : { successor }),
      terms: list("terms"),
      only: list("only"),
      skip: list("skip"),
      keep: list("keep"),
      scope: list("scope"),
      cleanup: value.cleanup === true,
      ...(list("cleanups").length > 0 ? { cleanups: list("cleanups") } : {}),
      ...(value.untrackData === true ? { untrackData: true } : {}),
      ...(value.catalogues === true ? { catalogues: true } : {}),
      force: value.force === true,
    },
    description: isObject(value.description) ? descriptionOf(value.description) : {},
    history: list("history"),
    rules: isObject(value.rules) ? rulesOf(value.rules) : {},
    // Only says which code was used; whether it may run is asked of the person, never of a commit.
    ...(text("custom") === undefined ? {} : { custom: text("custom")! }),
    branch: text("branch") ?? branch,
    splitting: splittingOf(text("split") ?? "step", maxLines),
    alone: list("alone"),
    signoff: value.signoff === true,
  };
}

/** Trailers come from commits that anybody may have written: only lists of texts are taken over. */
function descriptionOf(value: Record<string, unknown>): PlanRequest["description"] {
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const isList = Array.isArray(item) && item.every((entry) => typeof entry === "string");
    const isText = typeof item === "string" && (key === "preset" || key === "successorDisplay");
    if (isList || isText || (key === "preset" && item === null)) result[key] = item;
  }
  return result;
}

function rulesOf(value: Record<string, unknown>): NonNullable<PlanRequest["rules"]> {
  const lists = ["paths", "tombstone", "entrypoints"].flatMap((key) => {
    const globs = value[key];
    return Array.isArray(globs) ? [[key, globs.filter((glob) => typeof glob === "string")]] : [];
  });
  return Object.fromEntries(lists);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutDefaults(value: Record<string, unknown>): Record<string, unknown> {
  const isDefault = (item: unknown) =>
    item === undefined ||
    item === false ||
    (Array.isArray(item) && item.length === 0) ||
    (isObject(item) && Object.keys(item).length === 0);
  return Object.fromEntries(Object.entries(value).filter(([, item]) => !isDefault(item)));
}
