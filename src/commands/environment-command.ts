import { readList } from "../dependencies/lists/read.js";
import type { FileChange, StepChange } from "../report/change.js";

/** Lock files, and what their tool calls installing exactly what they name: the first that a project has is its own. */
const TOOLS: [string, string][] = [
  ["uv.lock", "uv sync"],
  ["poetry.lock", "poetry sync"],
  ["pdm.lock", "pdm sync --clean"],
  ["Pipfile.lock", "pipenv sync"],
];

/**
 * Gives the command that builds an environment anew from what a commit asks for, beside the one that is there; null if
 * the top of the tree asks for nothing.
 *
 * @param has tells whether the commit has a path
 */
export function environmentCommand(has: (path: string) => boolean): string | null {
  const tool = TOOLS.find(([lock]) => has(lock));
  if (tool) return tool[1];
  const list = has("requirements.txt") ? "-r requirements.txt" : has("pyproject.toml") ? "." : null;
  return list === null ? null : `python3 -m venv .venv-new && .venv-new/bin/pip install ${list}`;
}

/** How to build what a changed list of requirements asks for, as a note; none if no list changes. */
export function environmentNotes(steps: readonly StepChange[], has: (path: string) => boolean): string[] {
  const asksFor = (path: string, text: string | null) =>
    text === null ? undefined : readList(path, text)?.requirements.map(({ specification }) => specification);
  const isChanged = ({ path, before, after }: FileChange) =>
    after !== null && JSON.stringify(asksFor(path, before)) !== JSON.stringify(asksFor(path, after));
  const command = steps.some(({ files }) => files.some(isChanged)) ? environmentCommand(has) : null;
  if (command === null) return [];
  return [`Requirements change; on the branch, "${command}" installs what is left, and "unpick scan" weighs it.`];
}
