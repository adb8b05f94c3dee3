import type { Edit, Facts, SourceFile, Verdict } from "../../../src/engine/model.js";
import type { Region, RegionKind } from "../../../src/engine/region.js";
import { rewritePages } from "../pages/facts.js";
import { renderSuite } from "./blocks.js";
import { renderBranch, renderClauses, renderTry, renderWith } from "./compound.js";
import {
  renderArguments,
  renderComprehension,
  renderConditional,
  renderGroup,
  renderOperands,
  renderTemplate,
  renderUnion,
} from "./expressions.js";
import { renderClass, renderFunction, renderImport, renderLambda } from "./headers.js";
import { renderCollection } from "./lists.js";
import { Rendering } from "./rendering.js";
import { renderAlias, renderAssignment, renderExit, renderMembers } from "./statements.js";

/** Edits of one kind of region. Gives true if its children are still to be rendered. */
type Renderer = (rendering: Rendering, region: Region, visit: (child: Region) => void) => boolean;

/** The same, for those that leave their children to the walk. */
const then =
  (edit: (rendering: Rendering, region: Region) => void): Renderer =>
  (rendering, region) => {
    edit(rendering, region);
    return true;
  };

/** The same, for those that render their children themselves. */
const whole =
  (edit: (rendering: Rendering, region: Region, visit: (child: Region) => void) => void): Renderer =>
  (rendering, region, visit) => {
    edit(rendering, region, visit);
    return false;
  };

const renderers: Partial<Record<RegionKind, Renderer>> = {
  suite: whole(renderSuite),
  branch: whole(renderBranch),
  try: whole(renderTry),
  loop: whole(renderClauses),
  switch: whole(renderClauses),
  with: renderWith,
  function: then(renderFunction),
  class: then(renderClass),
  lambda: then(renderLambda),
  import: then(renderImport),
  handler: then((rendering, region) => {
    renderMembers(rendering, region, "type");
    renderAlias(rendering, region);
  }),
  withItem: then(renderAlias),
  statement: then((rendering, region) => renderMembers(rendering, region, "value")),
  assignment: then(renderAssignment),
  exit: then(renderExit),
  call: then(renderArguments),
  sequence: renderCollection,
  mapping: renderCollection,
  and: then((rendering, region) => renderOperands(rendering, region, "operand")),
  or: then((rendering, region) => renderOperands(rendering, region, "operand")),
  case: then((rendering, region) => renderOperands(rendering, region, "pattern")),
  union: then(renderUnion),
  expression: then((rendering, region) => renderOperands(rendering, region, "value")),
  conditional: renderConditional,
  group: then(renderGroup),
  template: then(renderTemplate),
  comprehension: then(renderComprehension),
};

/** How the verdicts of one file look in text: edits at base, nested but never overlapping in part. */
export function rewrite(file: SourceFile, facts: Facts, verdicts: Verdict[]): Edit[] {
  const rendering = new Rendering(file, facts, verdicts);
  const root = facts.regions[0];
  if (!root || verdicts.length === 0) return [];
  const mark = file.text[0] === "\ufeff" ? 1 : 0;
  if (rendering.removes(root)) return [{ start: mark, end: file.text.length, text: "" }];
  render(rendering, root);
  for (const { region, action, text } of verdicts) {
    const comment = facts.regions[region];
    // Words of a comment may change where it stays; where it goes, the wider edit wins.
    if (comment?.kind === "comment" && action === "replace")
      rendering.edits.push({ start: comment.start, end: comment.end, text: text ?? "" });
  }
  return [...rendering.edits, ...rewritePages(file, facts, verdicts)];
}

function render(rendering: Rendering, region: Region): void {
  const verdict = rendering.verdict(region);
  if (verdict?.action === "replace") {
    rendering.edits.push({ start: region.start, end: region.end, text: verdict.text ?? "" });
    return;
  }
  const visit = (child: Region) => render(rendering, child);
  const renderer = renderers[region.kind];
  if (renderer && !renderer(rendering, region, visit)) return;
  for (const id of rendering.tree.children(region.id)) {
    const child = rendering.tree.at(id);
    if (child.kind === "suite" || (child.kind !== "comment" && !rendering.removes(child))) visit(child);
  }
}
