import { existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { findCustomTransforms, loadCustomTransforms } from "../../src/commands/custom-transforms.js";
import { UserError } from "../../src/errors.js";
import { schemaFaults } from "../report/schema.js";
import {
  checkoutState,
  commitAll,
  git,
  makeFolder,
  makeRepository,
  removeFolders,
  run,
  writeFiles,
} from "./support.js";

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
afterAll(removeFolders);
// Each test is another person, who has agreed to nothing yet.
beforeEach(() => {
  process.env.XDG_CONFIG_HOME = makeFolder();
});

/** The transform that the documentation shows. */
const EXAMPLE = /```js\n\/\/ unpick-transforms\/word-list\.mjs\n([\s\S]*?)```/.exec(
  readFileSync(new URL("../../docs/custom-transforms.md", import.meta.url), "utf8"),
)![1]!;

const REPOSITORY = {
  "unpick.yaml": "transforms: ./unpick-transforms\n",
  "unpick-transforms/word-list.mjs": EXAMPLE,
  "providers.words": "openai\nollama\ngroq\n",
  "notes.txt": "mistral\n",
};
/** Tells with a file that it was run. */
const hostile = (marker: string) =>
  `import { writeFileSync } from "node:fs";\nwriteFileSync(${JSON.stringify(marker)}, "");\n${EXAMPLE}`;
const PLAN = ["plan", "ollama"];
const nobody = async () => {
  throw new Error("nobody was to be asked");
};

describe("without consent", () => {
  test("nothing of a hostile repository is run, by no command", async () => {
    const marker = join(makeFolder(), "ran");
    const folder = makeRepository({ ...REPOSITORY, "unpick-transforms/word-list.mjs": hostile(marker) });
    const before = checkoutState(folder);
    for (const words of [PLAN, ["apply", "ollama"], [...PLAN, "--json"]]) {
      const ran = await run(folder, words);
      expect(ran).toMatchObject({ exitCode: 3, output: "" });
      expect(ran.error).toMatch(/unpick-transforms \(1 file\).* nobody has agreed.*--allow-transforms.*--no-allow/s);
    }
    expect((await run(folder, ["guard", "ollama"])).exitCode).toBe(1);
    const without = await run(folder, [...PLAN, "--no-allow-transforms", "--json"]);
    expect(without.notes.join()).toContain("unpick-transforms are left out of this plan");
    const document: unknown = JSON.parse(without.output);
    expect(schemaFaults("plan", document)).toEqual([]);
    expect(document).toMatchObject({ steps: [], totals: { mentions: { review: expect.any(Number) } } });
    await run(folder, PLAN, { canAsk: true, ask: async () => false });
    expect((await run(folder, PLAN)).exitCode).toBe(3);
    expect(existsSync(marker)).toBe(false);
    expect(checkoutState(folder)).toBe(before);
  });
});

describe("with consent", () => {
  test("the transform of the documentation makes a step of its own, which can be left out, reverted and restored", async () => {
    const folder = makeRepository(REPOSITORY);
    const question = vi.fn(async () => true);
    const first = await run(folder, [...PLAN, "--json"], { canAsk: true, ask: question });
    expect(question).toHaveBeenCalledWith(expect.stringMatching(/unpick-transforms \(1 file\).*all your rights/));
    const document: unknown = JSON.parse(first.output);
    expect(schemaFaults("plan", document)).toEqual([]);
    expect(document).toMatchObject({
      steps: [{ name: "word-list", files: [{ path: "providers.words", status: "modified", added: 0, deleted: 1 }] }],
    });
    const applied = await run(folder, ["apply", "ollama"], { canAsk: true, ask: nobody });
    expect(applied.error).toBe("");
    expect(git(folder, "show", "unpick/ollama:providers.words")).toBe("openai\ngroq");
    expect(git(folder, "show", "--stat", "--format=%s", "unpick/ollama")).toContain("providers.words");
    expect((await run(folder, ["revert", "word-list"])).error).toBe("");
    expect(git(folder, "show", "unpick/ollama:providers.words")).toBe("openai\nollama\ngroq");
    expect((await run(folder, ["restore", "word-list"])).error).toBe("");
    expect((await run(folder, ["verify"])).error).toBe("");
    const skipped = await run(folder, [...PLAN, "--skip", "word-list", "--json"]);
    expect(JSON.parse(skipped.output)).toMatchObject({ steps: [] });
  });

  test("is for the files as they are", async () => {
    const folder = makeRepository(REPOSITORY);
    expect((await run(folder, ["apply", "ollama", "--allow-transforms"])).error).toBe("");
    const tip = git(folder, "rev-parse", "unpick/ollama");
    writeFiles(folder, { "unpick-transforms/_helper.mjs": "export {};\n" });
    expect((await run(folder, PLAN)).exitCode).toBe(3);
    const revert = await run(folder, ["revert", "word-list"]);
    expect(revert).toMatchObject({
      exitCode: 3,
      error: expect.stringContaining("not in the working tree as they were"),
    });
    expect(git(folder, "rev-parse", "unpick/ollama")).toBe(tip);
    rmSync(join(folder, "unpick-transforms/_helper.mjs"));
    expect((await run(folder, PLAN)).error).toBe("");
  });

  test("a plan with and one without them are two plans", async () => {
    const folder = makeRepository(REPOSITORY);
    await run(folder, [...PLAN, "--no-allow-transforms"]);
    const applied = await run(folder, ["apply", "ollama", "--allow-transforms"]);
    expect(applied.notes.join()).toContain("made with other flags");
    expect(git(folder, "show", "unpick/ollama:providers.words")).toBe("openai\ngroq");
  });

  test("a fault of a transform is told with its file and what it was about", async () => {
    const folder = makeRepository({
      ...REPOSITORY,
      "unpick-transforms/word-list.mjs": EXAMPLE.replace("const whole", 'throw new Error("no idea"); const whole'),
    });
    const ran = await run(folder, [...PLAN, "--allow-transforms"]);
    expect(ran.exitCode).toBe(2);
    expect(ran.error).toContain(
      "./unpick-transforms/word-list.mjs failed in analyze at providers.words: no idea\nMend the transform",
    );
  });

  test("the flag without transforms says so, and a plan without the key asks nothing", async () => {
    const folder = makeRepository({ "a.py": "x = 'ollama'\n" });
    const ran = await run(folder, [...PLAN, "--allow-transforms"]);
    expect(ran.notes.join()).toContain("names no transforms");
    commitAll(folder, "Second");
    expect((await run(folder, PLAN, { canAsk: true, ask: nobody })).notes).toEqual([]);
  });
});

describe("what cannot be loaded", () => {
  const whole = (name: string, more = "") =>
    `export default { name: "${name}", summary: "Do", files: [], order: 1, propose() { return []; }, ${more} };\n`;
  const load = async (files: Record<string, string>, path = "./own") => {
    const root = makeFolder();
    writeFiles(root, files);
    return loadCustomTransforms(await findCustomTransforms(root, path), ["python", "tests"]);
  };

  test.each<[string, Record<string, string>, string]>([
    ["no default export", { "own/a.mjs": "export const x = 1;" }, "./own/a.mjs: the default export is no transform."],
    ["another name", { "own/a.mjs": whole("b") }, "./own/a.mjs: the transform calls itself b, but its file says a."],
    ["a name of unpick's", { "own/python.mjs": whole("python") }, "./own/python.mjs: unpick has a step called python"],
    ["one name twice", { "own/a.mjs": whole("a"), "own/a/index.mjs": whole("a") }, "have one name"],
    ["a name in capitals", { "own/A.mjs": whole("A") }, "./own/A.mjs: A is no name in small letters"],
    ["what is no module", { "own/a.mjs": "export default {" }, "./own/a.mjs cannot be loaded: "],
    ["what throws", { "own/a.mjs": "throw new Error('oh');" }, "./own/a.mjs cannot be loaded: oh"],
    ["files of another type", { "own/a.mjs": whole("a", "files: 'x'") }, "files must be a list of globs"],
    ["order of another type", { "own/a.mjs": whole("a", "order: '1'") }, "order must be a number"],
    ["a function of another type", { "own/a.mjs": whole("a", "check: 1") }, "check must be a function"],
    ["analyze alone", { "own/a.mjs": whole("a", "analyze() {}") }, "it has analyze without rewrite"],
    ["nothing to do", { "own/a.mjs": whole("a", "propose: undefined") }, "neither analyze nor propose"],
    ["an empty folder", { "own/_a.mjs": "x", "own/b.txt": "" }, "./own holds no transform."],
    ["nothing there", { "other/a.mjs": "" }, "unpick.yaml: transforms: ./own is not there."],
  ])("%s", async (_, files, message) => {
    const error = await load(files).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).exitCode).toBe(2);
    expect((error as UserError).message).toContain(message);
  });

  test("outside of the repository, or through a link", async () => {
    const root = makeFolder();
    writeFiles(root, { "repository/own/a.mjs": whole("a"), "outside/a.mjs": whole("a") });
    const repository = join(root, "repository");
    symlinkSync("../outside", join(repository, "link"));
    symlinkSync("../../outside/a.mjs", join(repository, "own", "b.mjs"));
    const refused = async (path: string) =>
      ((await findCustomTransforms(repository, path).catch((caught: unknown) => caught)) as UserError).message;
    for (const path of ["../outside", join(root, "outside"), ".", ""])
      expect(await refused(path), path).toContain("does not lie below the top");
    expect(await refused("link")).toContain("is a link");
    expect(await refused("link/a.mjs")).toContain("is a link");
    expect(await refused("own")).toContain("holds a link: b.mjs");
    writeFiles(repository, { "own.txt": "" });
    expect(await refused("own.txt")).toContain("no folder and no .js or .mjs file");
  });

  test("while a file alone, folders and helpers can, in the order of the stack", async () => {
    const names = async (files: Record<string, string>, path?: string) =>
      (await load(files, path)).map(({ name }) => name);
    expect(await names({ "own.mjs": whole("own") }, "own.mjs")).toEqual(["own"]);
    const files = {
      "own/z.mjs": whole("z"),
      "own/a/index.mjs": whole("a", "order: 5"),
      "own/a/part.mjs": "throw 1;",
      "own/_helper.mjs": "throw 1;",
      "own/.hidden.mjs": "throw 1;",
      "own/README.md": "",
      "own/node_modules/x/index.js": "throw 1;",
    };
    expect(await names(files)).toEqual(["z", "a"]);
  });
});

// Last, because it loads every module anew.
describe("in another process", () => {
  test("a consent that the repository brings along counts for nothing", async () => {
    const marker = join(makeFolder(), "ran");
    const folder = makeRepository({ ...REPOSITORY, "unpick-transforms/word-list.mjs": hostile(marker) });
    await run(folder, PLAN, { canAsk: true, ask: async () => true });
    expect(existsSync(marker)).toBe(true);
    rmSync(marker);
    // The same folder with its .git, unpacked by another person in another process.
    process.env.XDG_CONFIG_HOME = makeFolder();
    vi.resetModules();
    const elsewhere = await import("./support.js");
    expect((await elsewhere.run(folder, PLAN)).exitCode).toBe(3);
    expect((await elsewhere.run(folder, ["apply", "ollama"])).exitCode).toBe(3);
    expect(existsSync(marker)).toBe(false);
  });
});
