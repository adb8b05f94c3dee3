import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { materialise } from "../../scripts/fixture.mjs";
import type { PlanDocument } from "../../src/engine/plan-model.js";
import { checkoutState, git, makeFolder, removeFolders, run } from "./support.js";

afterAll(removeFolders);

const OPTIONS = ["ollama", "--successor", "openai", "--cleanup"];
const BRANCH = "unpick/ollama";

let folder: string;
let document: PlanDocument;
let stateBefore: string;

/** Lines of the last commit that name the target, as `path:line`. */
const mentioned = (): string[] => {
  const found = git(folder, "grep", "--ignore-case", "-I", "-n", "ollama", "HEAD");
  return found.split("\n").map((hit) => hit.split(":").slice(1, 3).join(":"));
};

beforeAll(async () => {
  folder = makeFolder();
  await materialise("chatbot", folder);
  stateBefore = checkoutState(folder);
  document = JSON.parse((await run(folder, ["plan", ...OPTIONS, "--json"])).output);
  expect((await run(folder, ["apply", ...OPTIONS])).error).toBe("");
}, 300_000);

describe("the whole job on the chatbot", () => {
  it("balances, and leaves at most three mentions in a hundred to people", () => {
    for (const { all, removed, rewritten, kept, review } of [document.totals.mentions, document.totals.linked])
      expect(removed + rewritten + kept + review).toBe(all);
    const { all, kept, review } = document.totals.mentions;
    expect(all).toBeGreaterThan(200);
    expect((kept + review) / all).toBeLessThanOrEqual(0.03);
  });

  it("breaks nothing that was whole", () => {
    expect(document.verify).toMatchObject({ newDiagnostics: [], dangling: [] });
  });

  it("leaves the checkout alone", () => {
    expect(checkoutState(folder)).toBe(stateBefore);
  });

  it("keeps the application's own tests green at every commit", { timeout: 600_000 }, () => {
    const commits = git(folder, "rev-list", "--reverse", `main..${BRANCH}`).split("\n");
    expect(commits).toHaveLength(document.steps.length);
    for (const commit of commits) {
      git(folder, "switch", "--quiet", "--detach", commit);
      const output = execFileSync(process.env.UNPICK_TEST_PYTHON!, ["-m", "pytest", "-q", "-p", "no:cacheprovider"], {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
      });
      expect(output).toMatch(/\d+ passed/);
    }
  });

  it("is done: another plan edits nothing, and each mention that is left is a row of it", async () => {
    git(folder, "switch", "--quiet", "--detach", BRANCH);
    const again: PlanDocument = JSON.parse((await run(folder, ["plan", ...OPTIONS, "--json"])).output);
    expect(again.steps).toEqual([]);
    const rows = again.ledger.filter((row) => row.mention);
    expect(new Set(rows.map((row) => row.fate))).toEqual(new Set(["kept", "review"]));
    expect([...new Set(rows.map((row) => `${row.path}:${row.line}`))].sort()).toEqual([...new Set(mentioned())].sort());
    const { kept, review } = document.totals.mentions;
    expect(rows).toHaveLength(kept + review);
  });
});
