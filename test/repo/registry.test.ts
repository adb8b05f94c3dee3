import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadTransforms } from "../../src/registry.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "unpick-registry-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const source = (name: string, order: number) =>
  `export default { name: "${name}", summary: "Do it", files: [], order: ${order}, async prepare() { this.ready = true; } };\n`;

it("loads files and folders in the order of the stack, prepared", async () => {
  writeFileSync(join(folder, "later.mjs"), source("later", 60));
  mkdirSync(join(folder, "first"));
  writeFileSync(join(folder, "first/index.mjs"), source("first", 30));
  writeFileSync(join(folder, "first/helper.mjs"), "throw new Error('is not loaded');");
  mkdirSync(join(folder, "empty"));
  for (const name of ["_shared.mjs", "later.d.ts", "notes.md"]) writeFileSync(join(folder, name), "no transform");
  const transforms = await loadTransforms(pathToFileURL(folder));
  expect(transforms).toMatchObject([
    { name: "first", ready: true },
    { name: "later", ready: true },
  ]);
});

it("refuses a file without a transform, and one whose transform has another name", async () => {
  writeFileSync(join(folder, "wrong.mjs"), "export const x = 1;");
  await expect(loadTransforms(pathToFileURL(folder))).rejects.toThrow("has no transform");
  writeFileSync(join(folder, "wrong.mjs"), source("right", 1));
  await expect(loadTransforms(pathToFileURL(`${folder}/`))).rejects.toThrow(/no transform|calls itself "right"/);
});

it("loads unpick's own", { timeout: 60_000 }, async () => {
  const transforms = await loadTransforms();
  expect(transforms.map((transform) => transform.order)).toEqual(
    transforms.map((transform) => transform.order).sort((a, b) => a - b),
  );
});
