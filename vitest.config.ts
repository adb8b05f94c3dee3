import { defineConfig } from "vitest/config";

// A file that receives the results as JSON besides the ones on the terminal
const report = process.env.UNPICK_TEST_REPORT;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/python-environment.ts"],
    pool: "forks",
    // Grammars and ruff are compiled as they are used: most tests need little of them.
    execArgv: ["--liftoff-only", "--wasm-lazy-compilation"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
  },
});
