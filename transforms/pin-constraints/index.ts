import { pinsToConstraints } from "../../src/dependencies/changes/constraints.js";
import { importedNames } from "../../src/dependencies/changes/imported.js";
import { lockedGraph } from "../../src/dependencies/changes/locked-graph.js";
import { readTexts } from "../../src/dependencies/changes/texts.js";
import { readLists } from "../../src/dependencies/lists/read.js";
import type { Inventory, Proposal, Transform } from "../../src/engine/model.js";

/**
 * What `pip freeze` printed, parted: what code uses, or what nothing else brings along, stays a requirement; pins that only
 * hold versions become constraints. Nothing is dropped.
 *
 * Before:
 *
 *     click==8.1.8
 *     Flask==3.1.0
 *
 * After (and `click==8.1.8` in `constraints.txt`):
 *
 *     -c constraints.txt
 *     Flask==3.1.0
 */
const pinConstraints: Transform = {
  name: "pin-constraints",
  summary: "Keep pins that only hold versions in constraints.txt",
  files: ["**/requirements*.txt"],
  order: 118,
  onRequest: true,
  propose,
};

function propose(inventory: Inventory): Proposal[] {
  const lists = readLists(readTexts(inventory, /\.(?:txt|in)$/));
  const used = importedNames(readTexts(inventory, /\.py$/));
  const images = readTexts(inventory, /(?:^|\/)(?:[\w.-]*\.)?(?:Dockerfile|Containerfile)[\w.-]*$/i);
  const facts = {
    isUsed: (name: string) => used.has(name),
    hasFile: (path: string) => inventory.files.has(path),
    copiedAt: (path: string) => copiedAt(path, images),
  };
  return lists.flatMap((list) =>
    pinsToConstraints(list, inventory.read(list.path)!.text, { ...facts, graph: lockedGraph(inventory, list) }),
  );
}

/** An instruction that takes a file by its name, alone or with others, into an image. */
function copiedAt(path: string, images: ReadonlyMap<string, string>): string | undefined {
  const name = path.split("/").pop()!;
  for (const [image, text] of images) {
    const lines = text.split(/\r?\n/);
    const index = lines.findIndex(
      (line) => /^\s*(?:COPY|ADD)\b|source=/i.test(line) && line.split(/[\s"',=/[\]]+/).includes(name),
    );
    if (index >= 0) return `${image}:${index + 1}`;
  }
  return undefined;
}

export default pinConstraints;
