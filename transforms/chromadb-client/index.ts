import { clientInList, clientObstacle } from "../../src/dependencies/changes/chroma-client.js";
import { chromaUses } from "../../src/dependencies/changes/chroma-uses.js";
import { lockedGraph } from "../../src/dependencies/changes/locked-graph.js";
import { readTexts } from "../../src/dependencies/changes/texts.js";
import { listFormat, readLists } from "../../src/dependencies/lists/read.js";
import type { Inventory, Proposal, Transform } from "../../src/engine/model.js";

const LISTS = /\.(?:txt|in|toml|ya?ml|cfg)$|(?:^|\/)(?:Pipfile|setup\.py)$/;
const COMMANDS =
  /\.(?:sh|ya?ml)$|(?:^|\/)(?:[\w.-]*\.)?(?:Dockerfile|Containerfile)[\w.-]*$|(?:^|\/)(?:Makefile|Procfile|justfile)$/i;

/**
 * `chromadb-client` where a program only calls a server of Chroma. Never both: one would overwrite the other.
 *
 * Before (with `chromadb.HttpClient(host="vectors")` in the code):
 *
 *     chromadb==1.0.15
 *
 * After:
 *
 *     chromadb-client==1.0.15
 */
const chromadbClient: Transform = {
  name: "chromadb-client",
  summary: "Install the client of Chroma where only a server is called",
  files: ["**/requirements*.txt", "**/pyproject.toml"],
  order: 112,
  onRequest: true,
  propose,
};

function propose(inventory: Inventory): Proposal[] {
  const lists = readLists(readTexts(inventory, LISTS));
  const asking = lists.find(({ requirements }) => requirements.some(({ name }) => name === "chromadb"));
  if (asking === undefined) return [];
  const code = readTexts(inventory, /\.(?:py|ipynb)$/);
  for (const path of code.keys()) if (listFormat(path) !== undefined) code.delete(path);
  const uses = chromaUses(code, readTexts(inventory, COMMANDS));
  const facts = { lists, uses, graph: lockedGraph(inventory, asking) };
  const obstacle = clientObstacle(facts);
  return lists.flatMap((list) => clientInList(list, inventory.read(list.path)!.text, obstacle, facts) ?? []);
}

export default chromadbClient;
