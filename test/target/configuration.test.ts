import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.js";
import { parseConfiguration } from "../../src/target/configuration.js";

describe("parseConfiguration", () => {
  it("reads everything that the file may say", () => {
    const text = `
targets:
  ollama:
    preset: ollama
    names: [local-llm]
    packages: [langchain-ollama]
    env: [OLLAMA_*]
    paths: [archive/ollama_rag_chatbot/]
    successor: openai
    keep: [docs/history/**, "py:app/compat.py#OllamaShim"]
    tombstone: []
  __proto__:
  2: {}
history: ["**/migrations/**"]
cleanup: [requirements, gitignore, junk]
entrypoints: []
transforms: ./unpick-transforms
verify: { run: pytest -q }
branch: unpick/{target}
`;
    const configuration = parseConfiguration(text);
    expect(Object.keys(configuration.targets).sort()).toEqual(["2", "__proto__", "ollama"]);
    expect(configuration.targets.ollama).toEqual({
      preset: "ollama",
      names: ["local-llm"],
      packages: ["langchain-ollama"],
      env: ["OLLAMA_*"],
      paths: ["archive/ollama_rag_chatbot/"],
      successor: "openai",
      keep: ["docs/history/**", "py:app/compat.py#OllamaShim"],
      tombstone: [],
    });
    expect(configuration).toMatchObject({
      history: ["**/migrations/**"],
      cleanup: ["requirements", "gitignore", "junk"],
      entrypoints: [],
      transforms: "./unpick-transforms",
      verify: { run: "pytest -q" },
      branch: "unpick/{target}",
    });
  });

  it("takes empty files, empty keys and references", () => {
    expect(parseConfiguration("")).toEqual({ targets: {} });
    expect(parseConfiguration("# nothing\n")).toEqual({ targets: {} });
    expect(parseConfiguration("targets:\nhistory:\nverify: {run: }\n")).toEqual({ targets: {}, verify: {} });
    expect(parseConfiguration("targets: {a: {names: &n [x]}, b: {names: *n}}").targets.b).toEqual({ names: ["x"] });
    expect(parseConfiguration("\ufefftargets: {a: }\r\n").targets).toEqual({ a: {} });
  });

  it.each([
    [
      "targets:\n  ollama:\n    succesor: x\n",
      '3:5: unknown key "succesor" in "ollama" of "targets".',
      "Did you mean successor?",
    ],
    ["target: {}\n", '1:1: unknown key "target" in the file.', "Did you mean targets?"],
    ["zzzzzz: 1\n", '1:1: unknown key "zzzzzz" in the file.', "Valid keys are targets, history"],
    ["toString: 1\n", '1:1: unknown key "toString"', ""],
    ["targets: [ollama]\n", '1:10: "targets" must be a mapping of keys to values, not a list.', ""],
    [
      "targets:\n  a:\n    names: local\n",
      '3:12: "names" must be a list of texts, not a text.',
      "Write it as a list: [local]",
    ],
    ["targets:\n  a:\n    names: [x, 3]\n", '3:16: item 2 of "names" must be a text, not a number.', ""],
    ["targets:\n  a:\n    names:\n      - x\n      -\n", '5:8: item 2 of "names" is empty.', ""],
    ["branch: yes it is\nhistory: true\n", '2:10: "history" must be a list of texts, not true or false.', ""],
    ["branch: ''\n", '1:9: "branch" is empty.', ""],
    ["verify: pytest\n", '1:9: "verify" must be a mapping', ""],
    ["- a\n", "1:1: the file must be a mapping", ""],
    ["branch: a\nbranch: b\n", "2:1: Map keys must be unique.", ""],
    ["targets: {a: [\n", "", ""],
    ["targets: *nothing\n", '1:10: "targets" refers to', ""],
    ["? [a]\n: b\n", "1:3: a key of the file must be a text.", ""],
    ["a: 1\n---\nb: 2\n", "", ""],
  ])("refuses %j: %s", (text, message, hint) => {
    let error: unknown;
    try {
      parseConfiguration(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).exitCode).toBe(2);
    expect((error as UserError).message).toMatch(/^unpick\.yaml:\d+:\d+: /);
    expect((error as UserError).message).toContain(message);
    expect((error as UserError).hint).toContain(hint);
  });

  it("never fails in another way", () => {
    const piece = fc.constantFrom(
      ...[
        "targets",
        "names",
        "history",
        ":",
        " ",
        "\n",
        "\n  ",
        "-",
        "[",
        "]",
        "{",
        "}",
        "&a",
        "*a",
        '"',
        "'",
        "<<",
        "!!",
        "#",
        "|",
        ">",
        "%",
        "?",
        "x",
        "1",
        "null",
        "\t",
        "---\n",
        "...",
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        try {
          expect(parseConfiguration(pieces.join(""))).toHaveProperty("targets");
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
