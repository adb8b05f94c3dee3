import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { git, materialise } from "../../scripts/fixture.mjs";

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "unpick-fixture-"));
  await materialise("chatbot", folder);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Lines that name the target, as `git grep` counts them. */
function lines(...paths: string[]): number {
  const old = [":!archive", ":!backups", ":!*.log", ":!CHANGELOG.md"];
  return git(folder, "grep", "-Ii", "ollama", "--", ...(paths.length > 0 ? [...paths, ...old] : ["."]))
    .trimEnd()
    .split("\n").length;
}

function tracked(...patterns: string[]): string[] {
  return git(folder, "ls-files", "--", ...patterns)
    .split("\n")
    .filter(Boolean);
}

test("the chatbot names the target on 208 lines, in every kind of file", () => {
  expect(lines()).toBe(208);
  expect(lines(".")).toBeGreaterThanOrEqual(90);
  const kinds = {
    py: ["*.py"],
    html: ["*.html"],
    js: ["*.js"],
    css: ["*.css"],
    config: ["docker-compose.yml", "Dockerfile", ".env.example", "Makefile", "scripts", "config", "requirements.txt"],
    docs: ["README.md", "docs"],
  };
  for (const [kind, paths] of Object.entries(kinds)) expect(lines(...paths), kind).toBeGreaterThanOrEqual(6);
});

test("the chatbot has the seed's tree", () => {
  expect(tracked().length - tracked("archive", "backups", "*.pyc").length).toBeGreaterThanOrEqual(60);
  expect(tracked("*.pyc")).toHaveLength(25);
  for (const path of ["users.db", "app.log", "db", "chroma_db", "uploads", "config/user_1", "backups/20251112_222256"])
    expect(tracked(path), path).not.toHaveLength(0);
  expect(tracked("venv", ".env")).toEqual([]);
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toBe("venv/\nmyenv/.env\n.env.env\n.env\n.env\n");
  expect(git(folder, "status", "--porcelain")).toBe("");
});

test("the same fixture is the same commit", async () => {
  const again = mkdtempSync(join(tmpdir(), "unpick-fixture-"));
  try {
    expect((await materialise("chatbot", again)).head).toBe(git(folder, "rev-parse", "HEAD").trim());
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
});

test("the chatbot's own tests pass", () => {
  const output = execFileSync(process.env.UNPICK_TEST_PYTHON!, ["-m", "pytest", "-q", "-p", "no:cacheprovider"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  expect(output).toMatch(/ passed/);
  expect(git(folder, "status", "--porcelain")).toBe("");
}, 120_000);
