import type { LedgerRow, PlanDocument } from "../../src/engine/plan-model.js";
import type { FileChange, StepChange } from "../../src/report/change.js";
import type { PlanView } from "../../src/report/view.js";

/** A file of the sample, before and after. */
export function change(
  path: string,
  before: string | null,
  after: string | null,
  rest: Partial<FileChange> = {},
): FileChange {
  return { path, mode: "100644", encoding: "utf8", before, after, base: before, ...rest };
}

/** A row of a ledger with what matters to a test. */
export function row(fields: Partial<LedgerRow> & Pick<LedgerRow, "path" | "line" | "fate">): LedgerRow {
  return { column: 1, text: "ollama", mention: true, role: "literal", reason: "", because: [], ...fields };
}

/** A view over steps and a ledger; totals follow from the ledger. */
export function view(steps: StepChange[], ledger: LedgerRow[], rest: Partial<PlanDocument> = {}): PlanView {
  const totals = (mention: boolean) => {
    const rows = ledger.filter((entry) => entry.mention === mention);
    const count = (fate: LedgerRow["fate"]) => rows.filter((entry) => entry.fate === fate).length;
    return {
      all: rows.length,
      removed: count("removed"),
      rewritten: count("rewritten"),
      kept: count("kept"),
      review: count("review"),
    };
  };
  const texts = new Map(steps.flatMap((step) => step.files.map((file) => [file.path, file.base ?? ""] as const)));
  return {
    document: {
      format: 1,
      base: "4f1c2e9000000000000000000000000000000000",
      target: { name: "ollama", successor: "openai", terms: ["ollama"] },
      totals: { mentions: totals(true), linked: totals(false), lines: 0 },
      steps: [],
      ledger,
      verify: { newDiagnostics: [], dangling: [], unparsed: [] },
      notes: [],
      ...rest,
    },
    steps,
    lineAt: (path, line) => texts.get(path)?.split("\n")[line - 1],
  };
}

/** A step of the sample. */
export function step(name: string, summary: string, files: FileChange[]): StepChange {
  return { name, summary, heldBack: [], files };
}
