import { describe, expect, it } from "vitest";
import { clientObstacle } from "../../../src/dependencies/changes/chroma-client.js";
import { frozenPins } from "../../../src/dependencies/changes/pins.js";
import { savingOf } from "../../../src/dependencies/changes/torch-builds.js";
import { readList } from "../../../src/dependencies/lists/read.js";
import { graphOf } from "../graph.js";

describe("what torch without CUDA saves", () => {
  it("is what the lock says of the packages that torch asks for, and no more", () => {
    const graph = graphOf(
      {
        torch: ["nvidia-cudnn-cu12", "triton", "sympy"],
        "nvidia-cudnn-cu12": [],
        triton: [],
        sympy: [],
        "nvidia-x-cu12": [],
      },
      { "nvidia-cudnn-cu12": 700, triton: 150, sympy: 6, "nvidia-x-cu12": 9 },
    );
    expect(savingOf(graph)).toContain("saves at least 850 bytes of download (2 packages");
  });

  it("is not known without a lock", () => expect(savingOf(undefined)).toContain("not known"));
});

describe("the client of Chroma", () => {
  const uses = { overHttp: true, needs: [] };
  const lists = [readList("requirements.txt", "chromadb==1.0\nbrain==1.0\n")!];

  it("does not come beside what requires chromadb by way of others", () => {
    const graph = graphOf({ brain: ["shelf"], shelf: ["chromadb"], chromadb: [] });
    expect(clientObstacle({ lists, uses, graph })).toBe("shelf brings chromadb");
  });

  it("comes where only the project asks for it", () => {
    const graph = graphOf({ project: ["chromadb", "brain"], brain: [], chromadb: [] });
    expect(clientObstacle({ lists, uses, graph })).toBeUndefined();
  });
});

describe("pins that only hold versions", () => {
  it("are brought by something that stays, also in a ring that nothing else brings", () => {
    const { requirements } = readList("requirements.txt", "a==1.0\nb==1.0\nc==1.0\nd==1.0\n")!;
    const graph = graphOf({ a: ["b"], b: ["a"], c: [], d: ["c"] });
    const names = (used: string[]) =>
      frozenPins(requirements, graph, (name) => used.includes(name)).map(({ name }) => name);
    expect(names([])).toEqual(["b", "c"]);
    expect(names(["b", "c"])).toEqual(["a"]);
  });
});
