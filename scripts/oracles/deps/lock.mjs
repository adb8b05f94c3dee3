// Lock files that uv writes for an application, and the files that pip would download for them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Locks requirements for all platforms and one version of Python.
 * @param tool runs one of the tools and gives what it prints
 * @returns the texts of `uv.lock` and of the `pylock.toml` that uv makes of it
 */
export function lock(tool, requirements, python) {
  const folder = mkdtempSync(join(tmpdir(), "unpick-deps-lock-"));
  try {
    const project = {
      name: "application",
      version: "1",
      "requires-python": `==${python}.*`,
      dependencies: requirements,
    };
    const lines = Object.entries(project).map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
    writeFileSync(join(folder, "pyproject.toml"), `[project]\n${lines.join("\n")}\n`);
    tool("uv", "lock", "--quiet", "--project", folder);
    const pylock = ["export", "--quiet", "--project", folder, "--format", "pylock.toml", "--no-emit-project"];
    return { uv: readFileSync(join(folder, "uv.lock"), "utf8"), pylock: tool("uv", ...pylock) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Bytes of the file of each distribution that pip takes on this machine, as the lock gives them for that file.
 * @param pins `name==version` of what is to be installed
 * @returns lines of `name bytes`; `?` where pip takes a file that the lock does not have
 */
export function chosenBytes(tool, pins, uvLock) {
  const folder = mkdtempSync(join(tmpdir(), "unpick-deps-pins-"));
  try {
    const list = join(folder, "pins.txt");
    writeFileSync(list, `${pins.join("\n")}\n`);
    const options = ["--dry-run", "--quiet", "--ignore-installed", "--no-deps", "--report", "-"];
    const report = JSON.parse(tool("pip", "install", ...options, "--requirement", list));
    const sizes = new Map();
    for (const [, url, size] of uvLock.matchAll(/url = "([^"]+)".*?size = (\d+)/g))
      sizes.set(url.split("/").pop(), size);
    return report.install.map(({ metadata, download_info: { url } }) => {
      const name = metadata.name.toLowerCase().replace(/[-_.]+/g, "-");
      return `${name} ${sizes.get(url.split("/").pop()) ?? "?"}`;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
