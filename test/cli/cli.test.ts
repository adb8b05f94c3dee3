import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  CHAT_APPLICATION,
  checkoutState,
  commitAll,
  git,
  makeFolder,
  makeRepository,
  removeFolders,
  writeFiles,
} from "../commands/support.js";
import { schemaFaults } from "../report/schema.js";
import { CLI, unpick } from "./support.js";

// Every call starts the program anew.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
afterAll(removeFolders);

describe("the program", () => {
  test("tells its version, and says nothing else", () => {
    const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(unpick(makeFolder(), ["--version"])).toMatchObject({
      stdout: `${manifest.version}\n`,
      stderr: "",
      status: 0,
    });
  });

  test("without a command prints the workflow, anywhere", () => {
    const ran = unpick(makeFolder(), []);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain("unpick apply");
    expect(ran.stdout).toContain("Here is no git repository.");
  });

  test("help starts with examples", () => {
    for (const words of [["--help"], ["help"], ["plan", "--help"], ["help", "plan"], ["revert", "-h"]]) {
      const ran = unpick(makeFolder(), words);
      expect(ran.status).toBe(0);
      expect(ran.stdout).toMatch(/^Examples:\n {2}unpick /);
    }
    expect(unpick(makeFolder(), ["help", "plan"]).stdout).toContain("--successor");
  });

  test("an error goes to standard error, with a hint and its exit code", () => {
    const ran = unpick(makeFolder(), ["aply"]);
    expect(ran).toMatchObject({
      status: 2,
      stdout: "",
      stderr: 'error: Unknown command "aply".\nhint: Did you mean unpick apply?\n',
    });
  });
});

describe("a run through", () => {
  let folder: string;
  let before: string;

  beforeAll(() => {
    folder = makeRepository(CHAT_APPLICATION);
    writeFiles(folder, { "untracked.txt": "mine\n" });
    before = checkoutState(folder);
  });

  test("plan, apply, verify, revert, restore leave the checkout as it is, and print JSON alone if asked", () => {
    const calls: [string[], string][] = [
      [["plan", "ollama", "--successor", "openai", "--json"], "plan"],
      [["apply", "ollama", "--successor", "openai", "--yes", "--json"], "apply"],
      [["status", "--json"], "status"],
      [["verify", "--json"], "verify"],
      [["revert", "javascript", "--json"], "rebuild"],
      [["restore", "javascript", "--json"], "rebuild"],
      [["why", "llm.py:4", "--json"], "why"],
    ];
    for (const [words, schema] of calls) {
      const ran = unpick(folder, words);
      expect(ran.stderr).toBe("");
      expect(ran.status).toBe(0);
      expect(schemaFaults(schema, JSON.parse(ran.stdout))).toEqual([]);
      expect(checkoutState(folder)).toBe(before);
    }
  });

  test("colour follows flag and environment, and there is none in a pipe", () => {
    expect(unpick(folder, ["show"]).stdout).not.toContain("\x1b[");
    expect(unpick(folder, ["show", "--color"]).stdout).toContain("\x1b[31m");
    expect(unpick(folder, ["show"], { FORCE_COLOR: "1" }).stdout).toContain("\x1b[31m");
    expect(unpick(folder, ["show"], { FORCE_COLOR: "1", NO_COLOR: "1" }).stdout).not.toContain("\x1b[");
  });

  test("a patch is exact, and git takes it", () => {
    const patch = execFileSync(process.execPath, [CLI, "show", "--format", "patch"], { cwd: folder });
    execFileSync("git", ["apply", "--check", "-"], { cwd: folder, input: patch });
  });

  test("a reader that closes the pipe is no fault", () => {
    const script = `"${process.execPath}" "${CLI}" show | head -n 1`;
    expect(execFileSync("bash", ["-o", "pipefail", "-c", script], { cwd: folder }).toString()).toMatch(
      /^Plan to remove/,
    );
  });
});

describe("a hostile repository", () => {
  test("nothing of it runs, and nothing raw is printed", () => {
    const folder = makeRepository(CHAT_APPLICATION);
    const trap = join(makeFolder(), "ran");
    const evil = "\x1b[2J\x1b]0;owned\x07\u202e\u009b31m";
    writeFiles(folder, {
      [`ollama${evil}\n.py`]: `OLLAMA = "${evil}"\nPORT = 1\nprint(PORT)  # ${evil}\n`,
      [`notes${evil}.md`]: `Ollama ${evil}\n`,
      ".gitattributes": "* filter=evil diff=evil merge=evil text\n",
    });
    commitAll(folder, `Add ${evil}`);
    for (const hook of ["pre-commit", "post-checkout", "reference-transaction", "post-index-change", "post-commit"]) {
      writeFiles(folder, { [`.git/hooks/${hook}`]: `#!/bin/sh\necho ${hook} >> '${trap}'\n` });
      execFileSync("chmod", ["+x", join(folder, ".git/hooks", hook)]);
    }
    const run = `sh -c "echo ran >> '${trap}'; cat"`;
    for (const [key, value] of [
      ["core.fsmonitor", run],
      ["core.pager", run],
      ["core.editor", run],
      ["core.sshCommand", run],
      ["filter.evil.clean", run],
      ["filter.evil.smudge", run],
      ["filter.evil.process", run],
      ["diff.evil.command", run],
      ["diff.evil.textconv", run],
      ["diff.external", run],
      ["merge.evil.driver", run],
      ["gpg.program", run],
      ["alias.status", `!${run}`],
    ] as const) {
      git(folder, "config", key, value);
    }
    const calls = [
      ["plan", "ollama", "--successor", "openai"],
      ["plan", "ollama", "--successor", "openai", "--json"],
      ["show", "--format", "markdown"],
      ["show", "--stat", "--all"],
      ["apply", "ollama", "--successor", "openai"],
      ["status"],
      ["verify"],
      ["revert", "javascript"],
      ["restore", "javascript"],
      ["why", "app.py:9"],
      ["why", `nothing${evil}:1`],
      ["revert", `no${evil}`],
      ["plan", `x${evil}y`],
      [evil],
    ];
    for (const words of calls) {
      const ran = unpick(folder, words);
      const shown = ran.stdout + ran.stderr;
      expect(ran.stderr).not.toContain("internal error");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      expect([words, shown.match(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)]).toEqual([words, null]);
      expect(existsSync(trap)).toBe(false);
    }
    expect(git(folder, "-c", "core.fsmonitor=false", "rev-parse", "--verify", "unpick/ollama")).toMatch(
      /^[0-9a-f]{40}$/,
    );
  });
});
