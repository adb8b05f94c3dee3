import { relative, resolve } from "node:path";
import type { LedgerRow } from "../engine/plan-model.js";
import { UserError } from "../errors.js";
import { shownPath } from "../git/paths.js";
import type { Repository } from "../git/repository.js";
import { type CommitInventory, readInventory } from "../repo/inventory.js";
import type { WhyDocument } from "../report/documents.js";
import { toJson } from "../report/escape.js";
import { drawWhy } from "../report/why-view.js";
import { loadSecretRules } from "../secrets/find.js";
import { closest } from "../target/suggest.js";
import { chooseStack } from "./branches.js";
import type { Context, Outcome } from "./context.js";
import { planFrom } from "./planning.js";
import { loadPlan } from "./saved.js";
import { openSession } from "./session.js";
import { fromTrailer } from "./stack-options.js";
import { lineReader } from "./texts.js";

/** As many neighbouring lines with a row are named when a line has none. */
const NEAREST = 5;

/** `unpick why PATH:LINE`: the chain that removed or kept what stands on a line at base. */
export async function whyCommand(
  context: Context,
  place: string,
  flags: { branch?: string; json: boolean },
): Promise<Outcome> {
  const match = /^(.+?):(\d+)(?::\d+)?$/s.exec(place);
  if (!match) throw new UserError(`${place} is not a place.`, "Write it as PATH:LINE, for example app.py:47.");
  const repository = await openSession(context);
  const { base, ledger, inventory } = await ledgerOf(context, repository, flags.branch);
  const path = knownPath(context, repository, inventory, match[1]!);
  const line = Number(match[2]);
  const rows = rowsAt(ledger, path, line);
  const document: WhyDocument = { format: 1, base, path, line, rows };
  if (flags.json) return { output: toJson(document), notes: [], exitCode: 0 };
  await loadSecretRules();
  const source = lineReader(inventory)(path, line);
  if (source === undefined && inventory.read(path)) {
    throw new UserError(`${shownPath(path)} has no line ${line} at ${base.slice(0, 7)}, where the plan was made.`);
  }
  return { output: drawWhy(document, source, nearest(ledger, path, line), context.palette), notes: [], exitCode: 0 };
}

/** Rows of a line; of a line without any, the different ones closest above it in the smallest edit that takes it. */
function rowsAt(ledger: readonly LedgerRow[], path: string, line: number): LedgerRow[] {
  const rows = ledger.filter((row) => row.path === path);
  const own = rows.filter((row) => row.line === line);
  if (own.length > 0) return own;
  const around = rows.filter(({ lines }) => lines !== undefined && lines.first <= line && line <= lines.last);
  const sizeOf = ({ lines }: LedgerRow) => lines!.last - lines!.first;
  const smallest = around.filter((row) => sizeOf(row) === Math.min(...around.map(sizeOf)));
  const above = smallest.filter((row) => row.line < line);
  const nearest = above.length > 0 ? Math.max(...above.map((row) => row.line)) : smallest[0]?.line;
  const different = new Map<string, LedgerRow>();
  for (const row of smallest.filter((one) => one.line === nearest)) {
    const key = [row.fate, row.reason, ...row.because].join("\n");
    if (!different.has(key)) different.set(key, row);
  }
  return [...different.values()];
}

/** The ledger of the branch named, of the saved plan, or of the branch that is there. */
async function ledgerOf(
  context: Context,
  repository: Repository,
  branch: string | undefined,
): Promise<{ base: string; ledger: LedgerRow[]; inventory: CommitInventory }> {
  const saved = branch === undefined ? await loadPlan(repository, context.version) : undefined;
  if (saved) {
    const { base, ledger } = saved.plan.document;
    return { base, ledger, inventory: await readInventory(repository, base) };
  }
  const chosen = await chooseStack(repository, branch);
  const options = fromTrailer(chosen.stack.options, chosen.branch);
  const { plan, inventory } = await planFrom(context, repository, chosen.stack.base, options);
  return { base: chosen.stack.base, ledger: plan.document.ledger, inventory };
}

/** A path as typed: from the top of the repository, or else from the current folder. */
function knownPath(context: Context, repository: Repository, inventory: CommitInventory, typed: string): string {
  const candidates = [typed.replace(/^\.\//, "")];
  if (repository.root !== null) {
    candidates.push(relative(repository.root, resolve(context.cwd, typed)).replaceAll("\\", "/"));
  }
  const found = candidates.find((path) => inventory.files.has(path));
  if (found !== undefined) return found;
  const [suggestion] = closest(typed, inventory.files.keys(), 1);
  throw new UserError(
    `${shownPath(typed)} is not a file of the commit that was planned.`,
    suggestion ? `Did you mean ${shownPath(suggestion)}?` : "git ls-files lists the files.",
  );
}

function nearest(ledger: readonly LedgerRow[], path: string, line: number): number[] {
  const lines = [...new Set(ledger.filter((row) => row.path === path).map((row) => row.line))];
  return lines
    .sort((a, b) => Math.abs(a - line) - Math.abs(b - line))
    .slice(0, NEAREST)
    .sort((a, b) => a - b);
}
