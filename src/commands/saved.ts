import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plan } from "../engine/plan-model.js";
import type { Repository } from "../git/repository.js";
import type { PlanRequest } from "./planning.js";

/** A plan as it lies in `.git/unpick/`. */
export interface SavedPlan {
  /** Version of unpick that made it; another one plans again. */
  version: string;
  request: PlanRequest;
  plan: Plan;
}

/** The folder of unpick inside the git folder that all working trees share. */
export function stateFolder(repository: Repository): string {
  return join(repository.commonDir, "unpick");
}

/** Saves a plan, whole or not at all. */
export async function savePlan(repository: Repository, saved: SavedPlan): Promise<void> {
  const folder = stateFolder(repository);
  await mkdir(folder, { recursive: true });
  const path = join(folder, fileName(saved.plan.options.target));
  const temporary = `${path}.${process.pid}.new`;
  await writeFile(temporary, JSON.stringify(saved));
  await rename(temporary, path);
}

/**
 * Loads a saved plan.
 *
 * @param target its target; the plan saved last if left out
 * @returns undefined if there is none, or none that this version can read
 */
export async function loadPlan(
  repository: Repository,
  version: string,
  target?: string,
): Promise<SavedPlan | undefined> {
  const names = target === undefined ? await planFiles(repository) : [fileName(target)];
  for (const name of names) {
    const saved = await readPlan(join(stateFolder(repository), name));
    if (saved?.version === version) return saved;
  }
  return undefined;
}

/** Names of the saved plans, the newest first. */
async function planFiles(repository: Repository): Promise<string[]> {
  const folder = stateFolder(repository);
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^plan-.*\.json$/.test(name));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  return dated.sort((a, b) => b.at - a.at || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}

async function readPlan(path: string): Promise<SavedPlan | undefined> {
  try {
    const saved = JSON.parse(await readFile(path, "utf8")) as Partial<SavedPlan>;
    const isWhole = typeof saved.version === "string" && saved.plan?.document?.format === 1 && saved.request;
    return isWhole ? (saved as SavedPlan) : undefined;
  } catch {
    // None there, or cut off by something else: a cache that cannot be read is no cache.
    return undefined;
  }
}

/** A target may hold any character, a file name may not. */
function fileName(target: string): string {
  const safe = target.replace(/[^A-Za-z0-9_-]/g, (character) => `%${character.codePointAt(0)!.toString(16)}.`);
  return `plan-${safe}.json`;
}
