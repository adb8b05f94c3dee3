import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { closureOf } from "../../../src/dependencies/closure.js";
import { readPipReport } from "../../../src/dependencies/resolved/pip-report.js";
import { markersOf } from "../../../src/dependencies/target.js";
import { DEBIAN_12 } from "../../../src/dependencies/wheels/platform.js";

const report = {
  version: "1",
  install: [
    {
      download_info: { url: "https://files.example.org/uvicorn-0.35.0-py3-none-any.whl" },
      requested: true,
      requested_extras: ["standard"],
      metadata: {
        name: "uvicorn",
        version: "0.35.0",
        requires_python: ">=3.9",
        requires_dist: [
          "click>=7.0",
          "httptools>=0.6.3; extra == 'standard'",
          "colorama; sys_platform == 'win32'",
          "??",
        ],
      },
    },
    {
      requested: false,
      metadata: { name: "Click", version: "8.2.0" },
      download_info: { url: "https://e.org/click.tar.gz" },
    },
    { requested: false, metadata: { name: "httptools", version: "0.6.4" } },
    { metadata: { name: "nameless" } },
  ],
  environment: markersOf(DEBIAN_12),
};

describe("pip's report of what it would install", () => {
  it("is a graph with what was asked for", () => {
    const { graph, roots, notUnderstood } = readPipReport(JSON.stringify(report));
    expect(graph.source).toBe("resolved by pip");
    expect(roots).toEqual([{ name: "uvicorn", extras: ["standard"] }]);
    expect([...closureOf(graph, roots).reached.keys()]).toEqual(["click", "httptools", "uvicorn"]);
    expect(graph.distributions.get("uvicorn")).toMatchObject({
      requested: true,
      requiresPython: ">=3.9",
      wheels: ["uvicorn-0.35.0-py3-none-any.whl"],
    });
    expect(graph.distributions.get("click")!.wheels).toBeUndefined();
    expect(notUnderstood).toEqual([{ name: "uvicorn", text: "??" }]);
  });

  it("is read as pip itself writes it of what is installed", () => {
    const output = execFileSync(process.env.UNPICK_TEST_PYTHON!, ["-m", "pip", "--quiet", "inspect"], {
      encoding: "utf8",
    });
    const { graph, notUnderstood } = readPipReport(output, "pip inspect");
    const { reached, missing } = closureOf(graph, [{ name: "flask", extras: [] }]);
    expect([...reached.keys()]).toEqual([
      "blinker",
      "click",
      "flask",
      "itsdangerous",
      "jinja2",
      "markupsafe",
      "werkzeug",
    ]);
    expect(missing).toEqual([]);
    expect(notUnderstood).toEqual([]);
  });
});
