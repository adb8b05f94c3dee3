import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { git, makeFolder, makeRepository, removeFolders, run } from "../commands/support.js";
import { plantedSecrets } from "./planted.js";

afterAll(removeFolders);

/** Every secret beside a line that goes, in a file that goes, and as a value of a file of variables. */
function plantedRepository(): { folder: string; values: string[] } {
  const planted = plantedSecrets();
  const lines = planted.filter(({ kind }) => kind !== "private key").map(({ line }) => line.replaceAll("\n", "\\n"));
  const folder = makeRepository({
    "notes.txt": `${lines.map((line) => `Parlo reads ${line}\n${line}\n`).join("")}`,
    "parlo.env": `${planted.map(({ value }, index) => `PARLO_${index}=${value}\n`).join("")}ADMIN_LOGIN=hunter2hunter2\n`,
    ".env": `PARLO_URL=http://parlo.internal\nPARLO_API_KEY=hunter2hunter2\nADMIN_LOGIN=hunter2hunter2\n`,
    "keys/parlo.pem": `${planted.find(({ kind }) => kind === "private key")!.line}\n`,
    "app.py":
      'import os\nimport parlo\n\nSECRET_KEY = os.getenv("X", "hunter2hunter2")\nclient = parlo.Client()\nprint(SECRET_KEY)\n',
    "docs/setup.md": `# Parlo\n\n${lines.map((line) => `- Parlo: ${line}\n`).join("")}`,
  });
  return { folder, values: [...planted.map(({ value }) => value), "hunter2hunter2"] };
}

describe("commands on a repository with secrets", () => {
  it("print none of them, save none, and write none into messages", async () => {
    const { folder, values } = plantedRepository();
    const commands = [
      ...["terminal", "patch", "json", "markdown"].flatMap((format) => [
        ["plan", "parlo", "--cleanup", "--untrack-data", "--format", format],
        ["show", "--format", format],
      ]),
      ["plan", "parlo", "--stat"],
      ...["terminal", "json", "sarif", "github"].map((format) => ["guard", "parlo", "--format", format]),
      ...[1, 2, 3, 4, 5].flatMap((line) =>
        ["app.py", ".env", "parlo.env", "notes.txt", "docs/setup.md"].map((path) => ["why", `${path}:${line}`]),
      ),
      ["apply", "parlo", "--cleanup"],
      ["apply", "parlo", "--branch", "other", "--json"],
      ["status", "--branch", "unpick/parlo"],
      ["verify", "--branch", "unpick/parlo"],
      ["scan", "parlo"],
      ["scan", "parlo", "--json"],
      ["revert", "python", "--branch", "unpick/parlo", "--dry-run"],
    ];
    let hidden = 0;
    for (const words of commands) {
      const { output, notes, error } = await run(folder, words);
      const all = [output, ...notes, error].join("\n");
      hidden += all.split("[hidden]").length - 1;
      expect(
        values.filter((value) => all.includes(value)),
        words.join(" "),
      ).toEqual([]);
    }
    expect(hidden).toBeGreaterThan(100);
    const state = join(folder, ".git", "unpick");
    const saved = readdirSync(state).filter((name) => name.endsWith(".json"));
    expect(saved.length).toBeGreaterThan(0);
    const messages = git(folder, "log", "--format=%B", "main..unpick/parlo");
    const stored = [messages, ...saved.map((name) => readFileSync(join(state, name), "utf8"))].join("\n");
    expect(values.filter((value) => stored.includes(value))).toEqual([]);
  });

  it("take a file of secrets out by a patch that git takes and that shows nothing of it", async () => {
    const folder = makeRepository({
      "app.py": "print(1)\n",
      "app.py.bak": 'SECRET_KEY = "hunter2hunter2"\n',
    });
    const { output, notes } = await run(folder, ["plan", "--cleanup", "--only", "junk", "--format", "patch"]);
    expect(output).toContain("deleted file mode");
    expect([output, ...notes].join("\n")).toMatch(/^(?![\s\S]*hunter2)/);
    const file = join(makeFolder(), "removal.patch");
    writeFileSync(file, output);
    git(folder, "apply", "--check", file);
  });
});
