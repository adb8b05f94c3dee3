import { basename } from "node:path/posix";
import { CONSTRAINT } from "./audience.js";
import { withComments } from "./comments.js";
import { readConda } from "./conda.js";
import type { DeclaredList, ListFormat } from "./model.js";
import { readPipfile } from "./pipfile.js";
import { readPyproject } from "./pyproject.js";
import { readRequirementsList } from "./requirements-list.js";
import { readSetupCfg } from "./setup-cfg.js";
import { readSetupPy } from "./setup-py.js";

const REQUIREMENTS =
  /(?:requirements|constraints)[^/]*\.(?:txt|in)$|(?:^|\/)requirements\/(?:[^/]+\/)*[^/]+\.(?:txt|in)$/i;
const NAMES: Readonly<Record<string, ListFormat>> = {
  "pyproject.toml": "pyproject",
  Pipfile: "pipfile",
  "setup.cfg": "setup.cfg",
  "setup.py": "setup.py",
};

/** The kind of list that a path names, if any. */
export function listFormat(path: string): ListFormat | undefined {
  const name = basename(path);
  if (Object.hasOwn(NAMES, name)) return NAMES[name];
  if (/^(?:conda[-_.])?environment[^/]*\.ya?ml$/.test(name)) return "conda";
  return REQUIREMENTS.test(path) ? "requirements" : undefined;
}

/**
 * Reads a file that declares requirements.
 *
 * @param path from the root of the repository
 * @returns undefined if the path names no such file, or if there is nothing of that kind in it
 */
export function readList(path: string, text: string): DeclaredList | undefined {
  const list = readPlain(path, text);
  return list && withComments(list, text);
}

function readPlain(path: string, text: string): DeclaredList | undefined {
  switch (listFormat(path)) {
    case "requirements":
      return readRequirementsList(path, text);
    case "pyproject":
      return readPyproject(path, text);
    case "pipfile":
      return readPipfile(path, text);
    case "setup.cfg":
      return readSetupCfg(path, text);
    case "setup.py":
      return readSetupPy(path, text);
    case "conda":
      return readConda(path, text);
    case undefined:
      return undefined;
  }
}

/**
 * Reads all lists among files, and what they take in by `-r` and `-c` whatever its name; a list that others only take in by
 * `-c` is one of constraints. What a list takes in and is not there is a fault of it.
 *
 * @param texts by path from the root of the repository
 */
export function readLists(texts: ReadonlyMap<string, string>): DeclaredList[] {
  const lists = new Map<string, DeclaredList>();
  for (const [path, text] of texts) {
    const list = readList(path, text);
    if (list) lists.set(path, list);
  }
  const queue = [...lists.values()];
  const asked = new Map<string, Set<string>>();
  for (let list = queue.shift(); list !== undefined; list = queue.shift())
    for (const { path, as, line } of list.includes) {
      if (/^[a-z]+:\/\//i.test(path)) continue;
      const text = texts.get(path);
      asked.set(path, (asked.get(path) ?? new Set()).add(as));
      if (text === undefined) list.faults.push({ line, message: `no such file: ${path}` });
      if (text === undefined || lists.has(path)) continue;
      const read = withComments(readRequirementsList(path, text), text);
      lists.set(path, read);
      queue.push(read);
    }
  for (const [path, ways] of asked) {
    const list = lists.get(path);
    if (list?.format === "requirements" && !ways.has("requirements"))
      for (const one of list.requirements) one.audience = CONSTRAINT;
  }
  return [...lists.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
