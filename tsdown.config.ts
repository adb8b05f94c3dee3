import { defineConfig } from "tsdown";

/** `dist` mirrors the sources, because the registry finds transforms by reading the folder beside `src`. */
const program = defineConfig({
  // What reads dependencies is used by scripts/oracles as well.
  entry: [
    "src/cli.ts",
    "src/dependencies/**/*.ts",
    "src/repo/folder-reader.ts",
    "transforms/*.ts",
    "transforms/*/index.ts",
  ],
  root: ".",
  outDir: "dist",
  format: "esm",
  platform: "node",
  target: "node20.19",
  unbundle: true,
  fixedExtension: false,
  dts: false,
  clean: true,
  hash: false,
  copy: [
    ...["python", "javascript", "typescript", "tsx", "bash"].map((grammar) => ({
      from: `node_modules/tree-sitter-${grammar === "tsx" ? "typescript" : grammar}/tree-sitter-${grammar}.wasm`,
      to: "dist/grammars",
    })),
    { from: "src/report/schemas", to: "dist/src/report" },
    { from: "src/target/schemas", to: "dist/src/target" },
    { from: "src/target/presets", to: "dist/src/target" },
  ],
});

/** The types that a transform of one's own is written against: `import type { Transform } from "unpick"`. */
const types = defineConfig({
  entry: { transform: "src/engine/model.ts" },
  outDir: "dist/types",
  format: "esm",
  fixedExtension: false,
  dts: { emitDtsOnly: true },
  clean: false,
});

export default [program, types];
