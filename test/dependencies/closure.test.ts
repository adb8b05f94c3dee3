import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closureOf } from "../../src/dependencies/closure.js";
import type { DistributionName, Root } from "../../src/dependencies/model.js";
import { removalOf } from "../../src/dependencies/removal.js";
import { retainedOf } from "../../src/dependencies/retained.js";
import { weightOf } from "../../src/dependencies/weight.js";
import { graphOf } from "./graph.js";

const names = (closure: { reached: ReadonlyMap<string, unknown> }) => [...closure.reached.keys()];
const root = (name: string, ...extras: string[]): Root => ({ name, extras });

describe("a closure", () => {
  const server = graphOf({
    shop: ["uvicorn[standard]", "sqlalchemy"],
    uvicorn: ["click", 'uvloop ; extra == "standard"', 'colorama ; sys_platform == "win32" and extra == "standard"'],
    click: ['colorama ; platform_system == "Windows"'],
    uvloop: [],
    colorama: [],
    sqlalchemy: ['asyncpg ; extra == "postgresql-asyncpg"'],
    asyncpg: [],
    unrelated: ["click"],
  });

  it("holds what the roots need on this machine, with the extras asked for and no others", () => {
    const { reached, missing } = closureOf(server, [root("shop")]);
    expect([...reached].map(([name, { extras, path }]) => [name, extras, path.join(" → ")])).toEqual([
      ["click", [], "shop → uvicorn → click"],
      ["shop", [], "shop"],
      ["sqlalchemy", [], "shop → sqlalchemy"],
      ["uvicorn", ["standard"], "shop → uvicorn"],
      ["uvloop", [], "shop → uvicorn → uvloop"],
    ]);
    expect(missing).toEqual([]);
  });

  it("takes extras of roots, whichever root asks for them and however often", () => {
    const closure = closureOf(server, [root("sqlalchemy"), root("shop"), root("sqlalchemy", "postgresql-asyncpg")]);
    expect(closure.reached.get("asyncpg")!.path).toEqual(["sqlalchemy", "asyncpg"]);
  });

  it("follows extras that ask for extras of their own distribution", () => {
    const graph = graphOf({
      fetch: [
        'fetch[http,cache] ; extra == "all"',
        'aiohttp ; extra == "http"',
        'fetch[disk] ; extra == "cache"',
        'diskcache ; extra == "disk"',
      ],
      aiohttp: [],
      diskcache: [],
    });
    expect(names(closureOf(graph, [root("fetch")]))).toEqual(["fetch"]);
    const { reached } = closureOf(graph, [root("fetch", "all")]);
    expect([...reached.keys()]).toEqual(["aiohttp", "diskcache", "fetch"]);
    expect(reached.get("fetch")!.extras).toEqual(["all", "cache", "disk", "http"]);
    expect(reached.get("diskcache")!.path).toEqual(["fetch", "diskcache"]);
  });

  it("ends with cycles", () => {
    const graph = graphOf({ a: ["b"], b: ["c[more]"], c: ['a[more] ; extra == "more"'] });
    expect(names(closureOf(graph, [root("b")]))).toEqual(["a", "b", "c"]);
  });

  it("tells what is asked for and not there, and by whom, once each", () => {
    const graph = graphOf({
      shop: ["stripe", "gone[x]", 'gone ; python_version > "3"', 'elsewhere ; os_name == "nt"'],
      stripe: ["gone"],
    });
    const { reached, missing } = closureOf(graph, [root("shop"), root("absent", "x")]);
    expect([...reached.keys()]).toEqual(["shop", "stripe"]);
    expect(missing).toEqual([
      { name: "absent", requiredBy: null },
      { name: "gone", requiredBy: "shop" },
      { name: "gone", requiredBy: "stripe" },
    ]);
  });
});

describe("retained sizes", () => {
  // Both shop and its client need uvicorn; only the client asks for its extra.
  const graph = graphOf(
    {
      shop: ["uvicorn"],
      client: ["uvicorn[standard]", "sdk"],
      uvicorn: ['uvloop ; extra == "standard"'],
      uvloop: [],
      sdk: [],
    },
    { uvloop: 1000, sdk: 100, uvicorn: 10, shop: 1, client: null },
  );
  const retained = retainedOf(closureOf(graph, [root("shop"), root("client")]));

  it("count what an extra brings for whoever asks for it, though the distribution stays", () => {
    expect(retained.get("client")!.distributions).toEqual(["client", "sdk", "uvloop"]);
    expect(retained.get("uvicorn")!.distributions).toEqual(["uvicorn", "uvloop"]);
    expect(retained.get("shop")!.distributions).toEqual(["shop"]);
  });

  it("say of which distributions the size is not known", () => {
    expect(retained.get("client")!.download).toEqual({ bytes: 1100, unknown: ["client"] });
    expect(retained.get("uvicorn")!.download).toEqual({ bytes: 1010, unknown: [] });
    expect(retained.get("uvicorn")!.installed).toEqual({ bytes: 0, unknown: ["uvicorn", "uvloop"] });
  });
});

