import { describe, expect, test } from "vitest";
import { differences, normalise, type Problem, type Report } from "../../scripts/e2e/compare.mjs";

const removed = { target: "ollama", controls: ["user /settings button#ollamaTab"] };
const missingKey: Problem = { kind: "refused request", page: "/chat", text: "POST /chat 502" };

function before(): Report {
  return {
    problems: [missingKey],
    controls: ["user /settings button#openaiTab", "user /settings button#ollamaTab", "user /settings button#save"],
    providers: [
      { provider: "openai", facts: { notice: ["Saved: OpenAI"], chosen: "openai" } },
      { provider: "ollama", facts: { notice: ["Saved: Ollama"], chosen: "ollama" } },
    ],
  };
}

/** What a clean removal leaves. */
function after(): Report {
  const { problems, controls, providers } = before();
  return {
    problems,
    controls: controls.filter((control) => !control.includes("ollama")),
    providers: providers.filter(({ provider }) => provider !== "ollama"),
  };
}

const found = (change: (report: Report) => void, first: (report: Report) => void = () => {}) => {
  const [was, is] = [before(), after()];
  first(was);
  change(is);
  return differences(was, is, removed);
};

describe("what a removal must not change in the browser", () => {
  test("a clean removal makes no difference", () => {
    expect(found(() => {})).toEqual([]);
    expect(found((report) => report.problems.pop())).toEqual([]);
  });

  test("a script that calls a function which is gone", () => {
    const problem = { kind: "script error", page: "/settings", text: "ReferenceError: showProvider is not defined" };
    expect(found(({ problems }) => problems.push(problem))).toEqual([
      "new problem: /settings: script error: ReferenceError: showProvider is not defined",
    ]);
  });

  test("a request that nothing answers, once however often it is sent", () => {
    const problem = { kind: "refused request", page: "/settings", text: "GET /api/ollama/models 404" };
    expect(found(({ problems }) => problems.push(problem, { ...problem }))).toEqual([
      "new problem: /settings: refused request: GET /api/ollama/models 404",
    ]);
  });

  test("another answer to the same request, and the same problem on another page", () => {
    expect(found(({ problems }) => problems.push({ ...missingKey, text: "POST /chat 500" }))).toHaveLength(1);
    expect(found(({ problems }) => problems.push({ ...missingKey, page: "/widget/1" }))).toHaveLength(1);
  });

  test("a control that is lost, still there, or new", () => {
    expect(found(({ controls }) => controls.pop())).toEqual(["lost: user /settings button#save"]);
    expect(found(({ controls }) => controls.push("user /settings button#ollamaTab"))).toEqual([
      "still there: user /settings button#ollamaTab",
    ]);
    expect(found(({ controls }) => controls.push("user /settings button#other"))).toEqual([
      "new: user /settings button#other",
    ]);
  });

  test("a control that was never found proves nothing by being absent", () => {
    expect(
      found(
        () => {},
        ({ controls }) => controls.splice(1, 1),
      ),
    ).toEqual(["was never there: user /settings button#ollamaTab"]);
  });

  test("a provider that is lost, still there, or whose settings are not read back", () => {
    expect(found(({ providers }) => providers.pop())).toEqual(["openai can no longer be chosen"]);
    expect(found(({ providers }) => providers.push(before().providers[1]!))).toEqual(["ollama can still be chosen"]);
    expect(found(({ providers }) => Object.assign(providers[0]!.facts, { chosen: "demo" }))).toEqual([
      'openai: chosen was "openai" and is "demo"',
    ]);
    expect(found(({ providers }) => Reflect.deleteProperty(providers[0]!.facts, "notice"))).toEqual([
      'openai: notice was ["Saved: OpenAI"] and is undefined',
    ]);
    expect(
      found(
        () => {},
        ({ providers }) => providers.pop(),
      ),
    ).toEqual(["ollama could not be chosen before"]);
  });
});

test("a problem is the same whatever the port, the line and the number of the record", () => {
  const on = (port: number, line: number, id: number) =>
    normalise({
      kind: "console error",
      page: `/documents/${id}`,
      text: `refused http://127.0.0.1:${port}/api/documents/${id} (/static/app.js:${line}:7)`,
    });
  expect(on(41001, 12, 3)).toBe("/documents/N: console error: refused /api/documents/N (/static/app.js)");
  expect(on(35000, 4, 18)).toBe(on(41001, 12, 3));
  const status = (code: number) =>
    normalise({ kind: "refused request", page: "/", text: `GET /api/v2/models ${code}` });
  expect(status(404)).not.toBe(status(502));
  expect(status(404)).toContain("/api/v2/models 404");
});
