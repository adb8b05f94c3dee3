import { count, lineCounts } from "../report/balance.js";
import type { FileChange, StepChange } from "../report/change.js";
import { drawDiff } from "../report/diff-view.js";
import { escapeLine, escapeName } from "../report/escape.js";
import { countAllLines } from "../report/hunks.js";
import { drawTable } from "../report/table.js";
import type { PlanView } from "../report/view.js";
import type { Context } from "./context.js";

/** What a person leaves out: whole steps by name, and files as globs that mean just them. */
export interface Refusals {
  steps: string[];
  files: string[];
}

/** Keys of `git add -p`, with what they do here. */
const HELP = `y - take this
n - leave this out
a - take this and all that follows
d - leave this and all that follows out
q - quit: the same as d, for all steps
s - decide file by file
w - why: the places in it, with their reasons
? - these words
`;

/** What is left to ask once somebody said "all" or "none". */
type Rest = "ask" | "take" | "leave";

/**
 * Goes through the steps of a plan, and through the files of a step if wanted, and asks for each whether it is taken.
 * The end of the input leaves out what has not been answered.
 */
export async function decideSteps(context: Context, view: PlanView): Promise<Refusals> {
  const refused: Refusals = { steps: [], files: [] };
  let rest: Rest = "ask";
  for (const step of view.steps.filter((one) => one.files.length > 0)) {
    if (rest === "leave") refused.steps.push(step.name);
    if (rest !== "ask") continue;
    const answer = await askFor(
      context,
      { ...view, steps: [step] },
      `Take ${escapeName(step.name)}`,
      "y,n,a,d,q,s,w,?",
    );
    if (answer === "s") rest = await decideFiles(context, view, step, refused);
    else {
      rest = restAfter(answer);
      if (answer === "n" || rest === "leave") refused.steps.push(step.name);
    }
  }
  return refused;
}

async function decideFiles(context: Context, view: PlanView, step: StepChange, refused: Refusals): Promise<Rest> {
  let rest: Rest = "ask";
  for (const file of step.files) {
    if (rest === "ask") {
      const one = { ...view, steps: [{ ...step, files: [file] }] };
      const answer = await askFor(context, one, `Take ${escapeName(file.path)}`, "y,n,a,d,q,w,?");
      if (answer === "q") {
        refused.files.push(...globs(step.files.slice(step.files.indexOf(file))));
        return "leave";
      }
      rest = restAfter(answer);
      if (answer === "n") refused.files.push(...globs([file]));
    }
    if (rest === "leave") refused.files.push(...globs([file]));
  }
  return "ask";
}

const restAfter = (answer: string): Rest =>
  answer === "a" ? "take" : answer === "d" || answer === "q" ? "leave" : "ask";

/** Shows what it is about and asks until one of the keys is the answer. */
async function askFor(context: Context, view: PlanView, question: string, keys: string): Promise<string> {
  const [step] = view.steps;
  const { added, deleted } = countAllLines(step!.files);
  const size = lineCounts(added, deleted);
  const words = `${question}: ${escapeLine(step!.summary)} (${count(step!.files.length, "file")}, ${size}) [${keys}]? `;
  let shown = drawDiff(view, context.palette);
  for (;;) {
    const answer = (await context.askText(`${shown}${words}`))?.trim().toLowerCase();
    if (answer === undefined) return "q";
    if (answer !== "" && keys.split(",").includes(answer) && answer !== "w" && answer !== "?") return answer;
    shown = answer === "w" ? reasons(view) : HELP;
  }
}

/** The places of a step in its files, each with its reason. */
function reasons(view: PlanView): string {
  const [step] = view.steps;
  const paths = new Set(step!.files.map((file) => file.path));
  const rows = view.document.ledger.filter((row) => row.step === step!.name && paths.has(row.path));
  const lines = new Map(
    rows.map((row) => [`${escapeName(row.path)}:${row.line}`, [escapeLine(row.text.trim().slice(0, 60)), row.reason]]),
  );
  return drawTable(
    [...lines].map(([place, [text, reason]]) => [place, text!, escapeLine(reason!)]),
    new Set(),
    (cell) => cell,
  );
}

/** Globs that match the files and nothing else. */
function globs(files: readonly FileChange[]): string[] {
  return files.map(({ path }) => path.replace(/[\\*?[\]{}()!+@|]/g, "\\$&"));
}
