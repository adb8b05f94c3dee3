import { defineConfig } from "vitest/config";

// A file that receives the results as JSON besides the ones on the terminal
const report = process.env.UNPICK_TEST_REPORT;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/python-environment.ts"],
    pool: "forks",
    testTimeout: 30_000,
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
  },
});
