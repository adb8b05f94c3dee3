import type { Repository } from "../../git/repository.js";
import { fullCloneSize, shallowCloneSize } from "../../git/sizes.js";
import { type CommitInventory, readInventory } from "../../repo/inventory.js";
import type { ScanImage } from "../../report/image-document.js";
import type { ComparedSize, ScanComparison } from "../../report/ledger-document.js";
import { environmentCommand } from "../environment-command.js";
import { imagesOf } from "./images.js";
import type { TreeSize } from "./size.js";

/** What the scan measured of the commit that is compared. */
export interface Before {
  base: string;
  inventory: CommitInventory;
  tree: TreeSize;
  images: readonly ScanImage[];
}

/** What people ask for and what no tree tells, with how to find out. */
const NOT_MEASURED = [
  {
    what: "deploy time",
    because: "it takes a deploy: time pulling and starting both images; layers that a host has do not move again",
  },
  { what: "build time", because: "nothing is built here: time docker build --no-cache . on both commits" },
  { what: "image on disk", because: "it takes a build: docker image ls and docker history tell it" },
];

/**
 * Weighs a branch beside the commit that was scanned, both by git's trees and packs. What git does not hold stays as
 * it lies in the working tree.
 */
export async function compareWith(
  repository: Repository,
  branch: { name: string; commit: string },
  { base, inventory, tree, images }: Before,
): Promise<ScanComparison> {
  const after = await readInventory(repository, branch.commit);
  const tracked = [treeBytes(inventory), treeBytes(after)] as const;
  const rest = [...tree.unignored, ...tree.ignored].filter(({ path }) => !after.files.has(path));
  const untracked = rest.reduce((sum, { bytes }) => sum + bytes, 0);
  const whole = tree.paths.reduce((sum, { bytes }) => sum + bytes, 0);
  const imagesAfter = await imagesOf(repository, after, (path) => inventory.files.has(path));
  const sizes: ComparedSize[] = [
    { what: "tracked files", before: tracked[0], after: tracked[1] },
    ...(repository.root === null
      ? []
      : [{ what: "working tree, after a switch", before: whole, after: tracked[1] + untracked }]),
    {
      what: "clone of depth 1",
      before: await shallowCloneSize(repository, base),
      after: await shallowCloneSize(repository, branch.commit),
    },
    {
      what: "full clone, with history",
      before: await fullCloneSize(repository, base),
      after: await fullCloneSize(repository, branch.commit),
    },
    ...imageSizes(images, imagesAfter, repository.root === null),
  ];
  return { branch: branch.name, commit: branch.commit, sizes, notMeasured: [...NOT_MEASURED, ...environmentOf(after)] };
}

/** How to find out what an environment of the branch weighs. */
function environmentOf(after: CommitInventory): ScanComparison["notMeasured"] {
  const command = environmentCommand((path) => after.files.has(path));
  if (command === null) return [];
  const because = `it takes an installation: on the branch, ${command}; then unpick scan weighs it`;
  return [{ what: "environment", because }];
}

/** Contexts and copied bytes of each Dockerfile that either commit has. */
function imageSizes(before: readonly ScanImage[], after: readonly ScanImage[], isBare: boolean): ComparedSize[] {
  const names = [...new Set([...before, ...after].map(({ dockerfile }) => dockerfile))];
  return names.flatMap((name) => {
    const pair = (weigh: (image: ScanImage) => number) => {
      const of = (images: readonly ScanImage[]) => {
        const found = images.find(({ dockerfile }) => dockerfile === name);
        return found === undefined ? null : weigh(found);
      };
      return { before: of(before), after: of(after) };
    };
    const here = pair(({ tree }) => tree?.bytes ?? 0);
    const clone = pair((image) => image.clone.bytes);
    return [
      ...(isBare ? [] : [{ what: `${name}: context here`, ...here }]),
      { what: `${name}: context in a clone`, ...clone },
    ];
  });
}

function treeBytes(inventory: CommitInventory): number {
  return [...inventory.files.values()].reduce((sum, { size }) => sum + size, 0);
}
