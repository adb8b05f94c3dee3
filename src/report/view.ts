import type { PlanDocument } from "../engine/plan-model.js";
import type { StepChange } from "./change.js";

/** All that the views of a plan are drawn from: the document, and the texts that its steps change. */
export interface PlanView {
  document: PlanDocument;
  /** Steps in stack order with their texts; only those to be shown. */
  steps: StepChange[];
  /** The line of a file at base, one-based; undefined if the file is not text. */
  lineAt(path: string, line: number): string | undefined;
}
