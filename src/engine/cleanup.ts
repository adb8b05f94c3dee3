import { diffLines } from "diff";
import { classifyPath } from "../repo/classify.js";
import { applyEdits } from "../syntax/edits.js";
import { isSymbolGlob, pathMatcher } from "../target/globs.js";
import type { Edit, Inventory, Proposal, Target, Transform } from "./model.js";
import type { PlannedFile, PlanOptions, StepFile } from "./plan-model.js";
import { treeAfter } from "./result.js";

/** Name of the step that takes data out of the tree. */
export const UNTRACK_DATA = "untrack-data";

/** What clean-ups are asked about. */
export interface CleanUpInput {
  inventory: Inventory;
  target: Target;
  options: PlanOptions;
  /** True for a file that tells history. */
  isHistory(path: string): boolean;
  /** True for a file that `paths` lists: it goes although somebody else wrote it. */
  isListed?(path: string): boolean;
  /** True for a file that something outside of unpick's sight uses. */
  isEntrypoint?(path: string): boolean;
}

/** A step of a clean-up. */
export interface CleanUpStep {
  name: string;
  files: PlannedFile[];
  /** The same files as the plan's document lists them. */
  described: StepFile[];
}

/** What the clean-ups of a plan do. */
export interface Cleaned {
  /** In stack order; none is empty. */
  steps: CleanUpStep[];
  /** What was proposed and taken up, by step. A `review` is one that changes nothing. */
  proposals: { step: string; proposal: Proposal }[];
}

/** The clean-ups that options ask for, in stack order. */
export function wantedCleanUps(transforms: readonly Transform[], options: PlanOptions): Transform[] {
  const isNamed = ({ name }: Transform) => (options.cleanups?.includes(name) ?? false) || options.only.includes(name);
  return transforms
    .filter((transform) => transform.propose && !options.skip.includes(transform.name))
    .filter((transform) => options.only.length === 0 || options.only.includes(transform.name))
    .filter(
      (transform) => isNamed(transform) || (!transform.onRequest && (options.cleanup || options.untrackData === true)),
    )
    .sort((a, b) => a.order - b.order);
}

/** Files that clean-ups take away whatever the removal does: the rest of the plan need not look at them. */
export function leftovers(cleanUps: readonly Transform[], input: CleanUpInput): Set<string> {
  const { proposals } = runCleanUps(cleanUps, input, new Map());
  return new Set(proposals.filter(({ proposal }) => takesAway(proposal)).map(({ proposal }) => proposal.path));
}

/**
 * Asks each clean-up in turn about the tree that the steps before it leave.
 * @param changed edits of the removal steps by path, null for a file that goes
 */
export function runCleanUps(
  cleanUps: readonly Transform[],
  input: CleanUpInput,
  changed: ReadonlyMap<string, Edit[] | null>,
): Cleaned {
  const edits = new Map(changed);
  const steps = new Map<string, CleanUpStep>();
  const proposals: Cleaned["proposals"] = [];
  const stepOf = (name: string) => {
    const step = steps.get(name) ?? { name, files: [], described: [] };
    steps.set(name, step);
    return step;
  };
  const isAllowed = allowed(input);
  const wantsData =
    input.options.untrackData === true && !input.options.skip.includes(UNTRACK_DATA) && cleanUps.length > 0;
  for (const transform of cleanUps) {
    const tree = treeAfter(input.inventory, edits);
    for (const proposal of transform.propose!(tree, input.target)) {
      if (!isAllowed(proposal.path)) continue;
      const name = proposal.data ? UNTRACK_DATA : transform.name;
      if (proposal.action === "review" || (proposal.data && !wantsData)) {
        if (proposal.action !== "write") proposals.push({ step: name, proposal: { ...proposal, action: "review" } });
        continue;
      }
      const earlier = edits.get(proposal.path);
      const before = textNow(input.inventory, proposal.path, earlier);
      const file = before === null && takesAway(proposal) ? undefined : plannedFile(input.inventory, proposal, earlier);
      if (file === undefined) continue;
      const united = file.edits === null ? null : [...(earlier ?? []), ...file.edits];
      edits.set(proposal.path, united);
      const step = stepOf(name);
      step.files.push(file);
      step.described.push(describe(file.path, before, textNow(input.inventory, file.path, united)));
      proposals.push({ step: name, proposal });
    }
  }
  const last = steps.get(UNTRACK_DATA);
  steps.delete(UNTRACK_DATA);
  return { steps: last ? [...steps.values(), last] : [...steps.values()], proposals };
}

