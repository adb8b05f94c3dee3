import type { Inventory } from "../engine/model.js";
import { UserError } from "../errors.js";
import { resolveCommit } from "../git/repository.js";
import { readInventory } from "../repo/inventory.js";
import { unitedChanges } from "../report/change.js";
import type { Finding, VerifyDocument } from "../report/documents.js";
import { toJson } from "../report/escape.js";
import { drawVerify } from "../report/verify-view.js";
import { checkBalance } from "../verify/balance.js";
import { LINK_CODES } from "../verify/unresolved.js";
import { verifyTexts } from "../verify/verify.js";
import { chooseStack } from "./branches.js";
import { readConfiguration } from "./configuration.js";
import type { Context, Outcome } from "./context.js";
import { placesThatStay } from "./held.js";
import { type Planned, planFrom } from "./planning.js";
import { runOn } from "./run-check.js";
import { openSession } from "./session.js";
import { fromTrailer } from "./stack-options.js";
import { lineReader, stepChanges } from "./texts.js";
import { checkTypes } from "./type-check.js";

/** Flags of `unpick verify`. */
export interface VerifyFlags {
  branch?: string;
  /** Check this commit instead of the tip of the branch. */
  commit?: string;
  /** The application's own command; empty for the one in `unpick.yaml`. */
  run?: string;
  /** Run type checkers over the whole tree, before and after. */
  types: boolean;
  json: boolean;
}

/** `unpick verify`: the independent checks on a branch against its base. */
export async function verifyCommand(context: Context, flags: VerifyFlags): Promise<Outcome> {
  const repository = await openSession(context);
  const { branch, stack } = await chooseStack(repository, flags.branch);
  const command = flags.run === undefined ? undefined : flags.run || (await configuredRun(repository));
  const commit = flags.commit === undefined ? stack.tip : await resolveCommit(repository, flags.commit);
  const options = fromTrailer(stack.options, branch);
  const planned = await planFrom(context, repository, stack.base, options);
  context.progress("verifying");
  const tip = await readInventory(repository, commit);
  const changed = changedTexts(planned.inventory, tip);
  const { newDiagnostics, unresolved } = await verifyTexts({
    before: changed.before,
    after: changed.after,
    transforms: planned.transforms,
    inventory: planned.inventory,
    target: planned.target,
    all: true,
  });
  const findings: Finding[] = newDiagnostics.map(({ path, line, code, message }) => ({
    check: LINK_CODES.has(code) ? "links" : /syntax/i.test(code) ? "syntax" : "diagnostics",
    path,
    ...(line > 0 ? { line } : {}),
    message: `${message} (${code})`,
  }));
  for (const message of planned.plan.document.verify.dangling) findings.push({ check: "links", message });
  if (options.alone.length > 0) {
    const skip = [...options.options.skip, ...options.alone];
    const less = { ...options, options: { ...options.options, skip } };
    const held = await planFrom(context, repository, stack.base, less, planned);
    const lineAt = lineReader(planned.inventory);
    for (const place of placesThatStay(planned.plan, held.plan, new Set(options.alone), lineAt)) {
      const message = `${place.text} is gone with ${place.step}, and a step that was reverted alone needs it`;
      findings.push({ check: "links", path: place.path, line: place.line, message });
    }
  }
  const alone = new Set(options.alone);
  const unaccounted = balanceFindings(planned, tip, alone);
  findings.push(...unaccounted);
  const { kept, review } = planned.plan.document.totals.mentions;
  const document: VerifyDocument = {
    format: 1,
    branch,
    base: stack.base,
    commit,
    files: changed.after.size,
    findings,
    left: { kept, review, unaccounted: unaccounted.length },
    unresolved: unresolved ?? [],
    notChecked: [...tip.notes],
  };
  if (command !== undefined) {
    context.progress(`running ${command}`);
    document.run = await runOn(repository, commit, command);
    if (document.run.exitCode !== 0) {
      findings.push({ check: "run", message: `${command} ended with exit code ${document.run.exitCode}` });
    }
  }
  if (flags.types) {
    context.progress("checking types");
    const { tools, errors, notes } = await checkTypes(repository, stack.base, commit, tip.files.keys());
    document.types = tools;
    document.notChecked.push(...notes);
    for (const { path, line, code, message } of errors)
      findings.push({ check: "types", path, ...(line > 0 ? { line } : {}), message: `${message} (${code})` });
  }
  const next = findings.length > 0 ? ["unpick status", "unpick why PATH:LINE"] : [`git switch ${branch}`];
  const output = flags.json ? toJson(document) : drawVerify(document, context.palette, next);
  return { output, notes: [], exitCode: findings.length > 0 ? 1 : 0 };
}

async function configuredRun(repository: Parameters<typeof readConfiguration>[0]): Promise<string> {
  const run = (await readConfiguration(repository))?.verify?.run;
  if (run) return run;
  throw new UserError(
    "No command is known that tests the application.",
    "Name it: unpick verify --run 'pytest -q', or write verify: { run: … } into unpick.yaml.",
  );
}

/** Texts that differ between two trees. */
function changedTexts(base: Inventory, tip: Inventory) {
  const before = new Map<string, string>();
  const after = new Map<string, string | null>();
  for (const path of new Set([...base.files.keys(), ...tip.files.keys()])) {
    if (base.files.get(path)?.oid === tip.files.get(path)?.oid) continue;
    const old = base.read(path)?.text;
    const fresh = tip.read(path)?.text;
    if (old === undefined && fresh === undefined) continue;
    if (old !== undefined) before.set(path, old);
    after.set(path, fresh ?? null);
  }
  return { before, after };
}

/** Mentions that the ledger does not account for: in the plan's own result, and in what people added since. */
function balanceFindings(planned: Planned, tip: Inventory, alone: ReadonlySet<string>): Finding[] {
  const { plan, inventory, target } = planned;
  const before = new Map<string, string>();
  for (const path of inventory.files.keys()) {
    const source = inventory.read(path);
    if (source && target.find(source.text).length > 0) before.set(path, source.text);
  }
  const whole = new Map(unitedChanges(stepChanges(inventory, plan)).map((change) => [change.path, change.after]));
  const edits = new Map(
    plan.changes.flatMap(({ files }) =>
      files.flatMap((file) => (file.edits ? [[file.path, file.edits] as const] : [])),
    ),
  );
  const books = { document: plan.document, target, before, after: whole, edits };
  const findings: Finding[] = checkBalance(books).map((message) => ({ check: "balance", message }));
  const taken = new Set(plan.changes.map(({ step }) => step).filter((step) => !alone.has(step)));
  const expected = new Map(
    unitedChanges(stepChanges(inventory, plan, taken)).map((change) => [change.path, change.after]),
  );
  for (const path of tip.files.keys()) {
    const text = tip.read(path)?.text;
    const planText = expected.has(path) ? expected.get(path) : inventory.read(path)?.text;
    if (text === undefined || text === planText) continue;
    const known = planText ? target.find(planText).length : 0;
    for (const mention of target.find(text).slice(known)) {
      const line = text.slice(0, mention.start).split("\n").length;
      findings.push({ check: "balance", path, line, message: `${mention.text} is not accounted for by the plan` });
    }
  }
  return findings;
}
