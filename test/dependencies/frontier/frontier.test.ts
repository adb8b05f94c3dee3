import { describe, expect, it } from "vitest";
import { closureOf } from "../../../src/dependencies/closure.js";
import { ALTERNATIVES } from "../../../src/dependencies/frontier/alternatives.js";
import { frontierOf } from "../../../src/dependencies/frontier/frontier.js";
import type { Choice, Step } from "../../../src/dependencies/frontier/model.js";
import type { DependencyGraph } from "../../../src/dependencies/model.js";
import { normaliseName } from "../../../src/dependencies/names.js";
import { chat, chatGraph, rootsOf } from "../chat-application.js";

const brought = /^(?:nvidia-.*|torch|triton|transformers|scikit-learn)$/;
const intentOf = (graph: DependencyGraph) =>
  closureOf(
    graph,
    rootsOf(chat.scenarios.A_as_is!.roots).filter(({ name }) => !brought.test(name)),
  );
const places: Record<string, { path: string; line: number }> = { HttpClient: { path: "store.py", line: 3 } };
const find = (word: string) => places[word];
// What the plan of the removal takes as well: nothing uses the client of the vendor any more.
const unused = ["datasets", "pandas", "ollama"];
const size = ({ load, unknown }: Choice) => [load.distributions.length, load.download.bytes, ...unknown];
const byId = (step: Step, id: string) =>
  [step, ...step.instead].find(({ change }) => change.kind === "alternative" && change.alternative.id === id)!;
const sizeOf = (scenario: string) => [chat.scenarios[scenario]!.packages, chat.scenarios[scenario]!.bytes];

describe("the frontier of the chat application", () => {
  const graph = chatGraph();
  const steps = frontierOf(intentOf(graph), unused, find, "download");
  const [asItIs, idle, embeddings, store] = steps;

  it("begins with what is there and with what nothing uses", () => {
    expect(asItIs!.change.kind).toBe("as it is");
    expect(size(asItIs!)).toEqual(sizeOf("A_as_is"));
    expect(idle!.change).toEqual({ kind: "unused", names: unused });
    expect(size(idle!)).toEqual(sizeOf("B_document_plan"));
  });

  it("then takes the one requirement that matters, with all that could take its place", () => {
    expect(size(byId(embeddings!, "embeddings-of-a-service"))).toEqual(sizeOf("D_no_sentence_transformers"));
    expect(size(byId(embeddings!, "fastembed"))).toEqual(sizeOf("F_fastembed"));
    expect(size(byId(embeddings!, "model2vec"))).toEqual(sizeOf("I_model2vec"));
    expect(size(byId(embeddings!, "torch-cpu"))).toEqual([...sizeOf("C_cpu_torch_excl_torch_wheel"), "torch"]);
    // The service brings nothing along.
    expect(embeddings!.change).toMatchObject({ alternative: { id: "embeddings-of-a-service" } });
  });

  it("then the store", () => {
    expect(byId(store!, "chromadb-client").load.distributions).toHaveLength(
      chat.scenarios.E_chroma_http_client!.packages,
    );
    expect(size(byId(store!, "faiss-cpu"))).toEqual(sizeOf("G_no_vector_db"));
    expect(size(byId(store!, "pgvector"))).toEqual(sizeOf("H_pgvector"));
  });

  it("gets smaller with every step, and ends", () => {
    const bytes = steps.map(({ load }) => load.download.bytes);
    expect(bytes).toEqual([...bytes].sort((a, b) => b - a));
    expect(steps.length).toBeLessThan(12);
  });
});

describe("alternatives", () => {
  it("that the graph does not hold are unknown, never estimated", () => {
    const graph = chatGraph();
    const distributions = new Map([...graph.distributions].filter(([name]) => name !== "fastembed"));
    const [, , step] = frontierOf(intentOf({ ...graph, distributions }), unused, find, "download");
    const [packages, bytes] = sizeOf("D_no_sentence_transformers");
    expect(size(byId(step!, "fastembed"))).toEqual([packages, bytes, "fastembed"]);
  });

  it("that the program cannot use are refused with the place", () => {
    const local = (word: string) => (word === "PersistentClient" ? { path: "store.py", line: 7 } : find(word));
    const [, , , step] = frontierOf(intentOf(chatGraph()), unused, local, "download");
    expect(step!.refused.map(({ alternative, reason }) => [alternative.id, reason])).toEqual([
      ["chromadb-client", "store.py:7 uses PersistentClient"],
    ]);
    expect(step!.change).toMatchObject({ kind: "alternative" });
  });

  it("of another build are refused if nothing would go with it", () => {
    const graph = chatGraph();
    const torch = graph.distributions.get("torch")!;
    const lean = { ...torch, requires: torch.requires.filter(({ name }) => !/^(?:nvidia-|triton)/.test(name)) };
    const [, , step] = frontierOf(
      intentOf({ ...graph, distributions: new Map([...graph.distributions, ["torch", lean]]) }),
      unused,
      find,
      "download",
    );
    expect(step!.refused).toMatchObject([{ reason: "nothing that torch needs would go" }]);
  });

  it("that something else brings back are refused with the way", () => {
    const graph = chatGraph();
    const flask = graph.distributions.get("flask")!;
    const needy = {
      ...flask,
      requires: [...flask.requires, { name: "chromadb", writtenName: "chromadb", extras: [], specifier: "" }],
    };
    const bound = { ...graph, distributions: new Map([...graph.distributions, ["flask", needy]]) };
    const steps = frontierOf(intentOf(bound), unused, find, "download");
    // Nothing is saved by its removal, so it is no step at all.
    expect(steps.some(({ change }) => change.kind === "without" && change.name === "chromadb")).toBe(false);
    expect(steps.flatMap(({ instead }) => instead).some((one) => one.load.distributions.includes("faiss-cpu"))).toBe(
      false,
    );
  });

  it("are named as packages compare names, once each, with a source", () => {
    const names = ALTERNATIVES.flatMap(({ replaces, with: others, needs = [] }) => [replaces, ...others, ...needs]);
    expect(names.map(normaliseName)).toEqual(names);
    expect(new Set(ALTERNATIVES.map(({ id }) => id)).size).toBe(ALTERNATIVES.length);
    for (const { source, remark } of ALTERNATIVES) {
      expect(source).toMatch(/^https:\/\//);
      expect(remark).toMatch(/\.$/);
    }
  });
});
