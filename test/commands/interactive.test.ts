import { afterAll, describe, expect, test, vi } from "vitest";
import { CHAT_APPLICATION, git, makeRepository, removeFolders, run } from "./support.js";

// Each command starts git many times, and the first one loads the parsers.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
afterAll(removeFolders);

const APPLY = ["apply", "ollama", "--successor", "openai"];

/** Answers questions in order; what was asked is kept. After the last answer the input ends. */
function person(answers: string[], agrees = true) {
  const asked: string[] = [];
  return {
    asked,
    canAsk: true,
    askText: async (question: string) => {
      asked.push(question);
      return answers.shift();
    },
    ask: async (question: string) => {
      asked.push(question);
      return agrees;
    },
  };
}

const stepsOf = (folder: string) =>
  git(
    folder,
    "log",
    "--reverse",
    "--format=%(trailers:key=Unpick-Step,valueonly,separator=%x2C)",
    "main..unpick/ollama",
  )
    .split("\n")
    .filter((line) => line !== "");

describe("apply --interactive", () => {
  test("all taken is the plan as it was", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    await run(folder, APPLY);
    const whole = git(folder, "rev-parse", "unpick/ollama^{tree}");
    const other = makeRepository(CHAT_APPLICATION);
    const ann = person(["a"]);
    expect((await run(other, [...APPLY, "--interactive"], ann)).error).toBe("");
    expect(git(other, "rev-parse", "unpick/ollama^{tree}")).toBe(whole);
    expect(ann.asked).toHaveLength(1);
  });

  test("a step that is left out is the same as --skip, and why and help ask again", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    expect((await run(folder, [...APPLY, "--skip", "javascript"])).error).toBe("");
    const skipped = git(folder, "rev-parse", "unpick/ollama^{tree}");
    const other = makeRepository(CHAT_APPLICATION);
    const ann = person(["?", "w", "nonsense", "n", "a"]);
    expect((await run(other, [...APPLY, "--interactive"], ann)).error).toBe("");
    expect(ann.asked[0]).toContain("static/");
    expect(ann.asked[1]).toContain("y - take this");
    expect(ann.asked[2]).toMatch(/static\/\S+:\d+/);
    expect(ann.asked[3]).toContain("y - take this");
    expect(git(other, "rev-parse", "unpick/ollama^{tree}")).toBe(skipped);
    expect(stepsOf(other)).toEqual(stepsOf(folder));
  });

  test("files are left out one by one, and what they need stays", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    const ann = person(["a"]);
    await run(folder, [...APPLY, "--interactive"], ann);
    const changed = git(folder, "diff", "--name-only", "main", "unpick/ollama").split("\n");
    expect(changed).toContain("llm.py");
    const other = makeRepository(CHAT_APPLICATION);
    // JavaScript whole; of Python only what the answers say, the first file not.
    const bob = person(["y", "s", "n", "a", "a"]);
    expect((await run(other, [...APPLY, "--interactive"], bob)).error).toBe("");
    expect(bob.asked[2]).toContain("Take app.py");
    const narrowed = git(other, "diff", "--name-only", "main", "unpick/ollama").split("\n");
    expect(narrowed).not.toContain("app.py");
    expect(narrowed.length).toBeGreaterThan(0);
    // llm.py defines what app.py still calls.
    expect(git(other, "show", "unpick/ollama:llm.py")).toContain("def ask_ollama");
  });

  test("the end of the input leaves out the rest; a no at the end writes nothing; nobody there is refused", async () => {
    const folder = makeRepository(CHAT_APPLICATION);
    const refused = await run(folder, [...APPLY, "--interactive"], person(["y"], false));
    expect(refused.exitCode).toBe(3);
    expect(git(folder, "branch", "--list", "unpick/*")).toBe("");
    const nobody = await run(folder, [...APPLY, "--interactive"]);
    expect(nobody.exitCode).toBe(2);
    expect(nobody.error).toContain("--skip");
    const ended = await run(folder, [...APPLY, "--interactive"], person(["y"]));
    expect(ended.error).toBe("");
    expect(stepsOf(folder)).toHaveLength(1);
  });
});
