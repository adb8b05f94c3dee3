import { unitedChanges } from "../report/change.js";
import { escapeBlock, toJson } from "../report/escape.js";
import { drawMarkdown } from "../report/markdown.js";
import { drawPatch } from "../report/patch.js";
import { drawPlan } from "../report/plan-view.js";
import type { PlanView } from "../report/view.js";
import type { Context, Outcome } from "./context.js";
import type { ShowFlags } from "./flags.js";

/** More changed lines than this are not poured onto a terminal. */
const TERMINAL_LINES = 500;

/**
 * Draws a plan in the format asked for.
 *
 * @param next commands that a person may want next; for the terminal only
 * @param whole draw the diff however long it is
 */
export function drawFormat(
  view: PlanView,
  show: ShowFlags,
  context: Context,
  next: string[],
  whole = false,
): Pick<Outcome, "output" | "paged"> {
  const toTerminal = context.isTerminal && show.output === undefined;
  switch (show.format) {
    case "json":
      return { output: toJson(view.document) };
    case "markdown":
      return { output: drawMarkdown(view) };
    case "patch": {
      const patch = drawPatch(unitedChanges(view.steps));
      // On a terminal it is only looked at: what would act on it is escaped. Anywhere else it is exact.
      return toTerminal ? { output: escapeBlock(Buffer.from(patch).toString("utf8")), paged: true } : { output: patch };
    }
    case "terminal":
      return {
        output: drawPlan(view, {
          palette: context.palette,
          stat: show.stat,
          all: show.all,
          next,
          ...(toTerminal && !whole ? { lineLimit: TERMINAL_LINES } : {}),
        }),
        paged: true,
      };
  }
}
