import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { schemaFaults } from "../report/schema.js";
import {
  CHAT_APPLICATION,
  commitAll,
  git,
  makeFolder,
  makeRepository,
  removeFolders,
  run,
  writeFiles,
} from "./support.js";

afterAll(removeFolders);

/** Stands for pyright: every line with the word `wrong` is an error to it. */
const CHECKER = `#!${process.execPath}
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const generalDiagnostics = [];
for (const name of readdirSync(process.cwd()).filter((name) => name.endsWith(".py"))) {
  const file = join(process.cwd(), name);
  readFileSync(file, "utf8").split("\\n").forEach((text, line) => {
    if (text.includes("wrong"))
      generalDiagnostics.push({ file, severity: "error", message: text.trim(), rule: "reportWrong", range: { start: { line } } });
  });
}
console.log(JSON.stringify({ generalDiagnostics }));
`;
const PATH = process.env.PATH!;

let folder: string;
let tools: string;

beforeAll(async () => {
  tools = makeFolder();
  folder = makeRepository({ ...CHAT_APPLICATION, "old.py": "x = 1\nwrong = 1\n" });
  expect((await run(folder, ["apply", "ollama", "--successor", "openai"])).error).toBe("");
  git(folder, "switch", "--quiet", "unpick/ollama");
});

afterEach(() => {
  process.env.PATH = PATH;
});

function installed(program: string, text: string): void {
  writeFileSync(join(tools, program), text);
  chmodSync(join(tools, program), 0o755);
  process.env.PATH = `${tools}${delimiter}${PATH}`;
}

test("verify --types counts what is new, and only that", async () => {
  installed("pyright", CHECKER);
  const clean = JSON.parse((await run(folder, ["verify", "--types", "--json"])).output);
  expect(schemaFaults("verify", clean)).toEqual([]);
  expect(clean).toMatchObject({ types: ["pyright"], findings: [] });
  writeFiles(folder, { "old.py": "wrong = 1\nwrong = 2\n" });
  commitAll(folder, "More");
  const ran = await run(folder, ["verify", "--types"]);
  expect(ran.exitCode).toBe(1);
  expect(ran.output).toContain("new type errors: 1\n      old.py:2  wrong = 2 (reportWrong)");
  expect((await run(folder, ["verify"])).output).not.toContain("type errors");
});

test("verify --types says what is missing, and what it could not read", async () => {
  process.env.PATH = PATH.split(delimiter)
    .filter((one) => !/pyenv|node_modules/.test(one))
    .join(delimiter);
  installed("pyright", `#!${process.execPath}\nconsole.log("usage: pyright")\n`);
  expect((await run(folder, ["verify", "--types"])).error).toContain("usage: pyright");
});
