import { gpuDemands, gpuRequirement } from "../../src/dependencies/changes/gpu.js";
import { lockedGraph } from "../../src/dependencies/changes/locked-graph.js";
import { readTexts } from "../../src/dependencies/changes/texts.js";
import { savingOf } from "../../src/dependencies/changes/torch-builds.js";
import { cpuTorchInList } from "../../src/dependencies/changes/torch-list.js";
import { cpuTorchInProject } from "../../src/dependencies/changes/torch-project.js";
import { readLists } from "../../src/dependencies/lists/read.js";
import type { Inventory, Proposal, Transform } from "../../src/engine/model.js";

/** Code, images and settings: where a program asks for a graphics processor. */
const ASKING =
  /\.(?:py|ipynb|ya?ml)$|(?:^|\/)(?:[\w.-]*\.)?(?:Dockerfile|Containerfile)[\w.-]*$|(?:^|\/)(?:Makefile|Procfile)$|\.sh$/i;

/**
 * Builds of torch, torchvision and torchaudio for processors alone, for whoever installs the application. Lists for
 * development stay as they are, and so does everything where something asks for a graphics processor. Lock files are not
 * edited: a note says which command writes them again.
 *
 * Before:
 *
 *     nvidia-cudnn-cu12==9.5.1.17
 *     torch==2.7.1
 *     triton==3.3.1
 *
 * After:
 *
 *     --extra-index-url https://download.pytorch.org/whl/cpu
 *     torch==2.7.1+cpu
 */
const torchCpu: Transform = {
  name: "torch-cpu",
  summary: "Install torch without CUDA",
  files: ["**/requirements*.txt", "**/pyproject.toml"],
  order: 110,
  onRequest: true,
  propose,
};

function propose(inventory: Inventory): Proposal[] {
  const lists = readLists(readTexts(inventory, /\.(?:txt|in)$|(?:^|\/)pyproject\.toml$/)).filter(
    (list) => list.isEditable,
  );
  const declared = lists.flatMap(({ requirements }) => requirements);
  if (!declared.some(({ name }) => name === "torch" || name === "torchvision" || name === "torchaudio")) return [];
  const demand = gpuDemands(readTexts(inventory, ASKING))[0];
  const wanting = gpuRequirement(declared);
  const obstacle =
    demand !== undefined
      ? `a graphics processor is asked for at ${demand.path}:${demand.line}`
      : wanting && `${wanting.name} asks for a graphics processor at ${wanting.path}:${wanting.line}`;
  return lists.flatMap((list): Proposal[] => {
    const saving = savingOf(lockedGraph(inventory, list));
    const text = inventory.read(list.path)!.text;
    const uvLock = list.path.replace(/[^/]+$/, "uv.lock");
    const proposal =
      list.format === "requirements"
        ? cpuTorchInList(list, text, obstacle, saving)
        : cpuTorchInProject(list, text, inventory.files.has(uvLock), obstacle, saving);
    return proposal ? [proposal] : [];
  });
}

export default torchCpu;
