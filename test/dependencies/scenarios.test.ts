import { describe, expect, it } from "vitest";
import { closureOf } from "../../src/dependencies/closure.js";
import type { DependencyGraph } from "../../src/dependencies/model.js";
import { removalOf } from "../../src/dependencies/removal.js";
import { retainedOf } from "../../src/dependencies/retained.js";
import { weightOf } from "../../src/dependencies/weight.js";
import { chat, chatGraph, cpuGraph, rootsOf } from "./chat-application.js";

const graph = chatGraph();
const installed = (names: string) => names.split(" ").map((name) => name.split("==")[0]!);

/** The graph as if one distribution asked for no extras. */
function withoutExtras(name: string): DependencyGraph {
  const distribution = graph.distributions.get(name)!;
  const requires = distribution.requires.map((one) => ({ ...one, extras: [] }));
  return { ...graph, distributions: new Map([...graph.distributions, [name, { ...distribution, requires }]]) };
}

describe("the chat application's scenarios", () => {
  it("are sixteen", () => expect(Object.keys(chat.scenarios)).toHaveLength(16));

  it.each(Object.entries(chat.scenarios))("%s", (name, scenario) => {
    const { reached, missing } = closureOf(name.startsWith("C_cpu") ? cpuGraph() : graph, rootsOf(scenario.roots));
    const distributions = [...reached.values()].map(({ distribution }) => distribution);
    const written = distributions.map((one) =>
      one.version === graph.distributions.get(one.name)!.version ? one.name : `${one.name}==${one.version}`,
    );
    expect(written.sort()).toEqual(scenario.names.split(" ").sort());
    expect(reached.size).toBe(scenario.packages);
    expect(weightOf(distributions, "download")).toEqual({ bytes: scenario.bytes, unknown: scenario.unknown });
    // The data has no greenlet, which SQLAlchemy asks for on this machine: told, not invented.
    const asked = reached.has("sqlalchemy") ? [{ name: "greenlet", requiredBy: "sqlalchemy" }] : [];
    expect(missing).toEqual(asked);
  });
});

describe("retained sizes", () => {
  const pins = chat.scenarios.A_as_is!.roots;
  // What a person asked for: the rest of the pins is what `pip freeze` added.
  const intent = pins.split(" ").filter((name) => !/^(nvidia-.*|torch|triton|transformers|scikit-learn)$/.test(name));

  const sizes = (of: DependencyGraph, roots: string) =>
    Object.fromEntries(
      [...retainedOf(closureOf(of, rootsOf(roots))).values()].map(({ name, download, distributions }) => [
        name,
        [download.bytes, distributions.length],
      ]),
    );

  describe.each([
    ["below what a person asked for", intent.join(" "), chat.retainedByIntent],
    ["below flat pins", pins, chat.retainedByPins],
  ])("%s", (_name, roots, recorded) => {
    it("are those recorded, but for what an extra of a shared package holds", () => {
      // datasets asks for fsspec[http], so aiohttp and what it needs stay without langchain-community. The recorded
      // number leaves that out, although the scenario of datasets alone installs aiohttp.
      expect(recorded["langchain-community"]).toEqual([5_500_330, 14]);
      expect(sizes(graph, roots)).toEqual({ ...recorded, "langchain-community": [2_658_805, 7] });
      expect(chat.scenarios.X_datasets_alone!.names.split(" ")).toContain("aiohttp");
    });

    it("are all those recorded, if that extra is not asked for", () => {
      expect(sizes(withoutExtras("datasets"), roots)).toEqual(recorded);
    });
  });

  it("name the nearest dominator", () => {
    const retained = retainedOf(closureOf(graph, rootsOf(intent.join(" "))));
    expect(retained.get("nvidia-cudnn-cu12")!.dominator).toBe("torch");
    expect(retained.get("torch")!.dominator).toBe("sentence-transformers");
    expect(retained.get("sentence-transformers")!.dominator).toBeNull();
    // Both chromadb and transformers need it.
    expect(retained.get("tokenizers")!.dominator).toBeNull();
  });
});

describe("the plan that deletes the lines of torch, CUDA and what is made with them", () => {
  const before = closureOf(graph, rootsOf(chat.scenarios.A_as_is!.roots));
  const kept = chat.scenarios.B_document_plan!.roots.split(" ");
  const deleted = before.roots.map(({ name }) => name).filter((name) => !kept.includes(name));
  const removal = removalOf(before, deleted);

  it("saves 1.75 %", () => {
    const all = weightOf(
      [...before.reached.values()].map(({ distribution }) => distribution),
      "download",
    ).bytes;
    expect(all).toBe(3_218_467_209);
    expect(removal.download).toEqual({ bytes: 56_365_612, unknown: [] });
    expect(((removal.download.bytes / all) * 100).toFixed(2)).toBe("1.75");
    expect(removal.freed).toEqual(installed("datasets dill multiprocess ollama pandas pyarrow pytz tzdata xxhash"));
  });

  it("is defeated by what sentence-transformers needs, along these paths", () => {
    const paths = new Map(
      removal.stays.map(({ name, holders }) => [name, holders.map(({ path }) => path.join(" → "))]),
    );
    expect(paths.get("nvidia-cudnn-cu12")).toEqual(["sentence-transformers → torch → nvidia-cudnn-cu12"]);
    expect(paths.get("transformers")).toEqual(["sentence-transformers → transformers"]);
    expect(paths.get("scikit-learn")).toEqual(["sentence-transformers → scikit-learn"]);
    // All that is deleted and not freed stays for that reason alone.
    const freedNames = new Set(removal.freed);
    expect([...paths.keys()]).toEqual(deleted.filter((name) => !freedNames.has(name)).sort());
    for (const [name, found] of paths)
      expect(found, name).toEqual([expect.stringMatching(/^sentence-transformers → /)]);
  });
});
