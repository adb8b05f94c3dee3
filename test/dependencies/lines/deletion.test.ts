import { describe, expect, it } from "vitest";
import { closureOf } from "../../../src/dependencies/closure.js";
import { costsOf } from "../../../src/dependencies/lines/costs.js";
import { deletionOf } from "../../../src/dependencies/lines/deletion.js";
import type { Root } from "../../../src/dependencies/model.js";
import { chat, chatGraph, rootsOf } from "../chat-application.js";

const graph = chatGraph();
const plan = "torch triton transformers datasets scikit-learn pandas ollama".split(" ");
const cuda = chat.scenarios.A_as_is!.roots.split(" ").filter((name) => name.startsWith("nvidia-"));
const installed = chat.scenarios.A_as_is!.names.split(" ").map((name): Root => ({ name, extras: [] }));
// Pins that another requirement brings along are not what a person asked for.
const brought = new Set([...cuda, "torch", "triton", "transformers", "scikit-learn", "pandas"]);
const intent = closureOf(
  graph,
  rootsOf(chat.scenarios.A_as_is!.roots).filter(({ name }) => !brought.has(name)),
);
/** Every installed package has a line, as `pip freeze` writes it. */
const flat = closureOf(graph, installed);

describe("the plan that deletes the lines of torch, CUDA and what is made with them", () => {
  const deletion = deletionOf(intent, flat, [...plan, ...cuda]);

  it("saves 1.75 %, and less if pins of what it frees stay in the list", () => {
    expect(deletion.before.download).toEqual({ bytes: 3_218_467_209, unknown: [] });
    expect(deletion.freed.download).toEqual({ bytes: 56_365_612, unknown: [] });
    expect(((deletion.freed.download.bytes / deletion.before.download.bytes) * 100).toFixed(2)).toBe("1.75");
    expect(deletion.leftBehind).toEqual("dill multiprocess pyarrow pytz tzdata xxhash".split(" "));
    expect(deletion.freedAlone.distributions).toEqual(["datasets", "ollama", "pandas"]);
    expect(deletion.freedAlone.download.bytes).toBe(
      ["datasets", "ollama", "pandas"].reduce((sum, name) => sum + graph.distributions.get(name)!.download!, 0),
    );
  });

  it("is defeated along three paths; what CUDA brings stays below torch", () => {
    expect(deletion.noOps.map(({ paths }) => paths.map((path) => path.join(" → ")))).toEqual([
      ["sentence-transformers → scikit-learn"],
      ["sentence-transformers → torch"],
      ["sentence-transformers → transformers"],
    ]);
    const below = deletion.noOps.map(({ name, below }) => [name, below.length]);
    expect(below).toEqual([
      ["scikit-learn", 0],
      ["torch", cuda.length + 1],
      ["transformers", 0],
    ]);
  });

  it("saves what it means to save if what needs them goes too", () => {
    const whole = deletionOf(intent, flat, [...plan, ...cuda, "sentence-transformers"]);
    expect(whole.noOps).toEqual([]);
    expect(whole.before.download.bytes - whole.freed.download.bytes).toBe(
      chat.scenarios.D_no_sentence_transformers!.bytes,
    );
  });
});

describe("costs", () => {
  const costs = costsOf(intent);

  it("are retained sizes, with the roots that hold a distribution", () => {
    const torch = costs.of.get("torch")!;
    expect(torch.retained.download.bytes).toBe(chat.retainedByIntent.torch![0]);
    expect(torch.retained.distributions).toHaveLength(chat.retainedByIntent.torch![1]);
    expect(torch.freed.distributions).toEqual([]);
    expect(costs.holders.of("torch").first).toEqual([
      { root: "sentence-transformers", path: ["sentence-transformers", "torch"] },
    ]);
  });

  it("of a root that others need too are nothing, and name them", () => {
    const numpy = costs.of.get("numpy")!;
    expect(numpy.freed.distributions).toEqual([]);
    const { count, first: holders } = costs.holders.of("numpy");
    expect(count).toBe(holders.length);
    expect(costs.holders.of("numpy", 2)).toEqual({ count, first: holders.slice(0, 2) });
    expect(holders.map(({ root }) => root)).toEqual(
      expect.arrayContaining(["chromadb", "datasets", "langchain-community", "sentence-transformers"]),
    );
    expect(holders.every(({ root }) => root !== "numpy")).toBe(true);
  });

  it("of a root that holds something alone are what it frees", () => {
    const { freed, retained } = costs.of.get("sentence-transformers")!;
    expect(freed.distributions).toEqual(retained.distributions);
    expect(freed.download.bytes).toBe(chat.retainedByIntent["sentence-transformers"]![0]);
  });
});
