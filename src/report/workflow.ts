import { shortCommit } from "./balance.js";
import { escapeName } from "./escape.js";

/** Where a person stands in the work. */
export interface WorkflowState {
  /** The branch that is checked out; null if none is, undefined outside of a repository. */
  branch: string | null | undefined;
  plan?: { target: string; base: string };
}

/** Draws what there is to do, in the order in which it is done, and what was done already. */
export function drawWorkflow(state: WorkflowState): string {
  const lines = [
    "unpick takes a vendor or feature out of a web application, in every language,",
    "and hands it over as reviewable commits on a branch.",
    "",
    "  unpick plan ollama --successor openai   decide and preview; nothing is changed",
    "  unpick show [STEP]                      read the plan again",
    "  unpick apply ollama                     write it as a branch, one commit per step",
    "  unpick status                           what is on the branch",
    "  unpick revert STEP                      take a step back; unpick restore STEP undoes that",
    "  unpick verify                           check the branch against its base",
    "  unpick why app.py:47                    why a line goes or stays",
    "",
    "  unpick COMMAND --help                   examples and flags",
    "",
  ];
  if (state.branch === undefined) lines.push("Here is no git repository.", "Next: cd to your application");
  else {
    if (state.plan) {
      lines.push(`Saved plan: ${escapeName(state.plan.target)}, based on ${shortCommit(state.plan.base)}.`);
      lines.push(`Next: unpick show   or   unpick apply ${escapeName(state.plan.target)}`);
    } else lines.push("Next: unpick plan TARGET");
  }
  return `${lines.join("\n")}\n`;
}
