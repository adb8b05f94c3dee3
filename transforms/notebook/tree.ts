import type { Occurrence, Range, Reading } from "../../src/engine/model.js";
import type { Region } from "../../src/engine/region.js";
import { writtenAt } from "../../src/syntax/reading.js";
import type { Words } from "./documents.js";
import type { NotebookExtra, Part, PartRegion } from "./extra.js";

/** A region of the notebook before it has a number. */
interface Node {
  region: Region;
  origins: PartRegion[];
  children: Node[];
}

/** The regions of a notebook, numbered, with what each is in its part. */
export interface Tree {
  regions: Region[];
  occurrences: Occurrence[];
  extra: NotebookExtra;
}

/**
 * Joins the code and the documents of a notebook into one tree: its one suite holds the statements of all cells and the
 * blocks of all documents in their order; a command stands where the code has its statement.
 *
 * @param length of the file
 */
export function joinParts(code: Part, words: readonly Words[], reading: Reading, length: number): Tree {
  const documents = words.map(({ facts, at }): Part => ({ facts, at, numbers: [] }));
  const statements = nodesOf(code, -1, reading);
  const [root, suite] = statements;
  if (!root || !suite) throw new Error("a module is a file with one suite");
  for (const { region } of [root, suite]) Object.assign(region, { start: 0, end: length });
  words.forEach(({ magic }, index) => {
    const blocks = nodesOf(documents[index]!, index, reading)[1]!.children;
    const statement = magic && findStatement(statements, code, magic);
    if (!magic) suite.children.push(...blocks);
    else if (statement) for (const block of blocks) takePlace(statement, block);
  });
  return number(root, code, documents);
}

/** Nodes of a part's regions at their places in the file, by the part's numbers. */
function nodesOf({ facts, at }: Part, part: number, reading: Reading): Node[] {
  const nodes = facts.regions.map((region): Node => {
    const { start, end } = { start: region.start + at, end: region.end + at };
    const point = reading.starts[start] ?? reading.ends.at(-1) ?? 0;
    const range: Range = end > start ? writtenAt(reading, { start, end }) : { start: point, end: point };
    return { region: { ...region, ...range }, origins: [{ part, region: region.id }], children: [] };
  });
  for (const node of nodes) nodes[node.region.parent]?.children.push(node);
  return nodes;
}

/** The statement that stands for a magic in the code. */
function findStatement(statements: readonly Node[], code: Part, magic: Range): Node | undefined {
  return statements.find(({ region }) => {
    const { start, parent } = code.facts.regions[region.id]!;
    return start === magic.start && code.facts.regions[parent]?.kind === "suite";
  });
}

/** Puts the block of a command in the place of its statement; names of Python that the command takes in stay below. */
function takePlace(statement: Node, block: Node): void {
  const { slot } = statement.region;
  statement.region = { ...block.region, slot };
  statement.origins.push(...block.origins);
  for (const child of statement.children) child.region = { ...child.region, slot: "content" };
  statement.children.push(...block.children);
}

/** Gives numbers: parents before children, siblings in the order of the text. */
function number(root: Node, code: Part, documents: Part[]): Tree {
  const regions: Region[] = [];
  const extra: NotebookExtra = { code, documents, origins: [], paths: [] };
  const open = [{ node: root, parent: -1 }];
  while (open.length > 0) {
    const { node, parent } = open.pop()!;
    const id = regions.length;
    regions.push({ ...node.region, id, parent });
    extra.origins.push(node.origins);
    for (const { part, region } of node.origins) (documents[part] ?? code).numbers[region] = id;
    const ordered = node.children.sort((a, b) => a.region.start - b.region.start || a.region.end - b.region.end);
    for (let index = ordered.length - 1; index >= 0; index--) open.push({ node: ordered[index]!, parent: id });
  }
  const occurrences: Occurrence[] = [];
  for (const { facts, numbers } of [code, ...documents])
    for (const occurrence of facts.occurrences) {
      const region = numbers[occurrence.region];
      if (region !== undefined) occurrences.push({ ...occurrence, region });
    }
  return { regions, occurrences, extra };
}
