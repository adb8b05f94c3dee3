import type { Transform } from "../engine/model.js";
import type { Plan, PlanOptions, PlanRules } from "../engine/plan-model.js";
import type { Repository } from "../git/repository.js";
import type { CommitInventory } from "../repo/inventory.js";
import type { DescribedTarget, TargetDescription } from "../target/target.js";
import type { Context } from "./context.js";
import { checkSteps } from "./steps.js";

/** A plan with what it was made from. */
export interface Planned {
  plan: Plan;
  inventory: CommitInventory;
  target: DescribedTarget;
  transforms: Transform[];
}

/** Everything that decides a plan on a base; the same value on the same base gives the same plan. */
export interface PlanRequest {
  options: PlanOptions;
  /** What `unpick.yaml` says of the target beyond the options. */
  description: Omit<TargetDescription, "name" | "successor" | "terms">;
  /** Globs of files that tell history, from `unpick.yaml`. */
  history: string[];
  /** What `unpick.yaml` says of files and symbols. */
  rules?: PlanRules;
  /** Digest of the user's own transforms, which somebody agreed to run; none run without it. */
  custom?: string;
}

/** Names of the steps that a plan may have. Tests that go whole, and data, are steps without a transform. */
export function knownSteps(transforms: readonly Transform[]): string[] {
  return [...new Set(["tests", "paths", "untrack-data", ...transforms.map((transform) => transform.name)])];
}

/**
 * Reads the base, loads the transforms and plans. The engine is loaded here and nowhere else.
 *
 * @param shared what an earlier call read of the same base
 * @throws UserError (exit 2) if the options name a step that there is not
 */
export async function planFrom(
  context: Context,
  repository: Repository,
  base: string,
  request: PlanRequest,
  shared?: Pick<Planned, "inventory" | "transforms">,
): Promise<Planned> {
  context.progress("reading the repository");
  const [{ readInventory }, { loadTransforms }, { makePlan }, { verifyTexts }] = await Promise.all([
    import("../repo/inventory.js"),
    import("../registry.js"),
    import("../engine/plan.js"),
    import("../verify/verify.js"),
  ]);
  const [inventory, own, target] = await Promise.all([
    shared?.inventory ?? readInventory(repository, base),
    shared?.transforms ?? loadTransforms(),
    targetOf(request),
  ]);
  const transforms = shared?.transforms ?? (await withCustom(repository, own, request.custom));
  checkSteps([...request.options.only, ...request.options.skip], knownSteps(transforms));
  context.progress(`planning over ${inventory.files.size} files`);
  const plan = await makePlan({
    inventory,
    base,
    target,
    options: request.options,
    transforms,
    history: request.history,
    ...(request.rules ? { rules: request.rules } : {}),
    verify: async (before, after, known) =>
      (await verifyTexts({ before, after, transforms, inventory, target, known })).newDiagnostics,
  });
  const { notes } = plan.document;
  notes.push(...inventory.notes.filter((note) => !notes.includes(note)));
  const { hideInDocument } = await import("./hidden.js");
  await hideInDocument(inventory, plan);
  return { plan, inventory, target, transforms };
}

/** unpick's transforms and those of the user, in the order of the stack. */
async function withCustom(
  repository: Repository,
  own: readonly Transform[],
  digest: string | undefined,
): Promise<Transform[]> {
  if (digest === undefined) return [...own];
  const [{ agreedTransforms }, { loadCustomTransforms }] = await Promise.all([
    import("./agreement.js"),
    import("./custom-transforms.js"),
  ]);
  const custom = await loadCustomTransforms(await agreedTransforms(repository, digest), knownSteps(own));
  return [...own, ...custom].sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
}

/** The matcher of a request's target. */
export async function targetOf(request: PlanRequest): Promise<DescribedTarget> {
  const { makeTarget, noTarget } = await import("../target/target.js");
  const { target: name, successor, terms } = request.options;
  if (name === "") return noTarget();
  return makeTarget({ ...request.description, name, successor, terms });
}
