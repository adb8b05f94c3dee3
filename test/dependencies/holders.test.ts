import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closureOf } from "../../src/dependencies/closure.js";
import { holdersOf, sharesOf } from "../../src/dependencies/holders.js";
import { removalOf } from "../../src/dependencies/removal.js";
import { chat, chatGraph, rootsOf } from "./chat-application.js";
import { graphOf } from "./graph.js";

const asIs = closureOf(chatGraph(), rootsOf(chat.scenarios.A_as_is!.roots));

describe("holders", () => {
  it("are all requirements that must go before a distribution does, with a shortest way each", () => {
    expect(holdersOf(asIs, "torch")).toEqual([
      { root: "sentence-transformers", path: ["sentence-transformers", "torch"] },
      { root: "torch", path: ["torch"] },
    ]);
    expect(holdersOf(asIs, "pyarrow").map(({ path }) => path.join(" → "))).toEqual(["datasets → pyarrow"]);
    expect(holdersOf(asIs, "no-such")).toEqual([]);
  });

  it("free it together, and not one less", () => {
    const freed = (names: string[]) => removalOf(asIs, names).freed.includes("tokenizers");
    const holders = holdersOf(asIs, "tokenizers").map(({ root }) => root);
    expect(holders).toEqual(["chromadb", "sentence-transformers", "transformers"]);
    expect(freed(holders)).toBe(true);
    for (const spared of holders) expect(freed(holders.filter((one) => one !== spared))).toBe(false);
  });

  it("count an extra for whoever asks for it", () => {
    const graph = graphOf({ a: ["web"], b: ["web[fast]"], web: ['loop ; extra == "fast"'], loop: [] });
    expect(holdersOf(closureOf(graph, rootsOf("a b")), "loop")).toEqual([{ root: "b", path: ["b", "web", "loop"] }]);
  });
});

describe("shares", () => {
  it("put together what the same requirements hold, the biggest first", () => {
    const [first, second] = sharesOf(asIs);
    expect(first).toMatchObject({ roots: ["sentence-transformers", "torch"], download: { unknown: [] } });
    expect(first!.distributions).toContain("torch");
    expect(second!.roots).toContain("nvidia-cudnn-cu12");
  });

  it("hold every distribution once", () => {
    const names = sharesOf(asIs).flatMap(({ distributions }) => distributions);
    expect(names.sort()).toEqual([...asIs.reached.keys()]);
  });

  it("add up to what any removal saves", () => {
    const shares = sharesOf(asIs);
    const all = asIs.roots.map(({ name }) => name);
    fc.assert(
      fc.property(fc.subarray(all), (removed) => {
        const gone = shares.filter(({ roots }) => roots.every((root) => removed.includes(root)));
        const bytes = gone.reduce((sum, { download }) => sum + download.bytes, 0);
        expect(removalOf(asIs, removed).download.bytes).toBe(bytes);
      }),
      { numRuns: 40 },
    );
  });
});
