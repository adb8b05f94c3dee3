// Puts a fixture application into a git repository of its own; the demo and the tests use it.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const apps = fileURLToPath(new URL("../fixtures/apps/", import.meta.url));
const leftovers = new Set(["__pycache__", ".pytest_cache"]);
const person = "Ada Example";
const email = "ada@example.org";
const date = "2025-11-24T09:00:00+0000";

/** Git without the settings of the machine, so that the same tree is the same commit everywhere. */
export function git(folder, ...args) {
  return execFileSync("git", ["-c", "core.excludesFile=", "-c", "core.autocrlf=false", ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_AUTHOR_NAME: person,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: person,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: date,
    },
  });
}

/** `dot-NAME` stands for `.NAME`, because a real ignore file would be obeyed in our own repository. */
function restoreDotFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) restoreDotFiles(join(folder, entry.name));
    else if (entry.name.startsWith("dot-"))
      renameSync(join(folder, entry.name), join(folder, `.${entry.name.slice(4)}`));
  }
}

/**
 * Copies `fixtures/apps/NAME` to `folder`, generates what only a working copy has, and commits it with fixed
 * author and date.
 * @param {string} name folder below fixtures/apps
 * @param {string} folder made if it is missing; should be empty
 * @returns {Promise<{ folder: string, head: string }>} the repository and its only commit
 */
export async function materialise(name, folder) {
  mkdirSync(folder, { recursive: true });
  cpSync(join(apps, name), folder, { recursive: true, filter: (path) => !leftovers.has(basename(path)) });
  restoreDotFiles(folder);

  const write = (path, content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const { generate } = await import(pathToFileURL(join(apps, `${name}.mjs`)).href);
  generate({
    write,
    sparse(path, size) {
      write(path, "");
      truncateSync(join(folder, path), size);
    },
    read: (path) => readFileSync(join(folder, path), "utf8"),
  });

  git(folder, "init", "--quiet", "--initial-branch=main", "--template=");
  git(folder, "config", "user.name", person);
  git(folder, "config", "user.email", email);
  git(folder, "config", "commit.gpgsign", "false");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--no-gpg-sign", "-m", "Chatbot 2.0");
  return { folder, head: git(folder, "rev-parse", "HEAD").trim() };
}
