import { afterAll, describe, expect, test, vi } from "vitest";
import { sarifFaults, schemaFaults } from "../report/schema.js";
import { checkoutState, commitAll, git, makeRepository, removeFolders, run, writeFiles } from "./support.js";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
afterAll(removeFolders);

const CLEAN = { "app.py": "provider = 'openai'\n", "README.md": "# Chat\n" };

describe("guard", () => {
  test("passes where the target is not mentioned", async () => {
    const ran = await run(makeRepository(CLEAN), ["guard", "ollama"]);
    expect(ran).toMatchObject({ exitCode: 0, output: "No mention of ollama.\n" });
  });

  test("fails with the place, and changes nothing", async () => {
    const folder = makeRepository({ ...CLEAN, "app.py": "x = 1\nprovider = pick('ollama')\n" });
    const before = checkoutState(folder);
    const ran = await run(folder, ["guard", "ollama"]);
    expect(ran.exitCode).toBe(1);
    expect(ran.output).toContain("app.py:2:18  provider = pick('ollama')");
    expect(checkoutState(folder)).toEqual(before);
  });

  test("counts what it does not object to: history, what is kept, and a word inside another", async () => {
    const folder = makeRepository({
      ...CLEAN,
      "CHANGELOG.md": "- Removed Ollama\n",
      "docs/old.md": "Ollama\n",
      "words.txt": "collama\n",
    });
    const ran = await run(folder, ["guard", "ollama", "--keep", "docs/**", "--json"]);
    expect(ran.exitCode).toBe(0);
    const document: unknown = JSON.parse(ran.output);
    expect(schemaFaults("guard", document)).toEqual([]);
    expect(document).toMatchObject({
      findings: [],
      tolerated: [
        { reason: "in history", mentions: 1 },
        { reason: "kept on purpose", mentions: 1 },
      ],
    });
  });

  test("--since tells new mentions from those that were there, wherever they moved", async () => {
    const folder = makeRepository({ ...CLEAN, "app.py": "a = 'ollama'\n" });
    const base = git(folder, "rev-parse", "HEAD");
    writeFiles(folder, { "app.py": "import os\n\na = 'ollama'\nb = 'ollama'\n" });
    commitAll(folder, "Second");
    const ran = await run(folder, ["guard", "ollama", "--since", base, "--json"]);
    expect(ran.exitCode).toBe(1);
    const document = JSON.parse(ran.output) as { findings: { line: number }[] };
    expect(document.findings.map(({ line }) => line)).toEqual([4]);
    expect((await run(folder, ["guard", "ollama", "--since", "HEAD"])).exitCode).toBe(0);
    expect((await run(folder, ["guard", "ollama", "--since", "nowhere"])).exitCode).toBe(2);
  });

  test("--staged looks at the next commit, neither at the last one nor at the working tree", async () => {
    const folder = makeRepository(CLEAN);
    writeFiles(folder, { "app.py": "a = 'ollama'\n" });
    expect((await run(folder, ["guard", "ollama", "--staged"])).exitCode).toBe(0);
    git(folder, "add", "app.py");
    writeFiles(folder, { "app.py": "a = 1\n" });
    const ran = await run(folder, ["guard", "ollama", "--staged", "--json"]);
    expect(ran.exitCode).toBe(1);
    expect(JSON.parse(ran.output)).toMatchObject({ commit: "index", findings: [{ path: "app.py", line: 1 }] });
    expect((await run(folder, ["guard", "ollama"])).exitCode).toBe(0);
  });

  test("--format sarif gives a log whose columns and addresses follow the standard", async () => {
    const folder = makeRepository({ "my files/a%b.py": "s = '😀 ollama'\n" });
    const ran = await run(folder, ["guard", "ollama", "--format", "sarif"]);
    expect(ran.exitCode).toBe(1);
    const log = JSON.parse(ran.output) as { version: string; runs: { columnKind: string; results: object[] }[] };
    expect(sarifFaults(log)).toEqual([]);
    expect(sarifFaults({ ...log, runs: [{ results: [{}] }] })).not.toEqual([]);
    expect(log.version).toBe("2.1.0");
    expect(log.runs[0]!.columnKind).toBe("utf16CodeUnits");
    expect(log.runs[0]!.results).toMatchObject([
      {
        ruleId: "target-mentioned",
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "my%20files/a%25b.py" },
              region: { startLine: 1, startColumn: 9, endColumn: 15 },
            },
          },
        ],
      },
    ]);
  });

  test("--format github escapes what could end an annotation or start another", async () => {
    const folder = makeRepository({ "a,b:c.py": "x = 'ollama'\n" });
    const ran = await run(folder, ["guard", "ollama", "--format", "github"]);
    expect(ran.output).toBe(
      "::error file=a%2Cb%3Ac.py,line=1,col=6,endColumn=12,title=unpick::ollama mentions ollama, which was removed\n",
    );
  });
});
