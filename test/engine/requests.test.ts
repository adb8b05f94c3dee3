import { describe, expect, it } from "vitest";
import type { Facts } from "../../src/engine/model.js";
import { requestLinks } from "../../src/engine/requests.js";

/** One file with an occurrence on each region: `+route:…` defines, anything else refers. */
function factsOf(symbols: readonly string[]): ReadonlyMap<string, Facts> {
  const occurrences = symbols.map((symbol, region) => ({
    symbol: symbol.replace(/^\+/, ""),
    defines: symbol.startsWith("+"),
    region,
  }));
  return new Map([["a", { path: "a", transform: "any", regions: [], occurrences, faults: [] }]]);
}

const reached = (defined: string[], asked: string) =>
  requestLinks(factsOf([...defined.map((one) => `+${one}`), asked]), []).map((link) => link.symbol);

describe("a request reaches", () => {
  it.each([
    ["a part filled in", ["route:GET /items/{}"], "route:GET /items/5", "route:GET /items/{}"],
    ["a last slash", ["route:GET /items/new/"], "route:GET /items/new", "route:GET /items/new/"],
    ["a base of the client", ["route:GET /v1/chat/rooms"], "route:GET /chat/rooms", "route:GET /v1/chat/rooms"],
    ["behind a proxy's prefix", ["route:* /chat/rooms"], "route:* /proxy/chat/rooms", "route:* /chat/rooms"],
    [
      "the route that spells most",
      ["route:GET /a/{}/c", "route:GET /a/{}/{}"],
      "route:GET /a/5/c",
      "route:GET /a/{}/c",
    ],
    ["a route that tells no methods", ["route:* /a/b/"], "route:POST /a/b/", "route:* /a/b/"],
    ["a route that tells no methods, a part filled in", ["route:* /a/{}/"], "route:GET /a/5", "route:* /a/{}/"],
    ["a key of its answer", ["route:GET /v1/a/b", "json:/v1/a/b#k"], "json:/a/b#k", "json:/v1/a/b#k"],
  ])("%s", (_what, defined, asked, found) => {
    expect(reached(defined, asked)).toEqual([found]);
  });
});

describe("a request does not reach", () => {
  it.each([
    ["what is defined as it is spelt", ["route:GET /a/b"], "route:GET /a/b"],
    ["another method", ["route:GET /a/b/"], "route:POST /a/b"],
    ["another method of the same path", ["route:GET /a/b", "route:* /a/b"], "route:POST /a/b"],
    ["one equal segment behind a prefix", ["route:GET /v1/rooms"], "route:GET /rooms"],
    ["one of two alike", ["route:GET /v1/a/b", "route:GET /v2/a/b"], "route:GET /a/b"],
    ["a route beside others of its prefix", ["route:GET /a/b", "route:GET /v2/c"], "route:GET /v2/a/b"],
    ["a part that differs", ["route:GET /items/{}/edit"], "route:GET /items/5/show"],
    ["a route by its parameters alone", ["route:GET /{}/{}"], "route:GET /a/b"],
  ])("%s", (_what, defined, asked) => {
    expect(reached(defined, asked)).toEqual([]);
  });
});