/** True if a proposal takes its file out of the tree. */
export function takesAway(proposal: Proposal): boolean {
  return proposal.action === "delete" || proposal.action === "untrack";
}

/** What people keep, what tells history, and what is somebody else's, is not cleaned up. */
function allowed({ options, isHistory, isListed, isEntrypoint }: CleanUpInput): (path: string) => boolean {
  const isKept = pathMatcher(options.keep.filter((glob) => !isSymbolGlob(glob)));
  const scopes = options.scope.map((scope) => scope.replace(/\/?$/, "/"));
  const isInScope = (path: string) => scopes.length === 0 || scopes.some((scope) => `${path}/`.startsWith(scope));
  return (path) => {
    if (isKept(path) || isHistory(path) || !isInScope(path)) return false;
    if (isListed?.(path)) return true;
    const { history, vendored } = classifyPath(path);
    return !history && !vendored && !isEntrypoint?.(path);
  };
}

/** Text of a file after some edits: null if it is not in the tree, "" if it is no text. */
function textNow(inventory: Inventory, path: string, edits: Edit[] | null | undefined): string | null {
  if (edits === null) return null;
  if (!inventory.files.has(path)) return edits === undefined || edits.length === 0 ? null : applyEdits("", edits);
  return applyEdits(inventory.read(path)?.text ?? "", edits ?? []);
}

function plannedFile(inventory: Inventory, proposal: Proposal, earlier: Edit[] | null = []): PlannedFile | undefined {
  const { path, action, content } = proposal;
  if (action === "delete") return { path, edits: null };
  if (action === "untrack") return { path, edits: null, untrack: true };
  const base = inventory.files.has(path) ? inventory.read(path)?.text : "";
  if (content === undefined || base === undefined || earlier === null) return undefined;
  const edits = furtherEdits(base, earlier, content);
  return edits.length === 0 ? undefined : { path, edits };
}

/** Edits of the text at base that, with the earlier ones, give `content`. */
function furtherEdits(base: string, earlier: readonly Edit[], content: string): Edit[] {
  if (applyEdits(base, [...earlier]) === content) return [];
  const edits = lineEdits(base, content).flatMap((edit): Edit[] => {
    const same = earlier.find((one) => one.start === edit.start && one.end === edit.end);
    if (!same || !edit.text.startsWith(same.text)) return [edit];
    const text = edit.text.slice(same.text.length);
    return text === "" ? [] : [{ start: edit.end, end: edit.end, text }];
  });
  if (result(base, [...earlier, ...edits]) === content) return edits;
  const whole = [{ start: 0, end: base.length, text: content }];
  if (result(base, [...earlier, ...whole]) === content) return whole;
  throw new Error("two steps write one file");
}

/** The edited text; undefined if the edits do not fit together. */
function result(base: string, edits: Edit[]): string | undefined {
  try {
    return applyEdits(base, edits);
  } catch {
    return undefined;
  }
}

/** Edits of whole lines from one text to another. */
function lineEdits(before: string, after: string): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let open: Edit | undefined;
  for (const part of diffLines(before, after)) {
    if (!part.added && !part.removed) {
      at += part.value.length;
      open = undefined;
      continue;
    }
    if (!open) {
      open = { start: at, end: at, text: "" };
      edits.push(open);
    }
    if (part.added) open.text += part.value;
    else {
      at += part.value.length;
      open.end = at;
    }
  }
  return edits;
}

function describe(path: string, before: string | null, after: string | null): StepFile {
  let [added, deleted] = [0, 0];
  for (const part of diffLines(before ?? "", after ?? "")) {
    if (part.added) added += part.count ?? 0;
    else if (part.removed) deleted += part.count ?? 0;
  }
  return { path, status: after === null ? "deleted" : before === null ? "added" : "modified", added, deleted };
}
