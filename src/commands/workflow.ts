import { currentBranch, openRepository } from "../git/repository.js";
import { drawWorkflow, type WorkflowState } from "../report/workflow.js";
import type { Context, Outcome } from "./context.js";
import { loadPlan } from "./saved.js";

/** `unpick` alone: the workflow, and where this repository stands in it. */
export async function workflowCommand(context: Context): Promise<Outcome> {
  return { output: drawWorkflow(await stateOf(context)), notes: [], exitCode: 0 };
}

async function stateOf(context: Context): Promise<WorkflowState> {
  try {
    const repository = await openRepository(context.cwd);
    const saved = await loadPlan(repository, context.version);
    const plan = saved && { target: saved.plan.options.target, base: saved.plan.document.base };
    return { branch: await currentBranch(repository), ...(plan ? { plan } : {}) };
  } catch {
    // Help is given anywhere, also where there is nothing to work on.
    return { branch: undefined };
  }
}
