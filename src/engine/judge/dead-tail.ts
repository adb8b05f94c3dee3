import type { Region } from "../region.js";
import type { Judging } from "./context.js";
import { content, remove } from "./remove.js";

/**
 * What stands behind an exit that our removal made certain is never reached: after `if kind != "acme": return x` became
 * `return x`, only the target came further. It goes; a bare exit at the end of its function or loop goes with it.
 */
export function dropDeadTail(judging: Judging, suite: Region): void {
  const statements = content(judging, suite);
  const at = statements.findIndex((one) => settledExit(judging, one) !== undefined);
  const tail = statements.slice(at + 1);
  if (at < 0 || tail.length === 0) return;
  const branch = statements[at]!;
  const { exit, cause } = settledExit(judging, branch)!;
  const reason = judging.byNeed(branch, "nothing reaches it any more", cause);
  for (const one of tail) {
    // A declared function is there from the start of its scope.
    if (one.kind === "function" || one.kind === "class" || judging.outcome(one).is === "removed") continue;
    judging.outcomes[one.id] = remove(judging, one, reason);
  }
  if (endsAnyway(judging, suite, exit) && tail.every((one) => judging.outcome(one).is === "removed"))
    judging.outcomes[branch.id] = remove(judging, branch, reason);
}

/**
 * A refusal (`if not has_acme(): return`) must not become unconditional, unless all that it kept from running is gone: then
 * it goes as well.
 */
export function settleRefusals(judging: Judging, suite: Region): void {
  const statements = content(judging, suite);
  for (const [at, branch] of statements.entries()) {
    const refusal = judging.refusals.get(branch.id);
    if (!refusal) continue;
    const { test, cause } = refusal;
    const tail = statements.slice(at + 1);
    const isPointless = tail.length > 0 && tail.every((one) => judging.outcome(one).is === "removed");
    const body = judging.view.one(judging.view.parent(test)!, "body")!;
    if (isPointless && cause && endsAnyway(judging, suite, content(judging, body).at(-1)!))
      judging.outcomes[branch.id] = remove(judging, branch, cause);
    else judging.outcomes[branch.id] = judging.block(test, "still needed", cause);
  }
}

/** The exit in which an `if` ends whose first arm now always runs. */
function settledExit(judging: Judging, branch: Region) {
  if (branch.kind !== "branch" || judging.outcome(branch).is === "removed") return undefined;
  const arm = judging.view.slot(branch, "arm").find((one) => judging.verdicts.get(one.id)?.action !== "remove");
  const verdict = arm && judging.verdicts.get(arm.id);
  const body = arm && judging.view.one(arm, "body");
  const exit = body && content(judging, body).at(-1);
  if (verdict?.action !== "true" || exit?.kind !== "exit" || exit.name === "yield") return undefined;
  return judging.outcome(exit).is === "removed" ? undefined : { exit, cause: verdict.cause };
}

/** True if control goes where an exit leads also without it: a bare one, alone at the end of a body. */
function endsAnyway(judging: Judging, suite: Region, exit: Region): boolean {
  const { view } = judging;
  const alone = content(judging, view.parent(exit)!).length === 1;
  const owner = view.parent(suite)?.kind;
  if (!alone || view.children[exit.id]!.length > 0) return false;
  if (exit.name === "return") return owner === "function" || owner === "lambda";
  return exit.name === "continue" && owner === "loop" && !/\s/.test(judging.text.slice(exit.start, exit.end).trim());
}
