import type { LedgerRow, Plan } from "../engine/plan-model.js";
import type { NewCommit, FileChange as StoredChange } from "../git/import.js";
import type { FileMode } from "../git/objects.js";
import { shownPath } from "../git/paths.js";
import { formatMessage } from "../git/trailers.js";
import { changeStatus, type FileChange, type StepChange } from "../report/change.js";
import { countAllLines } from "../report/hunks.js";
import { partsOf, type Splitting } from "./split.js";

/** How the commits of a stack are written. */
export interface CommitStyle {
  version: string;
  /** What the trailers hold, to plan again from the branch alone. */
  options: Record<string, unknown>;
  splitting: Splitting;
  /** `Name <address>` for a Signed-off-by line. */
  signedOffBy?: string;
}

/** A commit to be written, with what is told of it. */
export interface PlannedCommit {
  commit: NewCommit;
  step: string;
  summary: string;
  files: number;
  added: number;
  deleted: number;
}

/** More places than this make a message that nobody reads. */
const MOST_PLACES = 30;

/** Name of the step in the trailers of a commit that holds only them. */
export const NO_STEP = "none";

/** Makes the commits of a stack, the lowest first. Without any change, one empty commit keeps the options. */
export function plannedCommits(plan: Plan, steps: readonly StepChange[], style: CommitStyle): PlannedCommit[] {
  const commits = steps.flatMap((step) =>
    partsOf(step, style.splitting).map(({ suffix, files }) => {
      const summary = step.summary.replace(/\.$/, "") + suffix;
      return {
        commit: {
          message: formatMessage({
            ...trailers(plan, style, step.name),
            subject: `${step.name}: ${uncapitalised(summary)}`,
            body: places(plan.document.ledger, step.name, files),
          }),
          files: files.map(storedChange),
        },
        step: step.name,
        summary: uncapitalised(summary),
        files: files.length,
        ...countAllLines(files),
      };
    }),
  );
  return commits.length > 0 ? commits : [emptyCommit(plan, style)];
}

/** A file as git stores it after a change. */
export function storedChange(change: FileChange): StoredChange {
  const content = change.after === null ? null : Buffer.from(change.after, change.encoding);
  return { path: change.path, mode: change.mode as FileMode, content };
}

function trailers(plan: Plan, style: CommitStyle, step: string) {
  const signed = style.signedOffBy === undefined ? {} : { signedOffBy: style.signedOffBy };
  return { base: plan.document.base, version: style.version, options: style.options, step, ...signed };
}

function emptyCommit(plan: Plan, style: CommitStyle): PlannedCommit {
  const message = formatMessage({
    ...trailers(plan, style, NO_STEP),
    subject: `unpick: no step${plan.options.target === "" ? "" : ` of ${plan.options.target}`} is taken`,
    body: ["This commit is empty. It keeps the options, so that unpick restore can bring the steps back."],
  });
  return { commit: { message, files: [] }, step: NO_STEP, summary: "no step is taken", files: 0, added: 0, deleted: 0 };
}

/** One line for each place that a commit changes, and one for a file that goes whole for one reason. */
function places(ledger: readonly LedgerRow[], step: string, files: readonly FileChange[]): string[] {
  const rows = new Map<string, LedgerRow[]>(files.map((file) => [file.path, []]));
  for (const row of ledger) if (row.step === step) rows.get(row.path)?.push(row);
  const lines = files.flatMap((file) => {
    const own = rows.get(file.path)!;
    const reasons = new Set(own.map((row) => row.reason));
    if (changeStatus(file) === "deleted" && reasons.size < 2) {
      const verb = file.untrack ? "no longer tracked" : "deleted";
      return [`${shownPath(file.path)} ${verb}${[...reasons].map((reason) => (reason ? `: ${reason}` : "")).join("")}`];
    }
    return [...new Map(own.map((row) => [placeKey(row), placeLine(row)])).values()];
  });
  const more = lines.length - MOST_PLACES;
  return more > 0 ? [...lines.slice(0, MOST_PLACES), `… and ${more} more places`] : lines;
}

/** Rows on one line are one place, unless each is about a line of its own that is added there. */
function placeKey(row: LedgerRow): string {
  return row.role === "file" ? `${row.line}:${row.text}` : String(row.line);
}

function placeLine({ path, line, role, text, fate, reason }: LedgerRow): string {
  const what = role === "file" && text !== "" ? ` ${text}` : "";
  return `${shownPath(path)}:${line}${what} ${fate}${reason ? `: ${reason}` : ""}`;
}

/** A subject after its scope starts small, unless the first word is a name. */
function uncapitalised(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}
