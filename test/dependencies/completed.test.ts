import { describe, expect, it } from "vitest";
import { completedBy } from "../../src/dependencies/completed.js";
import type { DependencyGraph, Distribution } from "../../src/dependencies/model.js";
import { graphOf } from "./graph.js";

function graph(source: string, ...distributions: Partial<Distribution>[]): DependencyGraph {
  const whole = distributions.map((one): [string, Distribution] => [
    one.name!,
    { name: one.name!, version: "1.0", requires: [], download: null, installed: null, ...one },
  ]);
  return { ...graphOf({}), source, distributions: new Map(whole) };
}

describe("a graph completed by another source", () => {
  const installed = graph(
    "venv",
    {
      name: "flask",
      installed: 300,
      modules: ["flask"],
      requires: [{ name: "click", writtenName: "click", extras: [], specifier: "" }],
    },
    { name: "click", version: "8.2", installed: 200 },
    { name: "six", installed: 0, download: 0 },
  );
  const locked = graph(
    "uv.lock",
    { name: "flask", download: 100, installed: 1, wheels: ["flask-1.0-py3-none-any.whl"] },
    { name: "click", version: "8.1", download: 90 },
    { name: "six", download: 50 },
    { name: "pytest", download: 40 },
  );
  const both = completedBy(installed, locked);

  it("has the sizes of both, and keeps what it knew", () => {
    expect(both.distributions.get("flask")).toEqual({
      ...installed.distributions.get("flask"),
      download: 100,
      wheels: ["flask-1.0-py3-none-any.whl"],
    });
    expect(both.distributions.get("six")).toMatchObject({ download: 0, installed: 0 });
    expect(both.source).toBe("venv");
  });

  it("takes nothing of another version, nor distributions that it does not have", () => {
    expect(both.distributions.get("click")).toBe(installed.distributions.get("click"));
    expect([...both.distributions.keys()]).toEqual(["flask", "click", "six"]);
  });
});
