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
export function rebuildCommand(has: (path: string) => boolean): string | null {
  const tool = TOOLS.find(([lock]) => has(lock));
  if (tool) return tool[1];
  const list = has("requirements.txt") ? "-r requirements.txt" : has("pyproject.toml") ? "." : null;
  return list === null ? null : `python3 -m venv .venv-new && .venv-new/bin/pip install ${list}`;
}
