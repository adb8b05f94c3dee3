// Every way to take a single piece out of a template, and the text that is left.
import { applyEdits, settleBlankLines, unite } from "../../../dist/src/syntax/edits.js";
import { makeTarget } from "../../../dist/src/target/target.js";
import { lex } from "../../../dist/transforms/jinja/lexer.js";
import { parse } from "../../../dist/transforms/jinja/parse.js";

/** No template names it, so that no region is there on its account. */
export const target = makeTarget({ name: "zorblax" });

const CONTENT = new Set(["output", "comment", "text", "assignment", "loop", "with", "function", "import", "include"]);

/**
 * Regions that a verdict takes out alone, with the action: `{ region, action, group }`. Elements are the group
 * `element`; of the others the group is their kind, with its slot where it does not stand in content.
 */
export function removalsOf(facts) {
  const { scripts, styles } = facts.extra;
  const embedded = new Set([...Object.values(scripts).flat(), ...styles]);
  const found = [];
  for (const region of facts.regions) {
    if (embedded.has(region.id) || region.parent < 0) continue;
    const group = groupOf(region, facts.regions[region.parent]);
    if (!group) continue;
    found.push({ region, action: "remove", group });
    // An else that always runs says nothing of the arms before it.
    const hasTest = facts.regions.some((one) => one.parent === region.id && one.slot === "test");
    if (region.kind === "arm" && hasTest) found.push({ region, action: "true", group: "arm that always runs" });
    if (region.kind === "conditional") found.push({ region, action: "false", group });
  }
  return found;
}

function groupOf(region, parent) {
  const { kind, slot } = region;
  if (kind === "element") return "element";
  if (kind === "attribute" || kind === "arm") return kind;
  if (slot === "attribute") return `${kind} in a tag`;
  if (slot === "part" && (kind === "output" || kind === "branch" || kind === "loop")) return `${kind} in a value`;
  if (kind === "branch" || kind === "block") return slot === "content" ? kind : undefined;
  if (CONTENT.has(kind) && slot === "content") return kind;
  if (kind === "argument" && region.name !== undefined && parent.kind === "call") return "named argument";
  return undefined;
}

/** The text of a file after verdicts, blank lines settled as in a plan. */
export function textAfter(transform, file, facts, verdicts) {
  const edits = transform.rewrite(file, facts, verdicts);
  return applyEdits(file.text, settleBlankLines(file.text, unite(edits)));
}

/** The verdict that a removal stands for. */
export function verdictOf({ region, action }) {
  return { region: region.id, action, cause: { by: "name", reason: "" } };
}

/**
 * Faults of reading a text and writing it back: template tags and markup must tile it, regions must nest, and no
 * verdict must leave every character as it was.
 */
export function roundTripFaults(transform, file, facts) {
  const { text, path } = file;
  const parsed = parse(path, text);
  const found = [];
  if (parsed.masked.length !== text.length) found.push("the mask has another length");
  if (!tiles(lex(text).tags, text.length)) found.push("template tags overlap");
  if (!tiles(parsed.markup.tokens, text.length)) found.push("tags of the page overlap");
  for (const region of facts.regions) {
    const around = facts.regions[region.parent];
    if (around && (region.start < around.start || around.end < region.end))
      found.push(`${region.kind} at ${region.start} is not inside of its ${around.kind}`);
  }
  if (textAfter(transform, file, facts, []) !== text) found.push("a text without verdicts changes");
  return found;
}

function tiles(pieces, length) {
  return pieces.every(
    ({ start, end }, at) => start < end && end <= length && (at === 0 || pieces[at - 1].end <= start),
  );
}