/** Graphs of up to twelve distributions, each with an extra `x`, and some that are asked for and missing. */
const graphs = fc
  .array(
    fc.array(fc.tuple(fc.nat(13), fc.boolean(), fc.constantFrom("", ' ; extra == "x"', ' ; sys_platform == "win32"')), {
      maxLength: 4,
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((distributions) =>
    graphOf(
      Object.fromEntries(
        distributions.map((needs, index) => [
          `d${index}`,
          needs.map(([to, extra, marker]) => `d${to}${extra ? "[x]" : ""}${marker}`),
        ]),
      ),
      Object.fromEntries(distributions.map((_, index) => [`d${index}`, 2 ** index])),
    ),
  );
const roots = fc.array(
  fc.record({ name: fc.nat(12).map((index) => `d${index}`), extras: fc.constantFrom([], ["x"]) }),
  { maxLength: 4 },
);
const settings = { numRuns: 300 };

/** Whether one distribution, with all its extras, may need another: an upper bound of what can be reached. */
function mayReach(graph: ReturnType<typeof graphOf>, from: Iterable<DistributionName>): Set<DistributionName> {
  const found = new Set<DistributionName>();
  const visit = (name: DistributionName) => {
    const distribution = graph.distributions.get(name);
    if (distribution === undefined || found.has(name)) return;
    found.add(name);
    for (const need of distribution.requires) visit(need.name);
  };
  for (const name of from) visit(name);
  return found;
}

describe("any closure", () => {
  it("never holds what no root reaches", () =>
    fc.assert(
      fc.property(graphs, roots, (graph, asked) => {
        const reachable = mayReach(
          graph,
          asked.map(({ name }) => name),
        );
        for (const name of names(closureOf(graph, asked))) expect(reachable).toContain(name);
      }),
      settings,
    ));

  it("has a path to each distribution from a root, along requirements", () =>
    fc.assert(
      fc.property(graphs, roots, (graph, asked) => {
        const { reached } = closureOf(graph, asked);
        for (const [name, { path }] of reached) {
          expect(path.at(-1)).toBe(name);
          expect(asked.map((one) => one.name)).toContain(path[0]);
          path.slice(1).forEach((one, index) => {
            expect(reached.get(path[index]!)!.needs).toContain(one);
          });
        }
      }),
      settings,
    ));

  it("only grows with more roots", () =>
    fc.assert(
      fc.property(graphs, roots, roots, (graph, some, more) => {
        const all = new Set(names(closureOf(graph, [...some, ...more])));
        for (const name of names(closureOf(graph, some))) expect(all).toContain(name);
      }),
      settings,
    ));

  it("is closed: what a member needs is a member or missing", () =>
    fc.assert(
      fc.property(graphs, roots, (graph, asked) => {
        const { reached, missing } = closureOf(graph, asked);
        const known = new Set([...reached.keys(), ...missing.map(({ name }) => name)]);
        for (const { distribution } of reached.values())
          for (const { name, marker } of distribution.requires) if (marker === undefined) expect(known).toContain(name);
        for (const { name } of missing) expect(graph.distributions.has(name)).toBe(false);
      }),
      settings,
    ));

  it("retains by each root what goes with the root, if nothing else needs the root", () =>
    fc.assert(
      fc.property(graphs, roots, (graph, asked) => {
        const closure = closureOf(graph, asked);
        const retained = retainedOf(closure);
        for (const { name } of asked) {
          if (!closure.reached.has(name)) continue;
          const removal = removalOf(closure, [name]);
          if (removal.after.reached.has(name)) expect(removal.stays.map((one) => one.name)).toEqual([name]);
          else {
            expect(retained.get(name)!.distributions).toEqual(removal.freed);
            expect(retained.get(name)!.download).toEqual(removal.download);
          }
        }
      }),
      settings,
    ));

  it("weighs as much as what a removal frees and what it leaves", () =>
    fc.assert(
      fc.property(graphs, roots, fc.array(fc.nat(12)), (graph, asked, gone) => {
        const closure = closureOf(graph, asked);
        const removal = removalOf(
          closure,
          gone.map((index) => `d${index}`),
        );
        const sum = (of: typeof closure) =>
          weightOf(
            [...of.reached.values()].map(({ distribution }) => distribution),
            "download",
          ).bytes;
        expect(sum(removal.after) + removal.download.bytes).toBe(sum(closure));
      }),
      settings,
    ));
});
