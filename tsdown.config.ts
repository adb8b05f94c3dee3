import { defineConfig } from "tsdown";

/** `dist` mirrors the sources, because the registry finds transforms by reading the folder beside `src`. */
export default defineConfig({
  entry: ["src/cli.ts", "transforms/*.ts", "transforms/*/index.ts"],
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
    ...["python", "javascript", "bash"].map((grammar) => ({
      from: `node_modules/tree-sitter-${grammar}/tree-sitter-${grammar}.wasm`,
      to: "dist/grammars",
    })),
    { from: "src/report/schemas", to: "dist/src/report" },
    { from: "src/target/schemas", to: "dist/src/target" },
    { from: "src/target/presets", to: "dist/src/target" },
  ],
});
