import { readdir, stat } from "node:fs/promises";
import { extname } from "node:path";
import type { Transform } from "./engine/model.js";

/** Extension of a module file, the same for the registry itself and for what it loads: `.ts` in tests, `.js` built. */
const EXTENSIONS = [".js", ".mjs", ".ts"];

/**
 * Loads the transforms of a folder: `NAME.js`, or a folder `NAME` with `index.js`. The folder is the registry, so
 * a new file is a new transform. Sorted by their place in the stack; parsers and tables are loaded.
 *
 * @param folder where they lie; unpick's own if left out
 * @param isUsed tells which ones load their parsers and tables; all if left out
 * @throws Error if a file has no transform as its default export, or one of another name
 */
export async function loadTransforms(
  folder: URL = new URL("../transforms/", import.meta.url),
  isUsed: (transform: Transform) => boolean = () => true,
): Promise<Transform[]> {
  const modules = await findModules(folder);
  const transforms = await Promise.all([...modules].map(([name, url]) => loadTransform(name, url)));
  transforms.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1));
  await Promise.all(transforms.filter(isUsed).map((transform) => transform.prepare?.()));
  return transforms;
}

/** Module of each transform by its name. Names with a leading dot or `_` are helpers that several share. */
async function findModules(folder: URL): Promise<Map<string, URL>> {
  const base = folder.href.endsWith("/") ? folder : new URL(`${folder.href}/`);
  const modules = new Map<string, URL>();
  const entries = await readdir(base, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (/^[._]/.test(entry.name)) continue;
    if (entry.isDirectory()) {
      const index = await firstFile(EXTENSIONS.map((extension) => new URL(`${entry.name}/index${extension}`, base)));
      if (index) modules.set(entry.name, index);
    } else if (EXTENSIONS.includes(extname(entry.name)) && !/\.d\.[cm]?ts$/.test(entry.name)) {
      const name = entry.name.slice(0, -extname(entry.name).length);
      // Sorted: `.js` comes before `.ts`, and a folder before both.
      if (!modules.has(name)) modules.set(name, new URL(entry.name, base));
    }
  }
  return modules;
}

async function firstFile(urls: readonly URL[]): Promise<URL | undefined> {
  for (const url of urls) {
    const found = await stat(url).catch(() => undefined);
    if (found?.isFile()) return url;
  }
  return undefined;
}

async function loadTransform(name: string, url: URL): Promise<Transform> {
  const { default: transform } = (await import(url.href)) as { default?: Transform };
  if (!isTransform(transform)) throw new Error(`${url.href} has no transform as its default export`);
  if (transform.name !== name) throw new Error(`the transform in ${url.href} calls itself "${transform.name}"`);
  return transform;
}

function isTransform(value: unknown): value is Transform {
  if (typeof value !== "object" || value === null) return false;
  const { name, summary, files, order } = value as Partial<Transform>;
  return typeof name === "string" && typeof summary === "string" && Array.isArray(files) && typeof order === "number";
}
