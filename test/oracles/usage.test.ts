import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readApplication } from "../../scripts/oracles/pruning/sections.mjs";
import {
  casesOf,
  differences,
  explained,
  ofDeptry,
  ofFawltyDeps,
  ofUnpick,
} from "../../scripts/oracles/usage/verdicts.mjs";

const data = (path: string) => new URL(`../../scripts/oracles/${path}`, import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(data(path), "utf8"));

describe("verdicts in one form", () => {
  it("unpick's are names of requirements and first parts of modules", () => {
    const dependencies = { unused: ["Flask_Mail", "six"], missing: [{ import: "yaml.scanner" }, { import: "yaml" }] };
    expect(ofUnpick({ dependencies })).toEqual({ unused: ["flask-mail", "six"], missing: ["yaml"] });
  });

  it("deptry's other findings are none of them", () => {
    const finding = (code: string, module: string) => ({ error: { code }, module });
    const findings = [
      finding("DEP002", "Flask_Mail"),
      finding("DEP001", "yaml"),
      finding("DEP003", "click"),
      finding("DEP004", "pytest"),
      finding("DEP005", "asyncio"),
    ];
    expect(ofDeptry(findings)).toEqual({ unused: ["flask-mail"], missing: ["click", "yaml"] });
  });

  it("FawltyDeps tells both in one document", () => {
    const document = { unused_deps: [{ name: "Flask.Mail" }], undeclared_deps: [{ name: "yaml" }] };
    expect(ofFawltyDeps(document)).toEqual({ unused: ["flask-mail"], missing: ["yaml"] });
  });
});

describe("differences and their reasons", () => {
  const ours = { unused: ["six", "arrow"], missing: ["yaml"] };
  const theirs = { unused: ["six", "attrs"], missing: [] };
  const found = differences("ann/shop", "deptry", ours, theirs);

  it("are told from both sides", () =>
    expect(found).toEqual([
      "ann/shop: deptry: only unpick says unused: arrow",
      "ann/shop: deptry: only deptry says unused: attrs",
      "ann/shop: deptry: only unpick says missing: yaml",
    ]));

  it("a case names several at once", () =>
    expect(casesOf("ann/shop: deptry and FawltyDeps: only they say unused: attrs six")).toEqual([
      "ann/shop: deptry: only deptry says unused: attrs",
      "ann/shop: deptry: only deptry says unused: six",
      "ann/shop: FawltyDeps: only FawltyDeps says unused: attrs",
      "ann/shop: FawltyDeps: only FawltyDeps says unused: six",
    ]));

  it("a case of another form is refused", () =>
    expect(() => casesOf("ann/shop: deptry: unused attrs")).toThrow("not a case of a reason"));

  it("what has no reason stays open, and a reason for nothing is told", () => {
    const reasons = [{ reason: "because", cases: ["ann/shop: deptry: only unpick says unused: arrow gone"] }];
    const { open, idle, reasonOf } = explained(found, reasons);
    expect(open).toEqual(found.slice(1));
    expect(idle).toEqual(["ann/shop: deptry: only unpick says unused: gone"]);
    expect(reasonOf.get(found[0]!)).toBe("because");
  });
});

describe("the lists that are checked in", () => {
  const repositories: { owner: string; name: string; commit: string }[] = json("usage/repositories.json");
  const reasons: { reason: string; cases: string[] }[] = json("usage/reasons.json");

  it("name 25 applications by whole commits", () => {
    expect(new Set(repositories.map(({ owner, name }) => `${owner}/${name}`)).size).toBe(25);
    for (const { commit } of repositories) expect(commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it("give each difference one reason, of an application of the list", () => {
    const cases = reasons.flatMap(({ cases }) => cases.flatMap(casesOf));
    expect(new Set(cases).size).toBe(cases.length);
    const titles = new Set(repositories.map(({ owner, name }) => `${owner}/${name}`));
    expect(cases.filter((one) => !titles.has(one.split(": ")[0]!))).toEqual([]);
    for (const { reason } of reasons) expect(reason).toMatch(/^(unpick is right: |unpick is wrong: |open: )/);
  });
});

describe("applications to prune", () => {
  const texts = readdirSync(data("pruning/applications/")).map((file) =>
    readFileSync(data(`pruning/applications/${file}`), "utf8"),
  );

  it("have tests, a list, and requirements that nothing uses", () => {
    expect(texts).toHaveLength(6);
    for (const text of texts) {
      const { about, unused, files } = readApplication(text);
      expect(about).not.toBe("");
      expect(Object.keys(files).some((path) => /(^|\/)test_\w+\.py$/.test(path))).toBe(true);
      const lists = Object.entries(files).filter(([path]) => /requirements|pyproject/.test(path));
      for (const name of unused) expect(lists.some(([, list]) => list.toLowerCase().includes(name))).toBe(true);
    }
  });

  it("say what is unused", () => expect(() => readApplication("Words\n-- app.py --\n")).toThrow("which of its"));
});
