import type { Facts, Occurrence, Range, Target } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { type StyleNode, stylesheet } from "../../src/syntax/stylesheet.js";
import { addAtRule } from "./at-rules.js";
import { type FileReference, Reading } from "./build.js";
import { maskHoles } from "./mask.js";
import { addProperty, variableOf } from "./properties.js";
import { addSelectors, type Outer } from "./rules.js";

/** How a style sheet stands in its host. */
export interface StyleOptions {
  /** Id of the first region; the others follow without gaps, parents first, in text order. */
  firstId: number;
  /** Id of the host's region around the sheet. */
  parent: number;
  target: Target;
  /** Text of the file as it is, without any filler. */
  original: string;
  /** Ranges of the masked code: what they cover is unknown. */
  holes: readonly Range[];
  /** Path of the file, if it is written in a dialect with functions and modules. */
  module?: string;
  /** Comments that the parser cannot see. */
  comments?: readonly Range[];
}

/** Regions and occurrences of one style sheet, ready to be spliced into its host's facts. */
export interface StyleFacts {
  regions: Region[];
  occurrences: Occurrence[];
  faults: Facts["faults"];
  files: FileReference[];
}

/**
 * Analyses a style sheet that is a file or stands inside one.
 * @param text the whole text, in which what is no CSS was masked by filler of the same length
 * @param range of the sheet in `text`
 * @returns regions with offsets of `text`; the first one is a `suite` that covers `range`
 */
export function analyzeStyles(text: string, range: Range, options: StyleOptions): StyleFacts {
  const masked = maskHoles(text, range, options.holes);
  const { nodes, faults } = stylesheet(masked, range);
  const reading = new Reading(masked, options);
  const suite = reading.add("suite", "body", range, options.parent);
  const comments = (options.comments ?? []).map(
    (one): StyleNode => ({ kind: "comment", name: "", ...one, head: one, children: [] }),
  );
  if (faults.length === 0) addNodes(reading, placed(nodes, comments), suite, { ends: [], global: true });
  const { regions, occurrences, files } = reading;
  return { regions, occurrences, files, faults: faults.map(({ line, message }) => ({ line, message })) };
}

/** Puts further comments where they stand among the nodes. */
function placed(nodes: readonly StyleNode[], comments: readonly StyleNode[]): StyleNode[] {
  if (comments.length === 0) return [...nodes];
  const left = comments.filter((one) => !nodes.some((node) => node.start <= one.start && one.end <= node.end));
  const inside = (node: StyleNode) =>
    comments.filter((one) => node.body && node.body.start <= one.start && one.end <= node.body.end);
  const filled = nodes.map((node) => ({ ...node, children: placed(node.children, inside(node)) }));
  return [...filled, ...left].sort((one, other) => one.start - other.start);
}

/** What nested rules need to know of what stands around them. */
export interface Context extends Outer {
  /** What is set here is set for the whole page. */
  global: boolean;
  /** Rules here are frames of an animation. */
  frames?: boolean;
}

/** Adds regions for the nodes of one block. */
export function addNodes(reading: Reading, nodes: readonly StyleNode[], parent: number, context: Context): void {
  for (const node of nodes) {
    if (node.kind === "comment") {
      if (!reading.isFilled(node)) reading.add("comment", "body", node, parent);
    } else if (node.kind === "rule") addRule(reading, node, parent, context);
    else if (variableOf(node) !== undefined || node.kind === "declaration")
      addProperty(reading, node, parent, context.global);
    else addAtRule(reading, node, parent, context);
  }
}

const pageWide = /^\s*(?::root|html|body|\*|:host|:export)/i;

function addRule(reading: Reading, node: StyleNode, parent: number, context: Context): void {
  const rule = reading.add("rule", "body", node, parent);
  const outer = context.frames ? { ends: [] } : addSelectors(reading, node, rule, context);
  const body = reading.add("suite", "body", node.body!, rule);
  addNodes(reading, node.children, body, { ...outer, global: pageWide.test(reading.slice(node.head)) });
}
